using System.Text;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Queues;
using LiveChat.Storage.Events;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>The storage format of events.</summary>
public sealed class EventCodecTests
{
    private static readonly By Ana = By.Agent(Some.Agent());

    private static readonly (string Type, ConversationEvent Event)[] Samples =
    [
        ("opened", new Opened(
            Some.At(0), By.Contact, 2, Some.Sender(), "+34900", Channel.Sms, "+34600", null, Some.Agent())),
        ("messageReceived", new MessageReceived(
            Some.At(1), By.Contact, "¿Qué \"tal\"? 👋\n<b>", "id-1", Some.At(0),
            [new AttachmentRef("https://x.test/a", "image/png", "a.png"), new("u", "audio/ogg", null)])),
        ("messageReceived", new MessageReceived(Some.At(1), By.Contact, "", "id-2", Some.At(0), [])),
        ("messageSent", new MessageSent(Some.At(2), Ana, "ok")),
        ("phraseSent", new PhraseSent(Some.At(2), By.System, "queueFull", "Lleno")),
        ("noted", new Noted(Some.At(3), new By(ActorRole.Supervisor, "x:y"), "nota")),
        ("queued", new Queued(
            Some.At(3), By.System, Some.Queue(), 9, Some.At(1), true, Some.Agent(2), QueuedReason.Transfer)),
        ("admitted", new Admitted(Some.At(4), By.System, Some.Queue())),
        ("assigned", new Assigned(Some.At(4), By.System, Some.Agent(), Some.Queue(), Some.Token())),
        ("transferred", new Transferred(Some.At(5), Ana, Some.Agent(), null, Some.Queue(2), "por favor")),
        ("unassigned", new Unassigned(Some.At(6), By.System, Some.Agent(), QueuedReason.AgentDeleted)),
        ("priorityChanged", new PriorityChanged(Some.At(7), new By(ActorRole.ApiKey, "k"), 0)),
        ("warned", new Warned(Some.At(7), By.System, Warned.Inactivity, Some.At(9))),
        ("assigned", new Assigned(
            Some.At(4), By.System, Some.Agent(), Some.Queue(), Some.Token(), OverCap: 2,
            new MatchReason(MatchBy.RoundRobin, 12, 1, 2, 3, 0, 1, 1, 0, 2))),
        ("offered", new Offered(Some.At(4), By.System, Some.Agent(), Some.Queue(), Some.Token(), Some.At(24))),
        ("offerDeclined", new OfferDeclined(Some.At(5), Ana, Some.Agent())),
        ("offerExpired", new OfferExpired(Some.At(24), By.System, Some.Agent())),
        ("held", new Held(Some.At(5), Ana, Some.Agent())),
        ("resumed", new Resumed(Some.At(6), Ana, Some.Agent(), Some.Token())),
        ("wrapUpBegan", new WrapUpBegan(Some.At(7), Ana, CloseReason.Agent, Some.At(37), Parks: true)),
        ("parked", new Parked(Some.At(7), Ana, CloseReason.Inactivity)),
        ("labelled", new Labelled(Some.At(7), Ana, LabelSet.Of([Some.Label(2), Some.Label()]))),
        ("labelled", new Labelled(Some.At(7), Ana, LabelSet.Of([]))),
        ("markedImportant", new MarkedImportant(Some.At(7), Ana, true)),
        ("helpAsked", new HelpAsked(Some.At(7), Ana, "¿puedes?")),
        ("languageSwitched", new LanguageSwitched(Some.At(7), By.Contact, "fr")),
        ("optedOut", new OptedOut(Some.At(7), By.Contact)),
        ("optedIn", new OptedIn(Some.At(7), By.Contact)),
        ("contactBlocked", new ContactBlocked(Some.At(7), Ana)),
        ("contactUnblocked", new ContactUnblocked(Some.At(7), Ana)),
        ("messageReceived", new MessageReceived(Some.At(1), By.Contact, "5", "id-3", Some.At(0), [], Answers: true)),
        ("questionnaireSent", new QuestionnaireSent(
            Some.At(7), By.System, Some.Questionnaire(), QuestionnairePurpose.Waiting, "what", "¿Qué prefiere?\n1. …",
            Choices: "stay,leave")),
        ("questionnaireSent", new QuestionnaireSent(
            Some.At(7), Ana, Some.Questionnaire(), QuestionnairePurpose.Contact, "csat", "¿Qué tal?", 7, "", 2,
            Some.At(99))),
        ("questionnaireAnswered", new QuestionnaireAnswered(
            Some.At(7), By.Contact, Some.Questionnaire(), 7, "what", Option: "leave",
            Steering: SteeringKind.LeaveMessage)),
        ("questionnaireAnswered", new QuestionnaireAnswered(
            Some.At(7), By.Contact, Some.Questionnaire(), 7, "csat", Score: 0)),
        ("questionnaireAnswered", new QuestionnaireAnswered(
            Some.At(7), Ana, Some.Questionnaire(), 7, "why", Text: "olé")),
        ("questionnaireOpened", new QuestionnaireOpened(Some.At(7), By.System, Some.Questionnaire())),
        ("questionnaireEnded", new QuestionnaireEnded(
            Some.At(7), Ana, Some.Questionnaire(), QuestionnairePurpose.Agent, 7, QuestionnaireOutcome.Cancelled)),
        ("closed", new Closed(Some.At(8), By.Contact, CloseReason.CallBackRequested)),
        ("closed", new Closed(Some.At(8), Ana, CloseReason.Agent, "solved")),
        ("closed", new Closed(Some.At(8), new By(ActorRole.Bot), CloseReason.QueueFull)),
    ];

    [Fact]
    public void Every_event_is_read_as_it_was_written_under_the_name_the_api_shows()
    {
        foreach (var (type, happened) in Samples)
        {
            Assert.Equal(type, EventCodec.TypeOf(happened));
            Assert.Equal(type, Encoding.UTF8.GetString(EventCodec.Utf8TypeOf(happened).Span));
            Assert.Equal(happened, EventCodec.Read(type, happened.At, BodyOf(happened)), SameEvent.Comparer);
        }
    }

    [Fact]
    public void No_event_of_the_core_is_without_a_format()
    {
        var known = Samples.Select(it => it.Event.GetType()).Distinct();
        var all = typeof(ConversationEvent).Assembly.GetTypes().Where(type =>
            type.IsSubclassOf(typeof(ConversationEvent)) && !type.IsAbstract);
        Assert.Equal(all.OrderBy(type => type.Name), known.OrderBy(type => type.Name));
    }

    [Fact]
    public void A_body_is_compact_and_does_not_repeat_the_time()
    {
        Assert.Equal(
            $$"""{"text":"olé <ok>","by":"agent:{{Some.Agent()}}"}""",
            Text(new MessageSent(Some.At(2), Ana, "olé <ok>")));
        Assert.Equal(
            """{"reason":"queueFull","by":"system"}""", Text(new Closed(Some.At(2), By.System, CloseReason.QueueFull)));
    }

    [Fact]
    public void Members_of_a_newer_program_are_passed_over()
    {
        var body = """{"text":"hi","by":"contact","mood":{"is":["good",1]},"at":5}"""u8;
        Assert.Equal(new Noted(Some.At(1), By.Contact, "hi"), EventCodec.Read("noted", Some.At(1), body));
    }

    [Fact]
    public void Members_that_an_older_program_did_not_know_have_their_defaults()
    {
        var read = (MessageReceived)EventCodec.Read(
            "messageReceived", Some.At(1), """{"text":"hi","by":"contact","providerId":"x","sentAt":0}"""u8);
        Assert.Empty(read.Attachments);
        Assert.Equal(DateTimeOffset.UnixEpoch, read.SentAt);
    }

    [Fact]
    public void An_event_of_an_unknown_type_is_refused_by_name() => Assert.Contains(
        "teleported",
        Assert.Throws<InvalidDataException>(() => EventCodec.Read("teleported", Some.At(1), "{}"u8)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Bodies_of_one_append_stand_one_after_the_other()
    {
        var events = Samples.Select(it => it.Event).ToArray();
        var encoded = EncodedEvents.Of(events);
        for (var i = 0; i < events.Length; i++)
            Assert.Equal(BodyOf(events[i]), encoded.Body(i).ToArray());
    }

    private static string Text(ConversationEvent happened) => Encoding.UTF8.GetString(BodyOf(happened));

    private static byte[] BodyOf(ConversationEvent happened) => EncodedEvents.Of([happened]).Body(0).ToArray();
}
