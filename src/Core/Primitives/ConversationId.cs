using System.Globalization;

namespace LiveChat.Core.Primitives;

/// <summary>
/// One served session of a thread: the thread's id and the session's ordinal (1, 2, …), so that any conversation id
/// leads to the actor of its thread. Text form: 32 hexadecimal digits, a hyphen, the ordinal.
/// </summary>
public readonly record struct ConversationId(ThreadId Thread, int Ordinal) : IComparable<ConversationId>
{
    public static bool TryParse(ReadOnlySpan<char> text, out ConversationId id)
    {
        id = default;
        if (text.Length < 34 || text[32] != '-' || text[33] is < '1' or > '9') return false;
        if (!GuidId.TryParse<ThreadId>(text[..32], out var thread)) return false;
        if (!int.TryParse(text[33..], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)) return false;
        id = new ConversationId(thread, ordinal);
        return true;
    }

    public int CompareTo(ConversationId other)
    {
        var byThread = Thread.CompareTo(other.Thread);
        return byThread != 0 ? byThread : Ordinal.CompareTo(other.Ordinal);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Thread}-{Ordinal}");
}
