using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Simulation.World;

namespace LiveChat.Simulation.Audit;

/// <summary>Whether an agent other than its own could take a conversation, asked once a second.</summary>
public sealed class OtherAgents(SimulatedDirectory directory, QuietAudit quiet, Func<AgentId, bool> isOnline)
{
    /// <summary>A slot that has just been freed may be on its way to one who comes first.</summary>
    private const int SecondsMin = 3;

    private readonly Dictionary<ConversationId, int> _secondsFree = [];

    public bool IsFreeFor(ConversationHead head)
    {
        var queue = directory.Queue(head.Queue!.Value);
        var isFree = quiet.HasBeenOpen(queue) && queue.Members.Any(member =>
            member.Agent != head.Agent && isOnline(member.Agent)
            && quiet.MayServe(member, head) && !quiet.IsAskedNow(member.Agent));
        var seconds = isFree ? _secondsFree.GetValueOrDefault(head.Id) + 1 : 0;
        _secondsFree[head.Id] = seconds;
        return seconds >= SecondsMin;
    }
}
