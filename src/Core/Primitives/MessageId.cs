using System.Globalization;

namespace LiveChat.Core.Primitives;

/// <summary>
/// One message: the thread's id and the version of the event that is the message. Text form: 32 hexadecimal digits,
/// a full stop, the version.
/// </summary>
public readonly record struct MessageId(ThreadId Thread, long Version)
{
    public static bool TryParse(ReadOnlySpan<char> text, out MessageId id)
    {
        id = default;
        if (text.Length < 34 || text[32] != '.' || text[33] is < '1' or > '9') return false;
        if (!GuidId.TryParse<ThreadId>(text[..32], out var thread)) return false;
        if (!long.TryParse(text[33..], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return false;
        id = new MessageId(thread, version);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Thread}.{Version}");
}
