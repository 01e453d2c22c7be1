using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Deadlines;

/// <summary>What becomes of conversations when the operator turns live chat off.</summary>
public sealed class LiveChatOffSpecs
{
    private static readonly DeadlineTerms Off = DeadlineTerms.Default with { LiveChat = false };

    public static TheoryData<string> Open => ["arrived", "waiting", "offered", "assigned", "held", "wrap-up", "parked"];

    [Theory]
    [MemberData(nameof(Open))]
    public void Every_open_conversation_closes_with_its_reason(string story) =>
        Given(Told(story)).When(Fire(Off)).Then(
            new PhraseSent(At(60), By.System, "closed", "Bye."),
            new Closed(At(60), By.System, CloseReason.LiveChatOff));

    [Fact]
    public void Nothing_is_parked_for_later()
    {
        var stayOpen = Off with { Rules = new LiveChatRules { StayOpen = true } };
        Assert.Equal(ConversationState.Closed, Given(Told("assigned")).When(Fire(stayOpen)).State().State);
    }

    [Fact]
    public void It_comes_before_whatever_else_is_due()
    {
        var impatient = Off with { Rules = new LiveChatRules { InactivityTimeout = TimeSpan.FromSeconds(1) } };
        var due = DeadlineTable.Due(After(Answered), impatient, At(60));
        Assert.Equal(DeadlineKind.LiveChatOff, due?.Kind);
    }

    [Fact]
    public void A_closed_conversation_and_a_tenant_with_live_chat_are_left_alone()
    {
        Assert.Null(DeadlineTable.At(DeadlineKind.LiveChatOff, After(ClosedByAna), Off));
        Assert.Null(DeadlineTable.At(DeadlineKind.LiveChatOff, After(Answered), DeadlineTerms.Default));
        Given(Answered).When(Fire(DeadlineTerms.Default)).ThenNothing();
    }

    private static FireDeadline Fire(DeadlineTerms terms) =>
        new(At(60), 1, DeadlineKind.LiveChatOff, terms, "Bye.");

    private static Conversation After(ConversationEvent[] events) =>
        ConversationFold.Evolve(Conversation.Empty with { Thread = Conversations.Sample.Thread }, events);

    private static ConversationEvent[] Told(string story) => story switch
    {
        "arrived" => Arrived,
        "waiting" => Waiting,
        "offered" => OfferedToAna,
        "assigned" => WithAna,
        "held" => HeldByAna,
        "wrap-up" => WrappedUpByAna,
        "parked" => ParkedByAna,
        _ => throw new ArgumentOutOfRangeException(nameof(story), story, "No such story."),
    };
}
