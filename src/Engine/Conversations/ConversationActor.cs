using System.Collections.Immutable;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Contacts;
using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Engine.Actors;
using LiveChat.Storage.Conversations;

namespace LiveChat.Engine.Conversations;

/// <summary>
/// One thread: the only writer of its log. Every turn is decide, append, and only after the commit tell: the queue it
/// waits in, the agent it is with, the outbox.
/// </summary>
public sealed partial class ConversationActor(EnginePorts ports) : Actor
{
    /// <summary>
    /// Two activations may stand for a moment while a node leaves, and write in turns; no two go on so for long.
    /// </summary>
    private const int AttemptsMax = 5;

    private Conversation _state = Conversation.Empty;

    /// <summary>For the auditor of the simulation.</summary>
    internal Conversation State => _state;

    /// <summary>Nobody need remember what is closed: the contact's next message finds it in the log.</summary>
    public override bool IsOver => !_state.IsOpen;

    private ThreadId Thread => ThreadId.From(Id.Key);

    public override async ValueTask Activate()
    {
        _deadlines = new ConversationDeadlines(Id.Tenant, ports);
        await Load();
    }

    public override ValueTask<object?> Receive(IMessage message) =>
        _deadlines.Next?.At < Now ? ReceiveAfterDeadlines(message) : ReceiveNow(message);

    private async ValueTask<object?> ReceiveAfterDeadlines(IMessage message)
    {
        await ActOnDeadlines();
        return await ReceiveNow(message);
    }

    private ValueTask<object?> ReceiveNow(IMessage message) => message switch
    {
        ReceiveMo it => Receive(it),
        SendText it => Send(it),
        CommitTransferToAgent it => Transfer(it),
        CommitTransferToQueue it => Transfer(it),
        CommitTake it => Take(it),
        CommitResume it => Resume(it),
        AskContact it => Ask(it),
        FillAgentForm it => Fill(it),
        CancelAgentForm it => Cancel(it),
        ConversationAction it => Act(it),
        AssignToAgent it => Assign(it),
        EntryAdmitted it => Admit(it),
        EntryRefused it => Refuse(it),
        ServiceEnded it => End(it),
        GiveBack it => GiveBack(it),
        Restate it => Restate(it.Queue, it.Agent),
        DeadlineDue it => LookAtDeadlines(it.Conversation),
        AgentPresenceTold it => Hear(it),
        RulesChanged => TakeUpRules(),
        Wake => ValueTask.FromResult<object?>(null),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.GetType(), "A message nobody receives."),
    };

    private async ValueTask<object?> Receive(ReceiveMo it)
    {
        var now = Now;
        var seen = SeenKeys.OfMo(it.Sender, it.ProviderId);
        var tenant = await ports.Directory.Tenant(Id.Tenant);
        var localisation = tenant?.Localisation ?? new LocalisationRules();
        var opens = !_state.IsOpen || _state.State == ConversationState.WrapUp;
        var language = opens ? EntryLanguage.Of(it.Text, localisation, it.Language) : it.Language;
        var command = new ReceiveMessage(
            now,
            new Entry(it.Sender, it.SenderAddress, it.Channel, it.Contact, it.Queue, it.Priority, language),
            it.Text,
            it.ProviderId,
            it.SentAt is { } sentAt && sentAt < now ? sentAt : now,
            it.Attachments,
            await RulesOf(it.Queue),
            new ContactWish(
                ConsentWords.Of(it.Text), localisation.ContactMaySwitch ? LanguageRequest.Of(it.Text) : null),
            await TermsOfAnswers(tenant));
        var commit = await Commit(command, seen);
        if (commit.Rejection == Rejection.ConversationClosed)
        {
            // In wrap-up: only a new message ends it, so a repeated one is told apart first.
            if (await ports.Conversations.FindSeen(Id.Tenant, seen) is { } before)
                return new MoReply(before.Conversation, Duplicate: true);
            await Commit(new EndWrapUp(now, _state.Ordinal, Caller: null));
            commit = await Commit(command, seen);
        }

        if (commit.Rejection != Rejection.None)
            throw new InvalidOperationException($"Thread {Thread}: an MO was refused with {commit.Rejection}.");
        return commit.First is { } first
            ? new MoReply(first.Conversation, Duplicate: true)
            : new MoReply(_state.Id, Duplicate: false);
    }

    private async ValueTask<object?> Send(SendText it)
    {
        var seen = it.IdempotencyKey is { } key ? SeenKeys.OfRequest(Thread, it.Caller.By, key) : (SeenKey?)null;
        var command = new SendMessage(Now, it.Conversation.Ordinal, it.Caller, it.Text);
        var commit = await Commit(command, seen);
        var first = commit.First;
        if (commit.Rejection != Rejection.None && seen is { } repeated)
        {
            // The first one may have been accepted just before the conversation closed or moved on.
            first = await ports.Conversations.FindSeen(Id.Tenant, repeated);
        }

        return first is null
            ? Answer(commit, command.At)
            : new ActionReply(Rejection.None, Head(), first.Version, first.At, Repeated: true);
    }

    private async ValueTask<object?> Act(ConversationAction action)
    {
        var ordinal = action.Conversation.Ordinal;
        ConversationCommand command = action switch
        {
            WriteNote it => new AddNote(Now, ordinal, it.Caller, it.Text),
            CloseConversation it => new Close(
                Now, ordinal, it.Caller, await RulesOf(_state.Queue), it.Reason, it.Labels,
                (await ports.Directory.Tenant(Id.Tenant))?.Closure, await FormRules()),
            Contracts.Conversations.AcceptOffer it => new Core.Conversations.AcceptOffer(Now, ordinal, it.Caller),
            Contracts.Conversations.DeclineOffer it => new Core.Conversations.DeclineOffer(Now, ordinal, it.Caller),
            HoldConversation it => new Hold(Now, ordinal, it.Caller),
            FinishWrapUp it => new EndWrapUp(Now, ordinal, it.Caller, await FormRules()),
            LabelConversation it => new SetLabels(Now, ordinal, it.Caller, it.Labels),
            MarkConversation it => new MarkImportant(Now, ordinal, it.Caller, it.Important),
            AskForHelp it => new AskHelp(Now, ordinal, it.Caller, it.Note),
            SetBlocked { Blocked: true } it => new BlockContact(Now, ordinal, it.Caller),
            SetBlocked it => new UnblockContact(Now, ordinal, it.Caller),
            SetPriority it => new ChangePriority(Now, ordinal, it.Caller, it.Priority),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action.GetType(), "An action nobody decides."),
        };
        return Answer(await Commit(command), action is WriteNote ? command.At : null);
    }

    private async ValueTask<object?> Admit(EntryAdmitted it)
    {
        var commit = await Commit(
            new Admit(Now, it.Conversation.Ordinal, it.Queue, it.StateVersion),
            fence: new QueueFence(it.Queue, it.Epoch), told: it);
        return await AskAgain(commit, it.Queue);
    }

    private async ValueTask<object?> Refuse(EntryRefused it)
    {
        var key = it.Reason switch
        {
            CloseReason.QueueFull => PhraseKey.QueueFull,
            CloseReason.OutsideHours => PhraseKey.OutsideHours,
            _ => PhraseKey.NoAgent,
        };
        var text = await ports.Directory.Phrase(Id.Tenant, key, _state.Language);
        var commit = await Commit(
            new RefuseEntry(Now, it.Conversation.Ordinal, it.Queue, it.StateVersion, it.Reason, key, text),
            fence: new QueueFence(it.Queue, it.Epoch));
        return await AskAgain(commit, it.Queue);
    }

    /// <summary>A decision of a former activation of the queue does not count: the present one decides anew.</summary>
    private ValueTask<object?> AskAgain(Commit commit, QueueId queue) =>
        commit.Fenced ? Restate(queue, null) : ValueTask.FromResult<object?>(null);

    private async ValueTask<object?> End(ServiceEnded it)
    {
        var text = await ports.Directory.Phrase(Id.Tenant, PhraseKey.EndOfService, _state.Language);
        return await Decide(new SendAway(Now, it.Conversation.Ordinal, it.Queue, it.StateVersion, text));
    }

    private async ValueTask<object?> Decide(ConversationCommand command)
    {
        await Commit(command);
        return null;
    }

    /// <summary>
    /// Decides, adds what the contact is told of it, and makes it durable. A conflict means that another activation
    /// wrote to the log, and a session that is not known may be one that it opened: the state is read again and the
    /// command decided anew, unless it was made of the state.
    /// </summary>
    private async ValueTask<Commit> Commit(
        ConversationCommand command, SeenKey? seen = null, Fence? fence = null, EntryAdmitted? told = null,
        bool ofState = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = _state;
            var decision = ConversationDecider.Decide(before, command);
            if (decision.Rejection == Rejection.NotFound && attempt == 1)
            {
                // Who names a session that this one does not know may have seen what another activation wrote.
                await Load();
                continue;
            }

            if (decision.IsRejected || decision.Events.IsEmpty) return new Commit(decision.Rejection);
            // At the end of a wrap-up the contact has long been told.
            var endsWrapUp = before.State == ConversationState.WrapUp
                && decision.Events.Any(it => it is Closed or Parked);
            var events = !endsWrapUp && Announcer.Concerns(decision.Events)
                ? Announcer.Announce(decision.Events, await Wording(before, decision.Events, told))
                : decision.Events;
            if (events.IsEmpty) return new Commit(Rejection.None);
            var after = ConversationFold.Evolve(before, events);
            var step = new ConversationStep(Id.Tenant, before, after, events);
            var next = DeadlineTable.Next(after, await _deadlines.Terms(after));
            var mark = _deadlines.MarkFor(after, next, fired: command is FireDeadline, Now);
            var result = await Append(step.ToAppend(seen, fence, mark));
            switch (result.Outcome)
            {
                case AppendOutcome.Appended:
                    _state = after;
                    _deadlines.Committed(next, mark);
                    ports.Metrics?.Committed(before, events);
                    step.TellOthers(Context, ports.Outbox);
                    if (mark is { } bound) Context.Tell(Shard, new DeadlineArmed(Id.Tenant, after.Id, bound.At));
                    await EndSeekIfNotWanted();
                    return new Commit(Rejection.None, Appended: true);
                case AppendOutcome.Duplicate:
                    return new Commit(Rejection.None, First: result.First);
                case AppendOutcome.Fenced:
                    return HeldBack(fence!);
                case AppendOutcome.Busy:
                    throw new ActorBusyException("The store has more to write than it can take.");
                case AppendOutcome.Conflict when attempt < AttemptsMax:
                    await Load();
                    if (ofState) return new Commit(Rejection.None, Overtaken: true);
                    break;
                case AppendOutcome.Conflict:
                    throw new ActorUnreachableException($"Thread {Thread} is written to by another activation.");
                default:
                    throw new InvalidOperationException($"Thread {Thread}: {result.Outcome}.");
            }
        }
    }

    private async ValueTask<Wording> Wording(
        Conversation before, ImmutableArray<ConversationEvent> events, EntryAdmitted? told)
    {
        var tenant = await ports.Directory.Tenant(Id.Tenant);
        var after = ConversationFold.Evolve(before, events);
        var agent = after.Agent is { } has ? await ports.Directory.Agent(Id.Tenant, has) : null;
        return new Wording(
            tenant?.Phrases ?? PhraseBook.Default, after.Language, tenant?.Language, agent?.DisplayName ?? "",
            told?.Position ?? 1, told?.Wait ?? TimeSpan.Zero, after.IsSilenced, tenant?.Closure.TellContact ?? true,
            AtClose(before, tenant));
    }

    /// <summary>
    /// An exception leaves open whether it was written: MT of it may be in the rows and known to nobody.
    /// </summary>
    private async ValueTask<AppendResult> Append(Append append)
    {
        try
        {
            return await ports.Conversations.Append(append);
        }
        catch
        {
            if (!append.Outbox.IsEmpty) ports.Outbox.Missed(append.Head.Sender);
            throw;
        }
    }

    /// <summary>
    /// <c>messageAt</c> is set where the command made a message or note, the last event of its commit.
    /// </summary>
    private ActionReply Answer(Commit commit, DateTimeOffset? messageAt = null) => commit.Rejection != Rejection.None
        ? new ActionReply(commit.Rejection, Fenced: commit.Fenced)
        : new ActionReply(Rejection.None, Head(), messageAt is null ? null : _state.Version, messageAt);

    private ConversationHead Head() => ConversationHead.Of(Id.Tenant, _state);

    private async ValueTask Load()
    {
        _state = Conversation.Empty with { Thread = Thread };
        if (await ports.Conversations.Load(Id.Tenant, Thread) is not { } loaded) return;
        var before = _state with { Version = loaded.Head.FirstVersion - 1, Ordinal = loaded.Head.Id.Ordinal - 1 };
        _state = ConversationFold.Evolve(before, loaded.Events);
        await _deadlines.Start(_state, loaded.DeadlineAt);
    }
}
