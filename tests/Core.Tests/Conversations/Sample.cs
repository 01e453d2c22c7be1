using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Tests.Conversations;

/// <summary>One thread, two agents, two queues, and what can happen between them.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly ThreadId Thread = new(new Guid(1, 0, 0, new byte[8]));
    public static readonly AgentId Ana = new(new Guid(2, 0, 0, new byte[8]));
    public static readonly AgentId Ben = new(new Guid(3, 0, 0, new byte[8]));
    public static readonly QueueId Sales = new(new Guid(4, 0, 0, new byte[8]));
    public static readonly QueueId Support = new(new Guid(5, 0, 0, new byte[8]));
    public static readonly SenderId Sender = new(new Guid(6, 0, 0, new byte[8]));
    public static readonly ReservationToken One = new(new Guid(7, 0, 0, new byte[8]));
    public static readonly ReservationToken Two = new(new Guid(8, 0, 0, new byte[8]));

    public static readonly LabelSet Vip = LabelSet.Of([new LabelId(new Guid(9, 0, 0, new byte[8]))]);

    public static readonly Caller ByAna = new(By.Agent(Ana), Ana, MaySupervise: false);
    public static readonly Caller ByBen = new(By.Agent(Ben), Ben, MaySupervise: false);
    public static readonly Caller BySupervisor = new(new By(ActorRole.Supervisor, "eva"), null, MaySupervise: true);

    public static readonly Entry SalesEntry =
        new(Sender, "+34900100200", Channel.Sms, "+34600111222", Sales, Priority: 3, Language: "es");

    /// <summary>Versions 1–3.</summary>
    public static ConversationEvent[] Arrived =>
    [
        new Opened(Noon, By.Contact, 1, Sender, "+34900100200", Channel.Sms, "+34600111222", "es", null),
        Received("hola", 0),
        new Queued(Noon, By.System, Sales, 3, Noon, Admitted: false, Excluded: null, QueuedReason.New),
    ];

    /// <summary>Versions 1–4; it waits since version 3.</summary>
    public static ConversationEvent[] Waiting => [.. Arrived, new Admitted(At(1), By.System, Sales)];

    /// <summary>Versions 1–5; with Ana since version 5.</summary>
    public static ConversationEvent[] WithAna => [.. Waiting, new Assigned(At(2), By.System, Ana, Sales, One)];

    /// <summary>Versions 1–6; it is the contact's turn.</summary>
    public static ConversationEvent[] Answered => [.. WithAna, new MessageSent(At(5), ByAna.By, "hello")];

    /// <summary>Versions 1–5; Ana has until second 22 to accept.</summary>
    public static ConversationEvent[] OfferedToAna =>
        [.. Waiting, new Offered(At(2), By.System, Ana, Sales, One, At(22))];

    /// <summary>Versions 1–6; Ana waits for the contact.</summary>
    public static ConversationEvent[] HeldByAna => [.. WithAna, new Held(At(4), ByAna.By, Ana)];

    /// <summary>Versions 1–6; Ana has until second 39 to be done.</summary>
    public static ConversationEvent[] WrappedUpByAna =>
        [.. WithAna, new WrapUpBegan(At(9), ByAna.By, CloseReason.Agent, At(39), Parks: false)];

    /// <summary>Versions 1–6.</summary>
    public static ConversationEvent[] ParkedByAna => [.. WithAna, new Parked(At(9), ByAna.By, CloseReason.Agent)];

    /// <summary>Versions 1–7; Ana gave it to Support, where it waits since version 7.</summary>
    public static ConversationEvent[] TransferredByAna =>
    [
        .. WithAna,
        new Transferred(At(3), ByAna.By, Ana, null, Support, "please"),
        new Queued(At(3), ByAna.By, Support, 3, Noon, Admitted: true, Excluded: Ana, QueuedReason.Transfer),
    ];

    /// <summary>Versions 1–6.</summary>
    public static ConversationEvent[] ClosedByAna => [.. WithAna, new Closed(At(9), ByAna.By, CloseReason.Agent)];

    public static DateTimeOffset At(int seconds) => Noon.AddSeconds(seconds);

    public static MessageReceived Received(string text, int second) =>
        new(At(second), By.Contact, text, $"id-{text}", At(second), []);

    public static ReceiveMessage Mo(string text, int second) =>
        new(At(second), SalesEntry, text, $"id-{text}", At(second), []);
}
