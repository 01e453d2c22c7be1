namespace LiveChat.Core.Primitives;

/// <summary>
/// An opaque 128-bit identifier. Its text form is 32 lower-case hexadecimal digits, which sort as the value does.
/// </summary>
public interface IGuidId<TSelf> where TSelf : struct, IGuidId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>Reads the text form of ids; anything but exactly 32 hexadecimal digits is refused.</summary>
public static class GuidId
{
    public static bool TryParse<TId>(ReadOnlySpan<char> text, out TId id) where TId : struct, IGuidId<TId>
    {
        // The parser of Guid would forgive white space around the digits.
        var value = Guid.Empty;
        var parsed = text.Length == 32 && Guid.TryParseExact(text, "N", out value);
        id = parsed ? TId.From(value) : default;
        return parsed;
    }

    public static TId Parse<TId>(ReadOnlySpan<char> text) where TId : struct, IGuidId<TId> =>
        TryParse<TId>(text, out var id) ? id : throw new FormatException("An id has 32 hexadecimal digits.");
}
