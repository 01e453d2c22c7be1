using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

/// <summary>A line with a clock, agents 1, 2, 3… and conversations 1, 2, 3…, told in short sentences.</summary>
internal sealed class LineStory
{
    private readonly Dictionary<int, long> _sequences = [];
    private QueueSetup _setup = new(QueueStrategy.LongestIdle, 3, 0, []);

    public LineStory(params int[] members)
    {
        Line = new QueueLine(LineScripts.Start, LineScripts.Tokens());
        Configure(it => it with { Members = [.. members.Select(number => Member(number))] });
    }

    public QueueLine Line { get; }

    public DateTimeOffset Now { get; private set; } = LineScripts.Start;

    /// <summary>What the last input led to.</summary>
    public IReadOnlyList<LineOutput> Outputs { get; private set; } = [];

    public static LineMember Member(int number, int delaySeconds = 0, bool remembered = false) =>
        new(LineScripts.Agent(number), TimeSpan.FromSeconds(delaySeconds), Enabled: true, remembered);

    public static WaitingHead Head(
        int number, int priority = 0, int queuedAt = 0, bool admitted = true, int? excluded = null, long version = 3,
        long stay = 3) => new(
            LineScripts.Conversation(number), version, stay, priority, LineScripts.Start.AddSeconds(queuedAt), admitted,
            excluded is { } agent ? LineScripts.Agent(agent) : null);

    public LineStory Configure(Func<QueueSetup, QueueSetup> change) =>
        Tell(Line.Configure(Now, _setup = change(_setup)));

    public LineStory After(double seconds)
    {
        Now = Now.AddSeconds(seconds);
        return this;
    }

    public LineStory Waits(params WaitingHead[] heads) => Tell(Line.Put(Now, heads));

    public LineStory Seeks(WaitingHead head) => Tell(Line.Seek(Now, head));

    public LineStory Leaves(int number, long version, int? holder = null) => Tell(Line.Remove(
        Now, LineScripts.Conversation(number), version, holder is { } agent ? LineScripts.Agent(agent) : null));

    public LineStory Hears(
        int agent, int free = 1, bool online = true, int idleSince = 0, int used = 0, int? cap = null,
        int? lastAssigned = null, bool inRound = false) =>
        Tell(Line.Hear(Now, News(agent, free, online, idleSince, used, cap, lastAssigned, inRound)));

    /// <summary>The same news as the last of epoch 1.</summary>
    public LineStory HearsAgain(int agent, int free = 1) => Tell(Line.Hear(
        Now, News(agent, free) with { Sequence = --_sequences[agent] }));

    public LineStory IsAskedForBid(int agent, long round) =>
        Tell(Line.Bid(Now, News(agent, inRound: true), round));

    /// <summary>Under an epoch other than 1 another actor of the agent speaks.</summary>
    public LineStory IsRefused(
        int number, int token, ReservationRefusal why, int agent, int free = 0, long epoch = 1) => Tell(Line.Refused(
            Now, LineScripts.Conversation(number), LineScripts.Token(token), why,
            News(agent, free) with { Epoch = epoch }));

    /// <summary>By an actor of the agent that an epoch has passed; the last news of the present one stand.</summary>
    public LineStory IsRefusedByAnother(int number, int token, int agent)
    {
        IsRefused(number, token, ReservationRefusal.Unavailable, agent, epoch: 0);
        _sequences[agent]--;
        return this;
    }

    public LineStory IsDue() => Tell(Line.Due(Now));

    public PlaceAnswer KeepsPlace(int number, int? excluded = null) => Line.KeepPlace(
        Now, LineScripts.Conversation(number), LineScripts.Start,
        excluded is { } agent ? LineScripts.Agent(agent) : null);

    /// <summary>The last input reserved these, and nothing else came of it.</summary>
    public LineStory Reserves(params (int Agent, int Conversation)[] pairs)
    {
        Assert.Equal(
            pairs.Select(it => (LineScripts.Agent(it.Agent), LineScripts.Conversation(it.Conversation))),
            Outputs.Select(it => Assert.IsType<LineOutput.Reserve>(it)).Select(it => (it.Agent, it.Conversation)));
        return this;
    }

    public LineStory Answers(params LineOutput[] outputs)
    {
        Assert.Equal(outputs, Outputs);
        return this;
    }

    private AgentStanding News(
        int agent, int free = 1, bool online = true, int idleSince = 0, int used = 0, int? cap = null,
        int? lastAssigned = null, bool inRound = false) => new()
        {
            Agent = LineScripts.Agent(agent),
            Epoch = 1,
            Sequence = _sequences[agent] = _sequences.GetValueOrDefault(agent) + 1,
            Online = online,
            CountsForAdmission = online,
            TakesNew = online,
            Used = used,
            Cap = cap,
            Free = free,
            IdleSince = LineScripts.Start.AddSeconds(idleSince),
            LastAssignedAt = lastAssigned is { } seconds ? LineScripts.Start.AddSeconds(seconds) : null,
            InRound = inRound,
        };

    private LineStory Tell(IReadOnlyList<LineOutput> outputs)
    {
        Outputs = outputs;
        return this;
    }
}
