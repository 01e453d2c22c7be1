namespace LiveChat.Silo.Demo;

/// <summary>What has happened so far, as the players saw it. Any thread may write and read.</summary>
public sealed class DemoBoard
{
    private const int LastLinesMax = 8;
    private const int RateSeconds = 15;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lastLines = new();
    private readonly Queue<DemoTotals> _history = new();
    private readonly Dictionary<string, DemoQueueState> _queues = [];
    private readonly Dictionary<string, HashSet<string>> _hands = [];
    private readonly Dictionary<string, int> _answersOf = [];
    private DemoTotals _totals;

    public void Wrote(string contact, string queue, string text) => Count(
        totals => totals with { Written = totals.Written + 1 }, $"{Short(contact)} → {queue}: {text}");

    public void TurnedAway(string contact, string reason) => Count(
        totals => totals with { TurnedAway = totals.TurnedAway + 1 }, $"{Short(contact)} was turned away ({reason})");

    public void Answered(string agent, string contact, string text)
    {
        lock (_lock) _answersOf[agent] = _answersOf.GetValueOrDefault(agent) + 1;
        Count(totals => totals with { Answered = totals.Answered + 1 }, $"{agent} → {Short(contact)}: {text}");
    }

    public void Closed(string agent, string contact) => Count(
        totals => totals with { Closed = totals.Closed + 1 }, $"{agent} closed the conversation with {Short(contact)}");

    /// <summary>The agent has this conversation now.</summary>
    public void Took(string agent, string conversation, bool isNew)
    {
        lock (_lock)
        {
            if (!_hands.TryGetValue(agent, out var hand)) _hands[agent] = hand = [];
            if (hand.Add(conversation) && isNew) _totals = _totals with { Assigned = _totals.Assigned + 1 };
        }
    }

    /// <summary>The agent no longer has it; null: has none at all, until told otherwise.</summary>
    public void Left(string agent, string? conversation)
    {
        lock (_lock)
        {
            if (conversation is null) _hands[agent] = [];
            else if (_hands.TryGetValue(agent, out var hand)) hand.Remove(conversation);
        }
    }

    public void QueueIs(DemoQueueState state)
    {
        lock (_lock) _queues[state.Name] = state;
    }

    /// <summary>Called once a second: rates are taken over the last <see cref="RateSeconds"/> calls.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            _history.Enqueue(_totals);
            if (_history.Count > RateSeconds + 1) _history.Dequeue();
        }
    }

    public DemoView View()
    {
        lock (_lock)
        {
            var seconds = Math.Max(1, _history.Count - 1);
            var since = _history.Count > 0 ? _history.Peek() : _totals;
            var names = DemoPlan.Agents.Select(agent => agent.DisplayName);
            return new DemoView(
                _totals,
                (_totals.Assigned - since.Assigned) / (double)seconds,
                (_totals.Answered - since.Answered) / (double)seconds,
                (_totals.Closed - since.Closed) / (double)seconds,
                [.. DemoPlan.Queues.Select(queue => _queues.GetValueOrDefault(queue.Name)).OfType<DemoQueueState>()],
                [.. names.Select(name => new DemoAgentState(
                    name, _hands.GetValueOrDefault(name)?.Count ?? 0, _answersOf.GetValueOrDefault(name)))],
                [.. _lastLines]);
        }
    }

    private void Count(Func<DemoTotals, DemoTotals> change, string line)
    {
        lock (_lock)
        {
            _totals = change(_totals);
            if (_lastLines.Count == LastLinesMax) _lastLines.Dequeue();
            _lastLines.Enqueue(line);
        }
    }

    private static string Short(string contact) => $"…{contact[^4..]}";
}

/// <summary>
/// Counts since the start: MO acknowledged, conversations assigned, answers accepted, conversations closed.
/// </summary>
public readonly record struct DemoTotals(long Written, long Assigned, long Answered, long Closed, long TurnedAway);

public sealed record DemoQueueState(string Name, int Waiting, int LongestWaitSeconds, int Online, int Available);

public sealed record DemoAgentState(string Name, int InHand, int Answered);

/// <summary>The board at one moment; rates are per second.</summary>
public sealed record DemoView(
    DemoTotals Totals, double AssignedPerSecond, double AnsweredPerSecond, double ClosedPerSecond,
    IReadOnlyList<DemoQueueState> Queues, IReadOnlyList<DemoAgentState> Agents, IReadOnlyList<string> LastLines);
