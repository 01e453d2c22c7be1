using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Conversations;

/// <summary>
/// A fact in a thread's log. The records of this file are the storage format: a member may be added with a default,
/// none may be renamed or removed. Times come from the command that led to the event, in UTC with microseconds.
/// </summary>
public abstract record ConversationEvent(DateTimeOffset At, By By);

/// <summary>A session begins. It stands first in every conversation.</summary>
public sealed record Opened(
    DateTimeOffset At, By By, int Ordinal, SenderId Sender, string SenderAddress, Channel Channel, string Contact,
    string? Language, AgentId? PreviousAgent, bool OptedOut = false) : ConversationEvent(At, By);

/// <summary><c>Answers</c>: it answers a questionnaire, and so is nothing that an agent need answer.</summary>
public sealed record MessageReceived(
    DateTimeOffset At, By By, string Text, string ProviderId, DateTimeOffset SentAt,
    ImmutableArray<AttachmentRef> Attachments, bool Answers = false) : ConversationEvent(At, By);

/// <summary>A message of an agent to the contact.</summary>
public sealed record MessageSent(DateTimeOffset At, By By, string Text) : ConversationEvent(At, By);

/// <summary>
/// A message the system sends by itself; <c>Key</c> names the phrase, <c>Reason</c> what led to it where the key alone
/// does not say so.
/// </summary>
public sealed record PhraseSent(DateTimeOffset At, By By, string Key, string Text, string? Reason = null)
    : ConversationEvent(At, By);

/// <summary>An internal text the contact never sees.</summary>
public sealed record Noted(DateTimeOffset At, By By, string Text) : ConversationEvent(At, By);

/// <summary>
/// The conversation waits in a queue. <c>QueuedAt</c> is the time of its first entry into any queue and never moves;
/// <c>Admitted</c> is true for what returns to a queue or has been given a place before. <c>Preferred</c> is the agent
/// who gets it at once if it can take it now; nobody waits for that agent.
/// </summary>
public sealed record Queued(
    DateTimeOffset At, By By, QueueId Queue, int Priority, DateTimeOffset QueuedAt, bool Admitted,
    AgentId? Excluded, string Reason, AgentId? Preferred = null) : ConversationEvent(At, By);

/// <summary>The queue gave a place in its waiting room.</summary>
public sealed record Admitted(DateTimeOffset At, By By, QueueId Queue) : ConversationEvent(At, By);

/// <summary>
/// The conversation is with the agent; <c>Token</c> is the reservation that led to it. <c>OverCap</c>: a supervisor
/// explicitly exceeded the agent's cap by so many; null where the cap holds. <c>Why</c>: how a queue chose the agent.
/// </summary>
public sealed record Assigned(
    DateTimeOffset At, By By, AgentId Agent, QueueId Queue, ReservationToken Token, int? OverCap = null,
    MatchReason? Why = null)
    : ConversationEvent(At, By);

/// <summary>The agent has until <c>ExpiresAt</c> to accept; it fills a slot meanwhile.</summary>
public sealed record Offered(
    DateTimeOffset At, By By, AgentId Agent, QueueId Queue, ReservationToken Token, DateTimeOffset ExpiresAt,
    MatchReason? Why = null)
    : ConversationEvent(At, By);

/// <summary>A <see cref="Queued"/> follows in the same commit.</summary>
public sealed record OfferDeclined(DateTimeOffset At, By By, AgentId Agent) : ConversationEvent(At, By);

/// <summary>The agent was silent; a <see cref="Queued"/> follows in the same commit.</summary>
public sealed record OfferExpired(DateTimeOffset At, By By, AgentId Agent) : ConversationEvent(At, By);

/// <summary>The agent waits for the contact, without a slot.</summary>
public sealed record Held(DateTimeOffset At, By By, AgentId Agent) : ConversationEvent(At, By);

/// <summary>The agent took it up again; <c>Token</c> is the reservation of the slot.</summary>
public sealed record Resumed(DateTimeOffset At, By By, AgentId Agent, ReservationToken Token)
    : ConversationEvent(At, By);

/// <summary>
/// For the contact it is over, with <c>Reason</c>; it fills the agent's slot until the agent is done, at most until
/// <c>Until</c>. With <c>Parks</c> it is parked then, not closed.
/// </summary>
public sealed record WrapUpBegan(
    DateTimeOffset At, By By, CloseReason Reason, DateTimeOffset Until, bool Parks, string? ClosureReason = null)
    : ConversationEvent(At, By);

/// <summary>The live chat ended, with <c>Reason</c>, and the conversation stays open (stay-open mode).</summary>
public sealed record Parked(DateTimeOffset At, By By, CloseReason Reason, string? ClosureReason = null)
    : ConversationEvent(At, By);

/// <summary>
/// A transfer that succeeded; an <see cref="Assigned"/> or a <see cref="Queued"/> follows it in the same commit.
/// </summary>
public sealed record Transferred(
    DateTimeOffset At, By By, AgentId? FromAgent, AgentId? ToAgent, QueueId? ToQueue, string? Note,
    string? Reason = null) : ConversationEvent(At, By);

/// <summary>The agent no longer has the conversation, which goes on.</summary>
public sealed record Unassigned(DateTimeOffset At, By By, AgentId Agent, string Reason) : ConversationEvent(At, By);

public sealed record PriorityChanged(DateTimeOffset At, By By, int Priority) : ConversationEvent(At, By);

/// <summary>
/// The agent was warned that something is about to happen: of what <c>Kind</c>, and when (<c>DueAt</c>).
/// </summary>
public sealed record Warned(DateTimeOffset At, By By, string Kind, DateTimeOffset DueAt) : ConversationEvent(At, By)
{
    /// <summary>The conversation will close for the contact's silence.</summary>
    public const string Inactivity = "inactivity";
}

/// <summary>The end of a session. <c>ClosureReason</c> is what the person who closed it gave as the reason.</summary>
public sealed record Closed(DateTimeOffset At, By By, CloseReason Reason, string? ClosureReason = null)
    : ConversationEvent(At, By);

/// <summary>The labels it bears from now on.</summary>
public sealed record Labelled(DateTimeOffset At, By By, LabelSet Labels) : ConversationEvent(At, By);

public sealed record MarkedImportant(DateTimeOffset At, By By, bool Important) : ConversationEvent(At, By);

/// <summary>Its agent asked those who supervise for help.</summary>
public sealed record HelpAsked(DateTimeOffset At, By By, string? Note) : ConversationEvent(At, By);

/// <summary>The contact asked for another language, in the message before.</summary>
public sealed record LanguageSwitched(DateTimeOffset At, By By, string Language) : ConversationEvent(At, By);

/// <summary>A file that came with a message, where the adapter keeps it.</summary>
public sealed record AttachmentRef(string Url, string ContentType, string? Name);

/// <summary>
/// The contact wants no more messages from this sender, as it said in the message before; holds for the thread.
/// </summary>
public sealed record OptedOut(DateTimeOffset At, By By) : ConversationEvent(At, By);

/// <summary>The contact takes messages again.</summary>
public sealed record OptedIn(DateTimeOffset At, By By) : ConversationEvent(At, By);

/// <summary>
/// The contact's messages open no more sessions, and nothing is sent to it; holds for the thread, and stands after the
/// end of its last session.
/// </summary>
public sealed record ContactBlocked(DateTimeOffset At, By By) : ConversationEvent(At, By);

public sealed record ContactUnblocked(DateTimeOffset At, By By) : ConversationEvent(At, By);

/// <summary>
/// The contact is asked a question: a message to it, of which <c>Text</c> is the text. <c>Run</c> is the version of the
/// event that began the questionnaire, null in that event itself. <c>Choices</c> are the keys of its options as they
/// are numbered, <c>Attempt</c> is 2 when it is asked once more. A message after <c>Until</c> is no answer.
/// </summary>
public sealed record QuestionnaireSent(
    DateTimeOffset At, By By, QuestionnaireId Questionnaire, QuestionnairePurpose Purpose, string Question,
    string Text, long? Run = null, string Choices = "", int Attempt = 1, DateTimeOffset? Until = null)
    : ConversationEvent(At, By);

/// <summary>
/// An answer, of the contact (in the message before) or of an agent on its form. Of <c>Option</c> (its key),
/// <c>Score</c> and <c>Text</c> at most one is set; none: the question was skipped, or an answer taken back.
/// </summary>
public sealed record QuestionnaireAnswered(
    DateTimeOffset At, By By, QuestionnaireId Questionnaire, long Run, string Question, string? Option = null,
    int? Score = null, string? Text = null, SteeringKind? Steering = null) : ConversationEvent(At, By);

/// <summary>The agent is to fill in a questionnaire, or has begun to.</summary>
public sealed record QuestionnaireOpened(DateTimeOffset At, By By, QuestionnaireId Questionnaire)
    : ConversationEvent(At, By);

/// <summary>Its last question was answered, an answer led away from it, or an agent ended its form.</summary>
public sealed record QuestionnaireEnded(
    DateTimeOffset At, By By, QuestionnaireId Questionnaire, QuestionnairePurpose Purpose, long Run,
    QuestionnaireOutcome Outcome) : ConversationEvent(At, By);
