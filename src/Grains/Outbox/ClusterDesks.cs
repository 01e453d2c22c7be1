using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Grains.Wire;
using Microsoft.Extensions.Logging;

namespace LiveChat.Grains.Outbox;

/// <summary>
/// The way to each sender's desk, which is at one node of the cluster. What is lost on the way is found in the rows:
/// every node looks for senders that have some.
/// </summary>
internal sealed partial class ClusterDesks(IGrainFactory grains, ILogger<ClusterDesks> log) : IOutboxFeed, ISenderDesk
{
    public void Committed(IReadOnlyList<OutboxMessage> messages)
    {
        foreach (var sender in messages.Select(it => it.Sender).Distinct()) Missed(sender);
    }

    public void Missed(SenderId sender) => Tell(sender, new OutboxMissed(sender));

    public void Recheck(SenderId sender) => Tell(sender, new OutboxRecheck(sender));

    public void Tell(SenderId sender, IMessage message)
    {
        try
        {
            _ = grains.GetGrain<ISenderGrain>(sender.Value).Tell(Envelope.Of(message));
        }
        catch (Exception trouble)
        {
            LogNotTold(trouble.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "A word to a sender's desk did not set out: {Trouble}")]
    private partial void LogNotTold(string trouble);
}
