using System.Collections.Immutable;
using LiveChat.Core.Contacts;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Queues;
using LiveChat.Core.Rules;

namespace LiveChat.Core.Conversations;

/// <summary>A wish. <c>At</c> is the time at which the shell received it; deciders know no other clock.</summary>
public abstract record ConversationCommand(DateTimeOffset At);

/// <summary>Where an MO of this thread enters, should it open a session.</summary>
public sealed record Entry(
    SenderId Sender, string SenderAddress, Channel Channel, string Contact, QueueId Queue, int Priority,
    string? Language);

public sealed record ReceiveMessage(
    DateTimeOffset At, Entry Entry, string Text, string ProviderId, DateTimeOffset SentAt,
    ImmutableArray<AttachmentRef> Attachments, LiveChatRules? Rules = null, ContactWish Wish = default,
    QuestionnaireTerms? Questionnaires = null)
    : ConversationCommand(At);

/// <summary>The queue answers that the conversation may wait, in this stay (<c>StateVersion</c>).</summary>
public sealed record Admit(DateTimeOffset At, int Ordinal, QueueId Queue, long StateVersion) : ConversationCommand(At);

/// <summary>
/// The queue answers that there is no place, in this stay (<c>StateVersion</c>): the contact is told <c>Phrase</c> (not
/// sent when empty).
/// </summary>
public sealed record RefuseEntry(
    DateTimeOffset At, int Ordinal, QueueId Queue, long StateVersion, CloseReason Reason, string PhraseKey,
    string Phrase)
    : ConversationCommand(At);

/// <summary>
/// The queue is closed to those who wait: in this stay (<c>StateVersion</c>) the contact is told <c>Phrase</c> (not
/// sent when empty).
/// </summary>
public sealed record SendAway(DateTimeOffset At, int Ordinal, QueueId Queue, long StateVersion, string Phrase)
    : ConversationCommand(At);

/// <summary>
/// The agent, having reserved a slot, takes the conversation that waits in <c>Queue</c>. With <c>OfferFor</c> it is
/// offered for that long, unless it is the preferred agent.
/// </summary>
public sealed record Assign(
    DateTimeOffset At, int Ordinal, AgentId Agent, QueueId Queue, ReservationToken Token, long StateVersion,
    TimeSpan? OfferFor = null, MatchReason? Why = null)
    : ConversationCommand(At);

public sealed record AcceptOffer(DateTimeOffset At, int Ordinal, Caller Caller) : ConversationCommand(At);

public sealed record DeclineOffer(DateTimeOffset At, int Ordinal, Caller Caller) : ConversationCommand(At);

/// <summary>
/// By hand: an agent takes what waits, or a supervisor gives what is open to <c>Agent</c>, who has reserved a slot
/// under <c>Token</c>. <c>OverCap</c>: by how many the slot exceeds a cap, where the supervisor said so.
/// </summary>
public sealed record Take(
    DateTimeOffset At, int Ordinal, Caller Caller, AgentId Agent, ReservationToken Token, long ExpectedVersion,
    int? OverCap) : ConversationCommand(At);

/// <summary>The agent waits for the contact and frees the slot.</summary>
public sealed record Hold(DateTimeOffset At, int Ordinal, Caller Caller) : ConversationCommand(At);

/// <summary>The agent goes on with what it put on hold; it has reserved a slot under <c>Token</c>.</summary>
public sealed record Resume(
    DateTimeOffset At, int Ordinal, Caller Caller, ReservationToken Token) : ConversationCommand(At);

/// <summary>
/// The wrap-up is done, says the agent or a supervisor; without a caller, the contact has written again.
/// </summary>
public sealed record EndWrapUp(
    DateTimeOffset At, int Ordinal, Caller? Caller, AgentQuestionnaireRules? Form = null) : ConversationCommand(At);

public sealed record SendMessage(DateTimeOffset At, int Ordinal, Caller Caller, string Text) : ConversationCommand(At);

public sealed record AddNote(DateTimeOffset At, int Ordinal, Caller Caller, string Text) : ConversationCommand(At);

/// <summary>
/// The live chat ends, as the rules of its queue have it. <c>Reason</c> and <c>Labels</c> are what the caller gives
/// with it; <c>Closure</c> is what the tenant asks of a close (null: the defaults), <c>Form</c> the questionnaire that
/// its agents owe it.
/// </summary>
public sealed record Close(
    DateTimeOffset At, int Ordinal, Caller Caller, LiveChatRules? Rules = null, string? Reason = null,
    LabelSet Labels = default, ClosureRules? Closure = null, AgentQuestionnaireRules? Form = null)
    : ConversationCommand(At);

/// <summary>Gives the conversation these labels and no others.</summary>
public sealed record SetLabels(
    DateTimeOffset At, int Ordinal, Caller Caller, LabelSet Labels) : ConversationCommand(At);

public sealed record MarkImportant(
    DateTimeOffset At, int Ordinal, Caller Caller, bool Important) : ConversationCommand(At);

public sealed record AskHelp(DateTimeOffset At, int Ordinal, Caller Caller, string? Note) : ConversationCommand(At);

/// <summary>Blocks the contact, and closes what is open with it.</summary>
public sealed record BlockContact(DateTimeOffset At, int Ordinal, Caller Caller) : ConversationCommand(At);

public sealed record UnblockContact(DateTimeOffset At, int Ordinal, Caller Caller) : ConversationCommand(At);

/// <summary>A transfer to an agent who has reserved a slot under <c>Token</c>.</summary>
public sealed record TransferToAgent(
    DateTimeOffset At, int Ordinal, Caller Caller, AgentId To, ReservationToken Token, long ExpectedVersion,
    string? Note)
    : ConversationCommand(At);

/// <summary>A transfer to a queue that has kept a place.</summary>
public sealed record TransferToQueue(
    DateTimeOffset At, int Ordinal, Caller Caller, QueueId To, long ExpectedVersion, string? Note)
    : ConversationCommand(At);

/// <summary>
/// The agent cannot go on (disabled, deleted): the conversation returns to its queue, in its old place.
/// </summary>
public sealed record LoseAgent(DateTimeOffset At, int Ordinal, AgentId Agent, string Reason) : ConversationCommand(At);

public sealed record ChangePriority(
    DateTimeOffset At, int Ordinal, Caller Caller, int Priority) : ConversationCommand(At);

/// <summary>
/// The deadline of this kind has come: if it is still the first one due, it acts. <c>Text</c> is its phrase in the
/// contact's language; empty: nothing is sent.
/// </summary>
public sealed record FireDeadline(
    DateTimeOffset At, int Ordinal, DeadlineKind Kind, DeadlineTerms Terms, string Text) : ConversationCommand(At);

/// <summary>
/// The queue, asked for another agent (R4.6), has found one, who has reserved a slot under <c>Token</c>. <c>Text</c>
/// tells the contact; empty: nothing is sent.
/// </summary>
public sealed record MoveToOtherAgent(
    DateTimeOffset At, int Ordinal, AgentId To, QueueId Queue, ReservationToken Token, long StateVersion,
    DeadlineTerms Terms, string Text) : ConversationCommand(At);

/// <summary>The contact is sent a questionnaire by a person.</summary>
public sealed record SendQuestionnaire(
    DateTimeOffset At, int Ordinal, Caller Caller, Questionnaire Questionnaire, string? FallbackLanguage,
    TimeSpan AnswerWithin, bool AgentsMaySend) : ConversationCommand(At);

/// <summary>
/// The agent's questionnaire as it has filled it in so far, in place of what it said before; with <c>Complete</c> it is
/// handed in. Its answers fit the questionnaire.
/// </summary>
public sealed record FillForm(
    DateTimeOffset At, int Ordinal, Caller Caller, QuestionnaireId Questionnaire, AnswerSheet Answers, bool Complete,
    AgentQuestionnaireRules Rules) : ConversationCommand(At);

/// <summary>The agent will not answer its questionnaire.</summary>
public sealed record CancelForm(
    DateTimeOffset At, int Ordinal, Caller Caller, QuestionnaireId Questionnaire, AgentQuestionnaireRules Rules)
    : ConversationCommand(At);

/// <summary>
/// Who asks at an edge. <c>MaySupervise</c> is the permission to act on conversations of others; <c>Agent</c> is set
/// when the caller is an agent.
/// </summary>
public readonly record struct Caller(By By, AgentId? Agent, bool MaySupervise);
