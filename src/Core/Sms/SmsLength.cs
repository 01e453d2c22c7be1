namespace LiveChat.Core.Sms;

public enum SmsCoding : byte
{
    /// <summary>The 7-bit default alphabet of 3GPP TS 23.038.</summary>
    Gsm7 = 1,

    /// <summary>16-bit units; characters outside the basic plane take two, as in UTF-16.</summary>
    Ucs2,
}

/// <summary>
/// What a text costs as SMS. <c>Units</c> are septets or 16-bit units. One message holds 160 or 70 of them; a longer
/// text is sent in concatenated segments of 153 or 67 (3GPP TS 23.040, 8-bit reference), in which neither an escaped
/// character nor a surrogate pair is torn apart. An empty text is one segment.
/// </summary>
public readonly record struct SmsLength(SmsCoding Coding, int Units, int Segments)
{
    public const int Gsm7UnitsMax = 160;
    public const int Gsm7SegmentUnitsMax = 153;
    public const int Ucs2UnitsMax = 70;
    public const int Ucs2SegmentUnitsMax = 67;

    /// <summary>Measures in the 7-bit alphabet when every character has a code in it, else in UCS-2.</summary>
    public static SmsLength Of(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (GsmAlphabet.Septets(character) == 0)
                return Measure(text, SmsCoding.Ucs2, Ucs2UnitsMax, Ucs2SegmentUnitsMax);
        return Measure(text, SmsCoding.Gsm7, Gsm7UnitsMax, Gsm7SegmentUnitsMax);
    }

    private static SmsLength Measure(ReadOnlySpan<char> text, SmsCoding coding, int unitsMax, int segmentUnitsMax)
    {
        var units = 0;
        var segments = 1;
        var inSegment = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var width = Width(text, ref i, coding);
            units += width;
            if (inSegment + width > segmentUnitsMax)
            {
                segments++;
                inSegment = 0;
            }

            inSegment += width;
        }

        return new SmsLength(coding, units, units <= unitsMax ? 1 : segments);
    }

    private static int Width(ReadOnlySpan<char> text, ref int i, SmsCoding coding)
    {
        if (coding == SmsCoding.Gsm7) return GsmAlphabet.Septets(text[i]);
        if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return 1;
        i++;
        return 2;
    }
}
