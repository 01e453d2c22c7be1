using System.Collections.Immutable;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Queues;

namespace LiveChat.Contracts.Conversations;

/// <summary>
/// An MO, from an edge that has checked the key, resolved the sender and normalised the contact's address. Answered
/// when it is on disk.
/// </summary>
public sealed record ReceiveMo(
    ThreadId Thread, SenderId Sender, string SenderAddress, Channel Channel, string Contact, QueueId Queue,
    int Priority, string? Language, string Text, string ProviderId, DateTimeOffset? SentAt,
    ImmutableArray<AttachmentRef> Attachments)
    : IAsk<MoReply>;

/// <summary>
/// <c>Duplicate</c>: this provider id was accepted before for the sender; the conversation is the one of then.
/// </summary>
public sealed record MoReply(ConversationId Conversation, bool Duplicate);

/// <summary>An action of a person on a conversation, by an edge that has checked who asks.</summary>
public abstract record ConversationAction(ConversationId Conversation, Caller Caller) : IAsk<ActionReply>;

/// <summary>
/// <c>IdempotencyKey</c>, where given, makes a repetition by the same caller answer the first message.
/// </summary>
public sealed record SendText(ConversationId Conversation, Caller Caller, string Text, string? IdempotencyKey)
    : ConversationAction(Conversation, Caller);

public sealed record WriteNote(ConversationId Conversation, Caller Caller, string Text)
    : ConversationAction(Conversation, Caller);

/// <summary><c>Labels</c> are added to those it bears.</summary>
public sealed record CloseConversation(
    ConversationId Conversation, Caller Caller, string? Reason = null, LabelSet Labels = default)
    : ConversationAction(Conversation, Caller);

/// <summary>The conversation bears these labels and no others.</summary>
public sealed record LabelConversation(ConversationId Conversation, Caller Caller, LabelSet Labels)
    : ConversationAction(Conversation, Caller);

public sealed record MarkConversation(ConversationId Conversation, Caller Caller, bool Important)
    : ConversationAction(Conversation, Caller);

public sealed record AskForHelp(ConversationId Conversation, Caller Caller, string? Note)
    : ConversationAction(Conversation, Caller);

/// <summary>Blocks the contact of the conversation's thread, or lets it write again.</summary>
public sealed record SetBlocked(ConversationId Conversation, Caller Caller, bool Blocked)
    : ConversationAction(Conversation, Caller);

public sealed record SetPriority(ConversationId Conversation, Caller Caller, int Priority)
    : ConversationAction(Conversation, Caller);

public sealed record AcceptOffer(ConversationId Conversation, Caller Caller) : ConversationAction(Conversation, Caller);

public sealed record DeclineOffer(ConversationId Conversation, Caller Caller)
    : ConversationAction(Conversation, Caller);

public sealed record HoldConversation(ConversationId Conversation, Caller Caller)
    : ConversationAction(Conversation, Caller);

public sealed record FinishWrapUp(ConversationId Conversation, Caller Caller)
    : ConversationAction(Conversation, Caller);

/// <summary>The contact is sent that questionnaire; null: the one that the tenant's settings name.</summary>
public sealed record AskContact(ConversationId Conversation, Caller Caller, QuestionnaireId? Questionnaire)
    : ConversationAction(Conversation, Caller);

/// <summary>
/// The agents' questionnaire as filled in, in place of what was there; with <c>Complete</c> it is handed in. The edge
/// has checked that the answers fit.
/// </summary>
public sealed record FillAgentForm(
    ConversationId Conversation, Caller Caller, QuestionnaireId Questionnaire, AnswerSheet Answers, bool Complete)
    : ConversationAction(Conversation, Caller);

public sealed record CancelAgentForm(ConversationId Conversation, Caller Caller)
    : ConversationAction(Conversation, Caller);

/// <summary>
/// The commit of a take or an assignment by hand, for which the edge holds a reservation of the agent. Refused without
/// a trace when the conversation's state changed after <c>SeenVersion</c> or the agent's epoch is another.
/// </summary>
public sealed record CommitTake(
    ConversationId Conversation, Caller Caller, AgentId Agent, ReservationToken Token, long AgentEpoch,
    long SeenVersion, int? OverCap) : ConversationAction(Conversation, Caller);

/// <summary>The commit of a return from hold, for which the edge holds a reservation of the agent.</summary>
public sealed record CommitResume(
    ConversationId Conversation, Caller Caller, AgentId Agent, ReservationToken Token, long AgentEpoch)
    : ConversationAction(Conversation, Caller);

/// <summary>
/// The commit of a transfer for which the edge holds a reservation of the agent. Refused without a trace when the
/// conversation's state changed after <c>SeenVersion</c> or the agent's epoch is no longer <c>AgentEpoch</c>.
/// </summary>
public sealed record CommitTransferToAgent(
    ConversationId Conversation, Caller Caller, AgentId To, ReservationToken Token, long AgentEpoch, long SeenVersion,
    string? Note) : ConversationAction(Conversation, Caller);

/// <summary>
/// The commit of a transfer for which the edge holds a place in the queue. Refused without a trace when the
/// conversation's state changed after <c>SeenVersion</c> or the queue's epoch is no longer <c>QueueEpoch</c>.
/// </summary>
public sealed record CommitTransferToQueue(
    ConversationId Conversation, Caller Caller, QueueId To, ReservationToken Place, long QueueEpoch, long SeenVersion,
    string? Note)
    : ConversationAction(Conversation, Caller);

/// <summary>
/// The answer to an action. <c>Head</c> is the conversation after it (null with a rejection), <c>Message</c> the
/// version of the message or note it made. <c>Repeated</c>: the idempotency key was used before, and this is the first
/// answer. <c>Fenced</c>, with a rejection: the word of the receiver was given under an epoch that has passed; the
/// present one may be asked for it.
/// </summary>
public sealed record ActionReply(
    Rejection Rejection, ConversationHead? Head = null, long? Message = null, DateTimeOffset? At = null,
    bool Repeated = false, bool Fenced = false);

/// <summary>
/// The queue's answer that the conversation may wait, and what the contact is told of it: its position (1 is next) and
/// how long it may take. It counts only for the stay that began at <c>StateVersion</c>, and while <c>Epoch</c> is the
/// queue's.
/// </summary>
public sealed record EntryAdmitted(
    ConversationId Conversation, QueueId Queue, long StateVersion, long Epoch, int Position, TimeSpan Wait) : IMessage;

/// <summary>
/// The queue's answer that there is no place: <c>QueueFull</c>, <c>NoAgent</c> or <c>OutsideHours</c>. It counts only
/// for the stay that began at <c>StateVersion</c>, and while <c>Epoch</c> is the queue's.
/// </summary>
public sealed record EntryRefused(
    ConversationId Conversation, QueueId Queue, long StateVersion, long Epoch, CloseReason Reason) : IMessage;

/// <summary>
/// The queue is closed, and does not keep those who wait: the stay that began at <c>StateVersion</c> is over.
/// </summary>
public sealed record ServiceEnded(ConversationId Conversation, QueueId Queue, long StateVersion) : IMessage;

/// <summary>
/// An agent that has reserved a slot takes the conversation. Told again each second until the conversation answers with
/// <see cref="ConversationAdvanced"/> or <c>AssignmentLapsed</c>.
/// </summary>
public sealed record AssignToAgent(
    ConversationId Conversation, QueueId Queue, AgentId Agent, ReservationToken Token, long AgentEpoch,
    long StateVersion, MatchReason? Why = null)
    : IMessage;

/// <summary>An agent that was disabled or deleted gives its conversation back, until it is told that it has.</summary>
public sealed record GiveBack(ConversationId Conversation, AgentId Agent, string Reason) : IMessage;

/// <summary>
/// What has just been committed: told to the queue the conversation waits or waited in and to the agent that has or had
/// it. <c>Events</c> begin at <c>FirstVersion</c>; they are empty when only the state is repeated.
/// </summary>
public sealed record ConversationAdvanced(
    ConversationHead Head, long FirstVersion, ImmutableArray<ConversationEvent> Events) : IMessage;

/// <summary>
/// Somebody doubts where the conversation is: it tells its state again to its queue and agent, and to the queue and
/// agent named here.
/// </summary>
public sealed record Restate(ThreadId Thread, QueueId? Queue, AgentId? Agent) : IMessage;
