using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Engine.Measures;

namespace LiveChat.Engine.Agents;

/// <summary>
/// What an agent sees to by itself: its definition, silent reservations and streams, the rows that name it.
/// </summary>
public sealed partial class AgentActor
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CompareEvery = TimeSpan.FromSeconds(10);

    private string _goneReason = "";
    private DateTimeOffset _comparedAt;
    private bool _ticking;
    private AgentMeasure _measured;

    private void Measure()
    {
        var now = new AgentMeasure(_state.Online, _state.Slots.Count);
        if (now == _measured) return;
        _measured = now;
        ports.Metrics?.Stands(Id, now);
    }

    /// <summary>An agent in a status that the tenant no longer has gets nothing new.</summary>
    private async ValueTask<bool> TakesNew(string status) =>
        await ports.Directory.Tenant(Id.Tenant) is { } tenant
        && tenant.Statuses.Any(it => it.Key == status && it.TakesNew);

    /// <summary>The tenant's, for an agent may be in many queues.</summary>
    private async ValueTask<TimeSpan> PresenceGrace()
    {
        var tenant = await ports.Directory.Tenant(Id.Tenant);
        return tenant?.Settings.PresenceGraceSeconds is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : LiveChatRules.Default.PresenceGrace;
    }

    /// <summary>
    /// Under an epoch that nobody has passed, nobody else gave slots away: what was reserved stays as it is, and only
    /// the definition is new. Else somebody disabled the agent, or has taken its place: then all is taken up anew, and
    /// whoever else acts for the agent, perhaps on its former definition, is fenced off.
    /// </summary>
    private async ValueTask TakeUpSettings()
    {
        var row = await ports.Agents.Find(Id.Tenant, Agent);
        if (row?.Epoch != _state.Epoch)
        {
            await TakeUpAnew();
            return;
        }

        await Apply(new ChangeProfile(Now, await ReadProfile()));
        await Apply(new ChangeStatus(Now, row.Status, await TakesNew(row.Status), By.System));
    }

    /// <summary>
    /// As at a start, the epoch is raised on disk and only then everything is read again: the definition may have
    /// changed, and disabling has raised the epoch too; where this actor was alive twice, the other one may have filled
    /// slots and heard of a change or of a status; a reservation that was silent may have been committed.
    /// </summary>
    private async ValueTask TakeUpAnew()
    {
        var row = await ports.Agents.RaiseEpoch(Id.Tenant, Agent);
        (_persisted, _comparedAt) = (row, Now);
        var heads = await ports.Conversations.SlotsOf(Id.Tenant, Agent);
        var held = _state.Slots.Keys.Where(Holds).ToHashSet();
        await Apply(new AdoptEpoch(Now, row.Epoch, [.. heads.Select(Filled)]));
        await Apply(new ChangeProfile(Now, await ReadProfile()));
        await Apply(new ChangeStatus(Now, row.Status, await TakesNew(row.Status), By.System));
        foreach (var head in heads.Where(head => !held.Contains(head.Id)))
            await TellStreams(new ConversationAdvanced(head, head.Version + 1, []), held: false);
    }

    /// <summary>Reads what is with the agent, and takes up what was not heard of.</summary>
    private async ValueTask<IReadOnlyList<ConversationHead>> ReadSlots()
    {
        var heads = await ports.Conversations.SlotsOf(Id.Tenant, Agent);
        foreach (var head in heads.Where(head => !Holds(head.Id)))
            await Learn(new ConversationAdvanced(head, head.Version + 1, []));
        return heads;
    }

    private static FilledSlot Filled(ConversationHead head) =>
        new(head.Id, head.Queue!.Value, head.Token ?? default, head.Version);

    private async ValueTask<AgentProfile> ReadProfile()
    {
        var entry = await ports.Directory.Agent(Id.Tenant, Agent);
        _tenantGone = entry is null && await ports.Directory.Tenant(Id.Tenant) is null;
        _goneReason = entry is null || entry.Deleted ? "agentDeleted" : "agentDisabled";
        return entry is null
            ? new AgentProfile(Enabled: false, Cap: null, [])
            : new AgentProfile(
                entry.Enabled && !entry.Deleted,
                entry.Cap,
                [.. entry.Memberships.Select(it => new Membership(
                    it.Queue, it.Priority, it.QueueCap, it.Overflow))]);
    }

    /// <summary>Ticks only while there is something to see to: an idle agent costs nothing.</summary>
    private void KeepTicking()
    {
        var needed = !_state.Slots.IsEmpty || !_state.Streams.IsEmpty || _state.CountedUntil is not null
            || _news.AwaitsAck;
        if (_ticking || !needed) return;
        _ticking = true;
        Context.After(TickEvery, Tick.Now);
    }

    private async ValueTask OnTick()
    {
        var now = Now;
        await Apply(new DropSilentStreams(now, await PresenceGrace()));
        await Apply(new EndGrace(now));
        await SeeToReservations(now);
        if (!_state.Profile.Enabled) GiveBackAll();
        _news.AskForAck(_state, now);
        await _presence.OnTick(_state, now);
        _notices.DropOld(now);
        if (Elapsed.AtLeast(CompareEvery, _comparedAt, now) && !_state.Slots.IsEmpty) await Compare();
    }

    private async ValueTask SeeToReservations(DateTimeOffset now)
    {
        var silent = false;
        foreach (var (conversation, slot) in _state.Slots)
        {
            if (!slot.IsReservation) continue;
            silent |= Elapsed.AtLeast(AgentLimits.ReservationSilentMax, slot.Since, now);
            if (slot.Use == SlotUse.Reserved && Elapsed.AtLeast(AgentLimits.AssignRetryAfter, slot.Since, now))
            {
                TellAssign(conversation, slot.Queue, slot.Token, slot.StateVersion, slot.Why);
            }
        }

        if (silent) await TakeUpAnew();
    }

    private void GiveBackAll()
    {
        foreach (var (conversation, slot) in _state.Slots)
        {
            if (slot.IsReservation) continue;
            Context.Tell(
                ActorId.Of(Id.Tenant, conversation.Thread), new GiveBack(conversation, Agent, _goneReason));
        }
    }

    /// <summary>
    /// What the rows say at the start. It is nobody's news: no conversation is woken for it.
    /// </summary>
    private async ValueTask TakeUpSlots()
    {
        _comparedAt = Now;
        var rows = await ports.Conversations.SlotsOf(Id.Tenant, Agent);
        foreach (var row in rows) _state = AgentFold.Evolve(_state, AgentDecider.Decide(_state, LearnOf(row)).Events);
        _notices.Adopt(rows, _comparedAt);
    }

    /// <summary>
    /// Compares the slots with the rows. It may add a slot; it frees one only on a newer version, and never a
    /// reservation.
    /// </summary>
    private async ValueTask Compare()
    {
        _comparedAt = Now;
        var named = (await ports.Conversations.SlotIdsOf(Id.Tenant, Agent)).ToHashSet();
        var held = _state.Slots.Keys.Where(Holds).ToHashSet();
        named.SymmetricExceptWith(held);
        foreach (var conversation in named)
        {
            var head = await ports.Conversations.Head(Id.Tenant, conversation);
            if (head is not null) await Learn(new ConversationAdvanced(head, head.Version + 1, []));
        }
    }
}
