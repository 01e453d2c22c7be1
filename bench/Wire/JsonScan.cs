using System.Text;

namespace LiveChat.Bench.Wire;

/// <summary>
/// Finds single values in JSON text by their name, without parsing the rest. Good for the answers of the server under
/// test, whose names and types are fixed; a text inside that looks like a name would mislead it.
/// </summary>
public static class JsonScan
{
    /// <summary>The text value after <c>"name":"</c>, without its quotes; empty when it is not there.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> nameAndQuote)
    {
        var at = json.IndexOf(nameAndQuote);
        if (at < 0) return default;
        var rest = json[(at + nameAndQuote.Length)..];
        var end = rest.IndexOf((byte)'"');
        return end < 0 ? default : rest[..end];
    }

    public static string Shown(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text[..Math.Min(text.Length, 400)]);
}
