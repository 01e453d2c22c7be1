using System.Globalization;
using LiveChat.Api.Json;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Validation;

/// <summary>Rules that many fields share. Each notes what is wrong and returns the value to go on with.</summary>
public static class FieldRules
{
    /// <summary>
    /// A name on one line: trimmed, not empty, at most <c>lengthMax</c> characters, no control characters.
    /// </summary>
    public static string Name(this Findings findings, string field, string value, int lengthMax)
    {
        var name = value.Trim();
        if (name.Length == 0) findings.Add(field, "must not be empty");
        else if (name.Length > lengthMax) findings.Add(field, TooLong(lengthMax));
        else if (StorableText.HasControls(name) || !StorableText.IsStorable(name))
        {
            findings.Add(field, "must not hold control characters");
        }

        return name;
    }

    /// <summary>As <see cref="Name"/>, where null stays null.</summary>
    public static string? NameOrNull(this Findings findings, string field, string? value, int lengthMax) =>
        value is null ? null : findings.Name(field, value, lengthMax);

    /// <summary>A text of any lines: what cannot be stored is removed, and something must be left.</summary>
    public static string Text(this Findings findings, string field, string value, int lengthMax)
    {
        var text = StorableText.Of(value);
        if (string.IsNullOrWhiteSpace(text)) findings.Add(field, "must not be empty");
        else if (text.Length > lengthMax) findings.Add(field, TooLong(lengthMax));
        return text;
    }

    public static int Within(this Findings findings, string field, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            findings.Add(field, string.Create(CultureInfo.InvariantCulture, $"must be from {min} to {max}"));
        }

        return value;
    }

    /// <summary>
    /// An id in a query; null when it is not one (noted). Whether it names something is another question.
    /// </summary>
    public static TId? Id<TId>(this Findings findings, string field, string text) where TId : struct, IGuidId<TId>
    {
        if (GuidId.TryParse<TId>(text, out var id)) return id;
        findings.Add(field, "is not an id");
        return null;
    }

    /// <summary>A time in a query; null when it is not there, or not one (noted).</summary>
    public static DateTimeOffset? Time(this Findings findings, string field, IQueryCollection query)
    {
        // A plus sign that was not escaped arrives as a space.
        if (!query.TryGetValue(field, out var text)) return null;
        if (TimeConverter.TryParse(text.ToString().Replace(' ', '+'), out var time)) return time;
        findings.Add(field, "must be a time as in RFC 3339");
        return null;
    }

    private static string TooLong(int lengthMax) =>
        string.Create(CultureInfo.InvariantCulture, $"must have at most {lengthMax} characters");
}
