using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;

namespace LiveChat.Storage.Conversations;

/// <summary>What every store asserts of an append before it takes it: a violation is a bug of the caller.</summary>
public static class AppendShape
{
    /// <exception cref="ArgumentException">The parts of the append contradict one another.</exception>
    public static void Check(Append append)
    {
        var head = append.Head;
        var last = append.FirstVersion + append.Events.Length - 1;
        if (append.Events.IsDefaultOrEmpty) throw Contradiction("There is no event.");
        if (append.FirstVersion < 1) throw Contradiction("Versions begin with 1.");
        if (head.Tenant != append.Tenant || head.Id.Thread != append.Thread)
            throw Contradiction("The head is of another thread.");
        if (head.Version != last) throw Contradiction("The head does not stand after the events.");
        if (head.FirstVersion > append.FirstVersion || head.FirstVersion < 1)
            throw Contradiction("The conversation begins after its event.");
        if (append.Outbox.IsDefaultOrEmpty) return;

        var version = append.FirstVersion - 1;
        foreach (var message in append.Outbox)
        {
            if (message.Tenant != append.Tenant || message.Conversation != head.Id || message.Id.Thread != append.Thread
                || message.Sender != head.Sender || message.SenderAddress != head.SenderAddress
                || message.To != head.Contact || message.Channel != head.Channel)
                throw Contradiction("An MT is of another conversation.");
            if (message.Id.Version <= version || message.Id.Version > last)
                throw Contradiction("The MT are not events of this append, in order.");
            version = message.Id.Version;
            if (!IsEvent(message, append.Events[(int)(version - append.FirstVersion)]))
                throw Contradiction("An MT says something else than its event.");
        }
    }

    // A message is its event: stores keep the text there only.
    private static bool IsEvent(OutboxMessage message, ConversationEvent happened) =>
        MtText.Of(happened) is { } text && text == message.Text && happened.At == message.At;

    private static ArgumentException Contradiction(string what) => new(what, "append");
}
