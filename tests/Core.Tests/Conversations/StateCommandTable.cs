using LiveChat.Core.Agents;
using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using LiveChat.Core.Tests.Questionnaires;
using static LiveChat.Core.Tests.Conversations.Sample;

namespace LiveChat.Core.Tests.Conversations;

/// <summary>
/// What every command does in every state. A new command, or a new state that events can lead to, fails the tests until
/// it stands here.
/// </summary>
public sealed class StateCommandTable
{
    private static readonly DeadlineTerms Impatient = new(
        new LiveChatRules
        {
            InactivityTimeout = TimeSpan.FromSeconds(930),
            ReengagementAfter = TimeSpan.FromSeconds(1),
        })
    {
        Presence = new AgentPresence(Ana, BuiltInStatus.Available, DroppedAt: null),
    };

    private static readonly DeadlineTerms Hasty =
        new(new LiveChatRules { AutoTransferAfter = TimeSpan.FromSeconds(1) });

    private static readonly LiveChatRules Lasting = new() { WrapUpMax = TimeSpan.FromSeconds(30), StayOpen = true };

    private static readonly Dictionary<string, ConversationEvent[]> States = new()
    {
        ["none"] = [],
        ["bot"] = Arrived[..1],
        ["arrived"] = Arrived,
        ["waiting"] = Waiting,
        ["assigned"] = WithAna,
        ["answered"] = Answered,
        ["given away"] = TransferredByAna,
        ["closed"] = ClosedByAna,
        ["offered"] = OfferedToAna,
        ["held"] = HeldByAna,
        ["wrap-up"] = WrappedUpByAna,
        ["parked"] = ParkedByAna,
        ["opted out"] = [.. WithAna, new OptedOut(At(5), By.Contact)],
        ["blocked"] = [.. ClosedByAna, new ContactBlocked(At(10), BySupervisor.By)],
    };

    /// <summary>Commands that name the present conversation and what they could know of it.</summary>
    private static readonly Dictionary<Type, Func<Conversation, ConversationCommand>> Commands = new()
    {
        [typeof(ReceiveMessage)] = _ => Mo("more", 90),
        [typeof(Admit)] = it => new Admit(At(90), it.Ordinal, it.Queue ?? Sales, it.StateVersion),
        [typeof(RefuseEntry)] = it => new RefuseEntry(
            At(90), it.Ordinal, it.Queue ?? Sales, it.StateVersion, CloseReason.QueueFull, "queueFull", "Full."),
        [typeof(SendAway)] = it =>
            new SendAway(At(90), it.Ordinal, it.Queue ?? Sales, it.StateVersion, "Bye."),
        [typeof(Assign)] = it => new Assign(
            At(90), it.Ordinal, Ben, it.Queue ?? Sales, Two, it.StateVersion,
            it.Queue == Support ? TimeSpan.FromSeconds(20) : null),
        [typeof(AcceptOffer)] = it => new AcceptOffer(At(20), it.Ordinal, ByAna),
        [typeof(DeclineOffer)] = it => new DeclineOffer(At(20), it.Ordinal, ByAna),
        [typeof(Take)] = it => new Take(At(90), it.Ordinal, ByBen, Ben, Two, it.StateVersion, OverCap: null),
        [typeof(Hold)] = it => new Hold(At(90), it.Ordinal, ByAna),
        [typeof(Resume)] = it => new Resume(At(90), it.Ordinal, ByAna, Two),
        [typeof(EndWrapUp)] = it => new EndWrapUp(At(30), it.Ordinal, ByAna),
        [typeof(SendMessage)] = it => new SendMessage(At(90), it.Ordinal, ByAna, "hello"),
        [typeof(AddNote)] = it => new AddNote(At(90), it.Ordinal, ByAna, "vip"),
        [typeof(Close)] = it => new Close(At(90), it.Ordinal, ByAna, Lasting),
        [typeof(TransferToAgent)] = it => new TransferToAgent(At(90), it.Ordinal, ByAna, Ben, Two, it.Version, null),
        [typeof(TransferToQueue)] = it => new TransferToQueue(At(90), it.Ordinal, ByAna, Support, it.Version, null),
        [typeof(LoseAgent)] = it => new LoseAgent(At(90), it.Ordinal, Ana, QueuedReason.AgentDisabled),
        [typeof(FireDeadline)] = it => new FireDeadline(
            At(900), it.Ordinal, DeadlineTable.Due(it, Impatient, At(900))?.Kind ?? DeadlineKind.Inactivity, Impatient,
            "Hello?"),
        [typeof(MoveToOtherAgent)] = it => new MoveToOtherAgent(
            At(900), it.Ordinal, Ben, it.Queue ?? Sales, Two, it.StateVersion, Hasty, "Someone else comes."),
        [typeof(SetLabels)] = it => new SetLabels(At(90), it.Ordinal, ByAna, Vip),
        [typeof(MarkImportant)] = it => new MarkImportant(At(90), it.Ordinal, ByAna, true),
        [typeof(AskHelp)] = it => new AskHelp(At(90), it.Ordinal, ByAna, "please"),
        [typeof(BlockContact)] = it => new BlockContact(At(90), it.Ordinal, BySupervisor),
        [typeof(UnblockContact)] = it => new UnblockContact(At(90), it.Ordinal, BySupervisor),
        [typeof(SendQuestionnaire)] = it => new SendQuestionnaire(
            At(90), it.Ordinal, ByAna, Forms.Contact, "es", TimeSpan.FromSeconds(100), AgentsMaySend: true),
        [typeof(FillForm)] = it => new FillForm(
            At(30), it.Ordinal, ByAna, Forms.FormId, Forms.Sheet(("solved", Answer.Of("yes"))), Complete: false,
            Forms.FormRules),
        [typeof(CancelForm)] = it => new CancelForm(At(30), it.Ordinal, ByAna, Forms.FormId, Forms.FormRules),
        [typeof(ChangePriority)] = it => new ChangePriority(At(90), it.Ordinal, BySupervisor, 9),
    };

    /// <summary>The words of the table: the events of a decision, its rejection, or nothing.</summary>
    private static readonly Dictionary<string, string> Outcomes = new()
    {
        ["begins"] = "Opened MessageReceived Queued",
        ["received"] = "MessageReceived",
        ["admitted"] = "Admitted",
        ["refused"] = "PhraseSent Closed",
        ["assigned"] = "Assigned",
        ["sent"] = "MessageSent",
        ["noted"] = "Noted",
        ["closes"] = "Closed",
        ["passed on"] = "Transferred Assigned",
        ["requeued"] = "Transferred Queued",
        ["returns"] = "Unassigned Queued",
        ["speaks"] = "PhraseSent",
        ["warns"] = "Warned",
        ["replaced"] = "PhraseSent Transferred Assigned",
        ["moved"] = "PriorityChanged",
        ["comes back"] = "MessageReceived Queued",
        ["offered"] = "Offered",
        ["declines"] = "OfferDeclined Queued",
        ["expires"] = "OfferExpired Queued",
        ["held"] = "Held",
        ["resumes"] = "Resumed",
        ["wraps up"] = "WrapUpBegan",
        ["parks"] = "Parked",
        ["labels"] = "Labelled",
        ["marks"] = "MarkedImportant",
        ["calls"] = "HelpAsked",
        ["blocks"] = "ContactBlocked",
        ["sends off"] = "ContactBlocked Closed",
        ["unblocks"] = "ContactUnblocked",
        ["asks"] = "QuestionnaireSent",
        ["drafts"] = "QuestionnaireOpened QuestionnaireAnswered",
        ["cancels"] = "QuestionnaireOpened QuestionnaireEnded",
        ["cancels, closes"] = "QuestionnaireOpened QuestionnaireEnded Closed",
        ["unwanted"] = "ContactOptedOut",
        ["-"] = "",
        ["unknown"] = "NotFound",
        ["not yours"] = "NotAssignedToYou",
        ["too late"] = "ConversationClosed",
        ["no wait"] = "NotWaiting",
        ["not held"] = "NotHeld",
        ["no wrap"] = "NotInWrapUp",
    };

    private const string Table =
        """
        command          | none    | bot       | arrived   | waiting   | assigned  | answered  | given away | closed
        ReceiveMessage   | begins  | received  | received  | received  | received  | received  | received   | begins
        Admit            | -       | -         | admitted  | -         | -         | -         | -          | -
        RefuseEntry      | -       | -         | refused   | -         | -         | -         | -          | -
        SendAway         | -       | -         | refused   | refused   | -         | -         | refused    | -
        Assign           | no wait | no wait   | assigned  | assigned  | no wait   | no wait   | offered    | no wait
        AcceptOffer      | unknown | not yours | not yours | not yours | -         | -         | not yours  | too late
        DeclineOffer     | unknown | not yours | not yours | not yours | not yours | not yours | not yours  | too late
        Take             | unknown | no wait   | assigned  | assigned  | no wait   | no wait   | assigned   | too late
        Hold             | unknown | not yours | not yours | not yours | held      | held      | not yours  | too late
        Resume           | unknown | not yours | not yours | not yours | not held  | not held  | not yours  | too late
        EndWrapUp        | unknown | no wrap   | no wrap   | no wrap   | no wrap   | no wrap   | no wrap    | too late
        SendMessage      | unknown | not yours | not yours | not yours | sent      | sent      | not yours  | too late
        AddNote          | unknown | not yours | not yours | not yours | noted     | noted     | not yours  | too late
        Close            | unknown | not yours | not yours | not yours | wraps up  | wraps up  | not yours  | too late
        TransferToAgent  | unknown | not yours | not yours | not yours | passed on | passed on | not yours  | too late
        TransferToQueue  | unknown | not yours | not yours | not yours | requeued  | requeued  | not yours  | too late
        LoseAgent        | -       | -         | -         | -         | returns   | returns   | -          | -
        FireDeadline     | -       | -         | -         | -         | speaks    | warns     | -          | -
        MoveToOtherAgent | no wait | no wait   | no wait   | no wait   | replaced  | no wait   | no wait    | no wait
        ChangePriority   | unknown | no wait   | moved     | moved     | no wait   | no wait   | moved      | too late
        SetLabels        | unknown | not yours | not yours | not yours | labels    | labels    | not yours  | too late
        MarkImportant    | unknown | not yours | not yours | not yours | marks     | marks     | not yours  | too late
        AskHelp          | unknown | not yours | not yours | not yours | calls     | calls     | not yours  | too late
        BlockContact     | unknown | sends off | sends off | sends off | sends off | sends off | sends off  | blocks
        UnblockContact   | unknown | -         | -         | -         | -         | -         | -          | -
        SendQuestionnaire | unknown | not yours | not yours | not yours | asks     | asks      | not yours  | too late
        FillForm         | unknown | not yours | not yours | not yours | drafts    | drafts    | not yours  | too late
        CancelForm       | unknown | not yours | not yours | not yours | cancels   | cancels   | not yours  | too late
        """;

    private const string MoreStates =
        """
        command          | offered   | held       | wrap-up   | parked     | opted out | blocked
        ReceiveMessage   | received  | comes back | too late  | comes back | received  | received
        Admit            | -         | -          | -         | -          | -         | -
        RefuseEntry      | -         | -          | -         | -          | -         | -
        SendAway         | -         | -          | -         | -          | -         | -
        Assign           | no wait   | no wait    | no wait   | no wait    | no wait   | no wait
        AcceptOffer      | assigned  | not yours  | too late  | not yours  | -         | too late
        DeclineOffer     | declines  | not yours  | too late  | not yours  | not yours | too late
        Take             | no wait   | no wait    | too late  | no wait    | no wait   | too late
        Hold             | not yours | -          | too late  | not yours  | held      | too late
        Resume           | not held  | resumes    | too late  | not held   | not held  | too late
        EndWrapUp        | no wrap   | no wrap    | closes    | no wrap    | no wrap   | too late
        SendMessage      | not yours | not yours  | too late  | not yours  | unwanted  | too late
        AddNote          | not yours | noted      | noted     | noted      | noted     | too late
        Close            | not yours | parks      | too late  | too late   | wraps up  | too late
        TransferToAgent  | not yours | passed on  | too late  | passed on  | passed on | too late
        TransferToQueue  | not yours | requeued   | too late  | requeued   | requeued  | too late
        LoseAgent        | returns   | -          | closes    | -          | returns   | -
        FireDeadline     | expires   | -          | closes    | -          | speaks    | -
        MoveToOtherAgent | no wait   | no wait    | no wait   | no wait    | replaced  | no wait
        ChangePriority   | no wait   | no wait    | too late  | no wait    | no wait   | too late
        SetLabels        | not yours | labels     | labels    | labels     | labels    | too late
        MarkImportant    | not yours | marks      | marks     | marks      | marks     | too late
        AskHelp          | not yours | not yours  | too late  | not yours  | calls     | too late
        BlockContact     | sends off | sends off  | sends off | sends off  | sends off | -
        UnblockContact   | -         | -          | -         | -          | -         | unblocks
        SendQuestionnaire | not yours | asks      | asks      | not yours  | unwanted  | too late
        FillForm         | not yours | drafts     | drafts    | not yours  | drafts    | too late
        CancelForm       | not yours | cancels    | cancels, closes | not yours | cancels | too late
        """;

    public static IEnumerable<object[]> Cells =>
        from table in Tables
        from row in table.Skip(1)
        from cell in row.Skip(1).Zip(table[0].Skip(1))
        select new object[] { row[0], cell.Second, cell.First };

    private static List<string[]>[] Tables => [RowsOf(Table), RowsOf(MoreStates)];

    private static List<string[]> RowsOf(string table) => [.. table.Split('\n').Select(
        row => row.Split('|', StringSplitOptions.TrimEntries))];

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_command_does_what_the_table_says(string command, string state, string outcome)
    {
        var given = ConversationFold.Evolve(Conversation.Empty with { Thread = Sample.Thread }, States[state]);
        var decision = ConversationDecider.Decide(given, Commands.Single(it => it.Key.Name == command).Value(given));
        var decided = decision.IsRejected ? $"{decision.Rejection}"
            : string.Join(' ', decision.Events.Select(it => it.GetType().Name));
        Assert.Equal(Outcomes[outcome], decided);
    }

    [Fact]
    public void Every_command_stands_in_the_table()
    {
        var kinds = KindsOf<ConversationCommand>();
        Assert.Equal(kinds, Commands.Keys.ToHashSet());
        Assert.All(Tables, table => Assert.Equal(
            kinds.Select(it => it.Name).Order(), table.Skip(1).Select(row => row[0]).Order()));
    }

    [Fact]
    public void Every_state_that_events_lead_to_stands_in_the_table()
    {
        Assert.Equal(States.Keys, Tables.SelectMany(table => table[0].Skip(1)));
        var reached = States.Values.Select(it => ConversationFold.Evolve(Conversation.Empty, it).State).ToHashSet();
        Assert.Equal(Enum.GetValues<ConversationState>().Order(), reached.Order());
    }

    [Fact]
    public void Every_event_is_the_outcome_of_a_cell()
    {
        var outcomes = Cells.SelectMany(cell => Outcomes[(string)cell[2]].Split(' ')).ToHashSet();
        // What a contact says besides its text has specifications of its own: ContactSpecs.
        string[] wishes = [nameof(LanguageSwitched), nameof(OptedOut), nameof(OptedIn)];
        Assert.All(
            KindsOf<ConversationEvent>().Where(it => !wishes.Contains(it.Name)),
            kind => Assert.Contains(kind.Name, outcomes));
    }

    private static HashSet<Type> KindsOf<TBase>() =>
        [.. typeof(TBase).Assembly.GetTypes().Where(it => it.IsSubclassOf(typeof(TBase)) && !it.IsAbstract)];
}
