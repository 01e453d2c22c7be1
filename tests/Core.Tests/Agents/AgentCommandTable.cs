using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Agents.AgentScenario;

namespace LiveChat.Core.Tests.Agents;

/// <summary>What every command does in every state; a new command fails the tests until it stands here.</summary>
public sealed class AgentCommandTable
{
    private static readonly Dictionary<string, Func<AgentState>> States = new()
    {
        ["offline"] = () => OfOneQueue().When(new DropStream(At(0), Tab, Grace)).State,
        ["free"] = () => OfOneQueue().State,
        ["reserved"] = () => OfOneQueue().When(Offer(Sales, 1, at: 0)).State,
        ["active"] = () => OfOneQueue().When(Learn(1, 5, mine: true)).State,
        ["in round"] = () => Offline(1, new Membership(Sales, 1, null), new Membership(Support, 2, null))
            .When(new OpenStream(Noon, Tab)).When(Offer(Sales, 2)).State,
        ["disabled"] = () => OfOneQueue().When(new ChangeProfile(At(0), Profile(enabled: false))).State,
    };

    private static readonly Dictionary<Type, AgentCommand> Commands = new AgentCommand[]
    {
        Offer(Sales, 3, at: 90),
        new PassRound(At(90), Support, 1),
        new EndRound(At(90), 1),
        new ReserveForEdge(At(90), Conversation(4), Sales, Token(4)),
        new NoteOfferEnd(At(90), Silent: true),
        new LapseReservation(At(90), Conversation(1), Token(1)),
        Learn(1, 9, mine: false, at: 90),
        new OpenStream(At(90), new StreamId(new Guid(9, 0, 0, new byte[8]))),
        new RenewStream(At(90), Tab),
        new DropStream(At(90), Tab, Grace),
        new DropSilentStreams(At(90), Grace),
        new EndGrace(At(90)),
        new ChangeStatus(At(90), "phone", false, By.System),
        new ChangeProfile(At(90), Profile(enabled: true)),
        new AdoptEpoch(At(90), 2, []),
    }.ToDictionary(it => it.GetType());

    /// <summary>Words for more than one event.</summary>
    private static readonly Dictionary<(string Command, string Word), string> Sequences = new()
    {
        [(nameof(PassRound), "granted")] = "passed+ended+reserved",
        [(nameof(EndRound), "granted")] = "ended+reserved",
        [(nameof(LapseReservation), "gone")] = "freed+Gone",
        [(nameof(AdoptEpoch), "timed out")] = "raised+freed+TimedOut",
    };

    private const string Table =
        """
        command           | offline      | free     | reserved  | active    | in round | disabled
        OfferBid          | Unavailable  | reserved | Full      | Full      | joined   | Unavailable
        PassRound         | -            | -        | -         | -         | granted  | -
        EndRound          | -            | -        | -         | -         | granted  | -
        ReserveForEdge    | AgentOffline | reserved | AgentFull | AgentFull | reserved | AgentDisabled
        NoteOfferEnd      | counted      | counted  | counted   | counted   | counted  | counted
        LapseReservation  | -            | -        | gone      | -         | -        | -
        LearnConversation | -            | -        | -         | freed     | -        | -
        OpenStream        | opened       | opened   | opened    | opened    | opened   | AgentDisabled
        RenewStream       | -            | renewed  | renewed   | renewed   | renewed  | -
        DropStream        | -            | dropped  | dropped   | dropped   | dropped  | -
        DropSilentStreams | -            | dropped  | dropped   | dropped   | dropped  | -
        EndGrace          | over         | -        | -         | -         | -        | over
        ChangeStatus      | status       | status   | status    | status    | status   | status
        ChangeProfile     | profile      | profile  | profile   | profile   | profile  | profile
        AdoptEpoch        | raised       | raised   | timed out | raised    | raised   | raised
        """;

    public static IEnumerable<object[]> Cells =>
        from row in Rows.Skip(1)
        from cell in row.Skip(1).Zip(Rows[0].Skip(1))
        select new object[] { row[0], cell.Second, cell.First };

    private static List<string[]> Rows => [.. Table.Split('\n').Select(
        row => row.Split('|', StringSplitOptions.TrimEntries))];

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_command_does_what_the_table_says(string command, string state, string outcome)
    {
        var decision = AgentDecider.Decide(States[state](), Commands.Single(it => it.Key.Name == command).Value);
        var decided = decision.IsRejected ? [$"{decision.Rejection}"] : decision.Events.Select(Word);
        var expected = Sequences.GetValueOrDefault((command, outcome), outcome);
        Assert.Equal(expected, string.Join('+', decided.DefaultIfEmpty("-")));
    }

    [Fact]
    public void Every_command_and_state_stands_in_the_table()
    {
        var kinds = typeof(AgentCommand).Assembly.GetTypes().Where(it => it.IsSubclassOf(typeof(AgentCommand)));
        Assert.Equal(kinds.Select(it => it.Name).Order(), Rows.Skip(1).Select(row => row[0]).Order());
        Assert.Equal(States.Keys, Rows[0].Skip(1));
    }

    private static string Word(AgentEvent happened) => happened switch
    {
        SlotReserved or SlotReservedForEdge => "reserved",
        SilentOffersCounted => "counted",
        SlotFreed => "freed",
        BidDeclined it => $"{it.Why}",
        BidJoined => "joined",
        BidderPassed => "passed",
        RoundEnded => "ended",
        StreamOpened => "opened",
        StreamRenewed => "renewed",
        StreamDropped => "dropped",
        GraceEnded => "over",
        StatusChanged => "status",
        ProfileChanged => "profile",
        EpochRaised => "raised",
        _ => happened.GetType().Name,
    };

    private static AgentProfile Profile(bool enabled) => new(enabled, 7, [new Membership(Sales, 1, null)]);
}
