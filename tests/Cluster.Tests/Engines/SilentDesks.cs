using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Cluster.Tests.Engines;

/// <summary>Desks that hand nothing out.</summary>
internal sealed class SilentDesks : ILocalDesks
{
    public void Committed(IReadOnlyList<OutboxMessage> messages)
    {
    }

    public void Missed(SenderId sender)
    {
    }

    public void Recheck(SenderId sender)
    {
    }

    public void Leave(SenderId sender)
    {
    }
}
