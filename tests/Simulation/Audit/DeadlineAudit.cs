using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using LiveChat.Simulation.World;
using LiveChat.Storage.Conversations;

namespace LiveChat.Simulation.Audit;

/// <summary>
/// P7, with times and rules of its own: nothing acts before its time or twice, and once the troubles are over nothing
/// that is due stays undone.
/// </summary>
public sealed class DeadlineAudit(SimulatedDirectory directory)
{
    /// <summary>P7 on a healthy node.</summary>
    private static readonly TimeSpan LateMax = TimeSpan.FromSeconds(1);

    /// <summary>As long as a lost tell may take to heal, and the seconds between two looks of this auditor.</summary>
    private static readonly TimeSpan OtherAgentFoundWithin = TimeSpan.FromSeconds(8);

    private readonly Dictionary<ThreadId, Turn> _turns = [];
    private readonly Dictionary<ThreadId, ConversationHead> _heads = [];
    private HashSet<AgentId> _availableBefore = [];

    public required Func<QueueId, IEnumerable<LiveChatRules>> RulesOfLate { get; init; }

    /// <summary>Deadlines that acted.</summary>
    public int Fired { get; private set; }

    public void Committed(Append append)
    {
        var turn = _turns.TryGetValue(append.Thread, out var known) ? known : _turns[append.Thread] = new Turn();
        foreach (var happened in append.Events) Follow(append.Head, turn, happened);
        _heads[append.Thread] = append.Head;
    }

    /// <summary>
    /// What should have acted by now, and has not; <c>isOther</c>: another agent could take it; <c>isAvailable</c>: the
    /// agent is in the one status in which the contact is asked for patience. It must have been so at the last look,
    /// too: who has just become available has had no time to be heard.
    /// </summary>
    public void CheckNothingIsOverdue(
        DateTimeOffset now, Func<AgentId, DateTimeOffset?> droppedAt, Func<ConversationHead, bool> isOther,
        Func<AgentId, bool> isAvailable)
    {
        var available = directory.Agents.Select(it => it.Id).Where(isAvailable).ToHashSet();
        var asking = available.Intersect(_availableBefore).ToHashSet();
        _availableBefore = available;
        foreach (var (thread, head) in _heads)
        {
            if (head.ExpiresAt + LateMax < now)
                throw new Violation("P7", $"{head.Id}: {head.State} was to end at {head.ExpiresAt:O}, now is {now:O}");
            if (head.State == ConversationState.Waiting) CheckAsked(head, now);
            if (head.State != ConversationState.Assigned) continue;
            var (rules, turn) = (directory.Queue(head.Queue!.Value).Rules, _turns[thread]);
            Check("inactivity", turn.Silence, rules.InactivityTimeout, LateMax);
            // Who has opted out is sent nothing; who is back, within the time a deadline may be late.
            var hears = !head.OptedOut && !(now - turn.OptedInAt <= LateMax);
            if (hears && turn.Reminded == 0) Check("reminder", turn.Silence, rules.ReminderAfter, LateMax);
            if (turn.Warned == 0 && rules.InactivityWarning > TimeSpan.Zero)
                Check("warning", turn.Silence, rules.InactivityTimeout - rules.InactivityWarning, LateMax);
            var isAsked = hears && turn.Reengaged == 0 && asking.Contains(head.Agent!.Value);
            if (isAsked) Check("re-engagement", turn.Wait, rules.ReengagementAfter, LateMax);
            var isAnswerable = !head.OptedOut && !(now - turn.OptedInAt <= OtherAgentFoundWithin);
            if (isAnswerable && isOther(head))
                Check("another agent", turn.Wait, rules.AutoTransferAfter, OtherAgentFoundWithin);
            Check("disconnect", droppedAt(head.Agent!.Value), rules.DisconnectTransferAfter, LateMax);

            void Check(string what, DateTimeOffset? since, TimeSpan after, TimeSpan lateMax)
            {
                if (after > TimeSpan.Zero && since + after + lateMax < now)
                    throw new Violation("P7", $"{head.Id}: {what} was due at {since + after:O}, now is {now:O}");
            }
        }
    }

    /// <summary>Who waits, was admitted and may be written to is asked, once it has waited so long.</summary>
    private void CheckAsked(ConversationHead head, DateTimeOffset now)
    {
        var (rules, turn) = (directory.Queue(head.Queue!.Value).Rules, _turns[head.Id.Thread]);
        var asks = rules is { WaitingQuestionnaireId: not null } && rules.WaitingQuestionnaireAfter > TimeSpan.Zero;
        var hears = !head.OptedOut && !(now - turn.OptedInAt <= LateMax);
        if (!asks || !hears || !head.Admitted || turn.AskedInWait > 0) return;
        var dueAt = turn.WaitingSince!.Value + rules.WaitingQuestionnaireAfter;
        if ((dueAt > turn.PlacedAt ? dueAt : turn.PlacedAt) + LateMax < now)
            throw new Violation("P7", $"{head.Id}: to be asked at {dueAt:O}, now is {now:O}");
    }

    private void Follow(ConversationHead head, Turn turn, ConversationEvent happened)
    {
        switch (happened)
        {
            case Opened:
                turn.Begin();
                break;
            case Queued it:
                turn.Queued(it.At);
                break;
            case Admitted it:
                turn.PlacedAt = it.At;
                break;
            case QuestionnaireSent { Purpose: QuestionnairePurpose.Waiting, Run: null } it:
                Acted(head, it, turn.WaitingSince, rules => rules.WaitingQuestionnaireAfter, ++turn.AskedInWait);
                break;
            case MessageReceived it:
                turn.Received(it.At, it.Answers);
                break;
            case MessageSent it:
                turn.Answered(it.At);
                break;
            case OptedIn it:
                turn.OptedInAt = it.At;
                break;
            case Assigned it:
                turn.AssignedAt = it.At;
                turn.WaitingSince = null;
                break;
            case PhraseSent { Key: "reminder" } it:
                Acted(head, it, turn.Silence, rules => rules.ReminderAfter, ++turn.Reminded);
                break;
            case PhraseSent { Key: "reengagement" } it:
                Acted(head, it, turn.Wait, rules => rules.ReengagementAfter, ++turn.Reengaged);
                break;
            case Warned it:
                Acted(head, it, turn.Silence, it => it.InactivityTimeout - it.InactivityWarning, ++turn.Warned);
                break;
            case Closed { Reason: CloseReason.Inactivity } it:
                Acted(head, it, turn.Silence, rules => rules.InactivityTimeout, times: 1);
                break;
            case Resumed it:
                turn.Resumed(it.At);
                break;
            case OfferExpired it:
                Fired++;
                if (!(it.At > _heads[head.Id.Thread].ExpiresAt))
                    throw new Violation("P7", $"{head.Id}: {it} came before {_heads[head.Id.Thread].ExpiresAt:O}");
                break;
            case Transferred { Reason: TransferReason.Automatic } it:
                Acted(head, it, turn.Wait, rules => rules.AutoTransferAfter, times: 1);
                break;
        }
    }

    /// <summary>Not before the time that any of the rules of late would give, and once per silence or wait.</summary>
    private void Acted(
        ConversationHead head, ConversationEvent happened, DateTimeOffset? since, Func<LiveChatRules, TimeSpan> after,
        int times)
    {
        Fired++;
        var soonest = RulesOfLate(head.Queue!.Value).Select(after).Where(it => it > TimeSpan.Zero)
            .DefaultIfEmpty(TimeSpan.MaxValue).Min();
        if (since is null || soonest == TimeSpan.MaxValue || happened.At <= since + soonest)
            throw new Violation("P7", $"{head.Id}: {happened} came {soonest} after {since:O} or before that");
        if (times > 1) throw new Violation("P7", $"{head.Id}: {happened} came {times} times");
    }

    /// <summary>Whose turn it is in one conversation, from its messages alone.</summary>
    private sealed class Turn
    {
        private DateTimeOffset? _received;
        private DateTimeOffset? _answered;
        private DateTimeOffset? _unanswered;
        private DateTimeOffset? _resumed;

        public DateTimeOffset? AssignedAt { get; set; }
        public DateTimeOffset? OptedInAt { get; set; }
        public int Reminded { get; set; }
        public int Warned { get; set; }
        public int Reengaged { get; set; }

        /// <summary>The beginning of the present wait for an agent; null: there is none.</summary>
        public DateTimeOffset? WaitingSince { get; set; }

        /// <summary>When it last came into a queue, or was given its place there.</summary>
        public DateTimeOffset PlacedAt { get; set; }

        public int AskedInWait { get; set; }

        public DateTimeOffset? Silence =>
            _unanswered is not null ? null : new[] { _received, _answered, _resumed }.Max();

        public DateTimeOffset? Wait =>
            _unanswered is { } since && AssignedAt is { } assigned ? (assigned > since ? assigned : since) : null;

        public void Begin()
        {
            (_received, _answered, _unanswered, _resumed, AssignedAt) = (null, null, null, null, null);
            (Reminded, Warned, Reengaged) = (0, 0, 0);
            (WaitingSince, AskedInWait) = (null, 0);
        }

        /// <summary>Other queues and offers that come to nothing do not begin a wait.</summary>
        public void Queued(DateTimeOffset at)
        {
            PlacedAt = at;
            if (WaitingSince is not null) return;
            (WaitingSince, AskedInWait) = (at, 0);
        }

        public void Resumed(DateTimeOffset at)
        {
            (_resumed, AssignedAt) = (at, at);
            (Reminded, Warned) = (0, 0);
        }

        public void Received(DateTimeOffset at, bool answers)
        {
            _received = at;
            if (!answers) _unanswered ??= at;
            (Reminded, Warned) = (0, 0);
        }

        /// <summary>
        /// What was taken up from hold before it no longer counts, not even where the clock was set back since.
        /// </summary>
        public void Answered(DateTimeOffset at)
        {
            (_answered, _unanswered, _resumed) = (at, null, null);
            (Reminded, Warned, Reengaged) = (0, 0, 0);
        }
    }
}
