using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Deadlines;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;

namespace LiveChat.Engine.Conversations;

/// <summary>What a conversation does when time has passed.</summary>
public sealed partial class ConversationActor
{
    /// <summary>Deadlines that act in one turn; each kind acts once at most before the others are looked at.</summary>
    private static readonly int FiredMax = 2 * Enum.GetValues<DeadlineKind>().Length;

    private ConversationDeadlines _deadlines = null!;

    /// <summary>For the auditor of the simulation.</summary>
    internal ConversationDeadlines Deadlines => _deadlines;

    private ActorId Shard => ActorId.OfDeadlines(DeadlineShard.Of(Thread));

    /// <summary>Woken by the shard: acts on what is due, and says when to be woken again.</summary>
    private async ValueTask<object?> LookAtDeadlines(ConversationId conversation)
    {
        if (conversation.Ordinal != _state.Ordinal || !_state.IsOpen)
        {
            Context.Tell(Shard, new DeadlineArmed(Id.Tenant, conversation, null));
            return null;
        }

        await _deadlines.Look(_state);
        await ActOnDeadlines();
        await MoveBound();
        Context.Tell(Shard, new DeadlineArmed(Id.Tenant, _state.Id, _deadlines.BoundAt));
        return null;
    }

    /// <summary>
    /// What follows from rules or an agent's presence that changed: an earlier deadline is armed, a due one acts.
    /// </summary>
    private async ValueTask<object?> LookAgain()
    {
        if (!_state.IsOpen) return null;
        await _deadlines.Look(_state);
        await ActOnDeadlines();
        await EndSeekIfNotWanted();
        if (_deadlines.Next is not { } next || _deadlines.IsAwaited(next, Now)) return null;
        await MoveBound();
        Context.Tell(Shard, new DeadlineArmed(Id.Tenant, _state.Id, _deadlines.BoundAt));
        return null;
    }

    /// <summary>While no rule depended on it, the agent has told nobody of its status.</summary>
    private async ValueTask<object?> TakeUpRules()
    {
        await _deadlines.ReadPresence(_state);
        return await LookAgain();
    }

    private async ValueTask<object?> Hear(AgentPresenceTold it) =>
        _state.Agent == it.Presence.Agent && _deadlines.Hear(_state, it) ? await LookAgain() : null;

    /// <summary>
    /// Lets act whatever was due before now, in the order of precedence, so that a message that comes late to a
    /// deadline meets what it would have met in time: after a crash as without one.
    /// </summary>
    private async ValueTask ActOnDeadlines()
    {
        var isFresh = false;
        for (var fired = 0; fired < FiredMax; fired++)
        {
            var now = Now;
            var terms = await _deadlines.Terms(_state);
            if (DeadlineTable.Due(_state, terms, now) is not { } due) break;
            var dependsOnAgent = due.Kind is DeadlineKind.DisconnectTransfer or DeadlineKind.DisconnectNotice
                or DeadlineKind.Reengagement;
            if (dependsOnAgent && !isFresh)
            {
                await _deadlines.ReadPresence(_state);
                await _deadlines.Look(_state);
                isFresh = true;
            }
            else if (due.Kind == DeadlineKind.AutoTransfer)
            {
                _deadlines.Sought(now);
                await _deadlines.Look(_state);
                Context.Tell(ActorId.Of(Id.Tenant, _state.Queue!.Value), new SeekAgent(Head()));
            }
            else
            {
                var text = await _deadlines.TextOf(due.Kind, _state);
                var commit = await Commit(
                    new FireDeadline(now, _state.Ordinal, due.Kind, terms, text), ofState: true);
                if (commit.Appended) ports.Metrics?.Fired(due.Kind, now - due.At);
            }
        }

        await _deadlines.Look(_state);
    }

    /// <summary>The bound in the row has passed without anything to write, or it is to come earlier.</summary>
    private async ValueTask MoveBound()
    {
        var at = _deadlines.Next?.At;
        if (!_state.IsOpen || at == _deadlines.BoundAt) return;
        if (!await ports.Deadlines.Move(Id.Tenant, _state.Id, _state.Version, at))
            throw new ActorUnreachableException($"Thread {Thread} has been written to by another activation.");
        _deadlines.BoundMoved(at);
    }

    /// <summary>
    /// The agent has answered, or the rules have changed: the queue need not look for another any more.
    /// </summary>
    private async ValueTask EndSeekIfNotWanted()
    {
        if (_deadlines.SoughtAt is null) return;
        var terms = await _deadlines.Terms(_state) with { SoughtAt = null };
        if (DeadlineTable.At(DeadlineKind.AutoTransfer, _state, terms) < Now) return;
        _deadlines.SeekNoMore();
        await _deadlines.Look(_state);
        if (_state.Queue is not { } queue) return;
        var holder = _state.FillsSlot ? _state.Agent : null;
        Context.Tell(ActorId.Of(Id.Tenant, queue), new SeekEnded(_state.Id, _state.Version, holder));
    }

    /// <summary>It may be with another agent, who did not answer the contact in time.</summary>
    private async ValueTask<ConversationCommand> ToAssign(AssignToAgent it)
    {
        if (_state.State != ConversationState.Assigned || _state.Agent == it.Agent)
            return new Assign(
                Now, it.Conversation.Ordinal, it.Agent, it.Queue, it.Token, it.StateVersion, await OfferTime(it.Queue),
                it.Why);
        var terms = await _deadlines.Terms(_state);
        var text = terms.Rules.AutoTransferNotifyContact
            ? await ports.Directory.Phrase(Id.Tenant, PhraseKey.Transferred, _state.Language)
            : "";
        return new MoveToOtherAgent(
            Now, it.Conversation.Ordinal, it.Agent, it.Queue, it.Token, it.StateVersion, terms, text);
    }
}
