using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>What an edge does to reserve a slot or a place and have it filled.</summary>
internal static class ReservedCommit
{
    /// <summary>
    /// Reserves and commits, and does both a second time where what was reserved no longer counted at the commit: the
    /// receiver has come to another node in between, say, and has taken its rows up anew.
    /// </summary>
    public static async ValueTask<ActionReply> Twice(Func<ValueTask<ActionReply>> reserveAndCommit)
    {
        var reply = await reserveAndCommit();
        return reply.Fenced ? await reserveAndCommit() : reply;
    }

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
