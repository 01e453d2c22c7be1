using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>The last step of what an edge does with a slot or a place that it has reserved.</summary>
internal static class ReservedCommit
{
    /// <summary>
    /// Asks the conversation to commit; when it refuses, the receiver is told to release what was reserved. After an
    /// unknown outcome nothing is released here: the receiver frees it once no commit can follow. Not cancelled when
    /// the caller goes away.
    /// </summary>
    public static async ValueTask<ActionReply> Commit(
        this IActors actors, ConversationHead head, ConversationAction commit, ActorId receiver, IMessage release)
    {
        try
        {
            var reply = await actors.Ask(ActorId.Of(head.Tenant, head.Id.Thread), commit, CancellationToken.None);
            if (reply.Rejection != Rejection.None) actors.Tell(receiver, release);
            return reply;
        }
        catch (ActorBusyException)
        {
            actors.Tell(receiver, release);
            throw;
        }
    }
}
