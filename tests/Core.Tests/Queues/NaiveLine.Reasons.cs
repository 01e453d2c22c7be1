using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

internal sealed partial class NaiveLine
{
    /// <summary>Looks at every agent and asks one rule after the other.</summary>
    private MatchReason Reason(MatchBy by, NaiveEntry entry, DateTimeOffset now)
    {
        var rules = _agents.Select(agent => RuleFor(agent, entry, now)).ToList();
        int Of(LeftOutBy rule) => rules.Count(it => it == rule);
        return new MatchReason(
            by, rules.Count, Of(LeftOutBy.Disabled), Of(LeftOutBy.Offline), Of(LeftOutBy.Status), Of(LeftOutBy.Cap),
            Of(LeftOutBy.QueueCap), Of(LeftOutBy.Excluded), Of(LeftOutBy.Language), Of(LeftOutBy.Delay));
    }

    private LeftOutBy RuleFor(NaiveAgent agent, NaiveEntry entry, DateTimeOffset now)
    {
        if (!agent.Member.Enabled) return LeftOutBy.Disabled;
        if (agent.Standing is not { Online: true } standing) return LeftOutBy.Offline;
        if (!standing.TakesNew) return LeftOutBy.Status;
        if (Free(agent) <= 0)
        {
            var atCap = agent.Doubted || standing.Used + Reserved(agent) >= standing.Cap;
            return atCap ? LeftOutBy.Cap : LeftOutBy.QueueCap;
        }

        if (Excluded(entry.Head.Excluded, agent)) return LeftOutBy.Excluded;
        var waited = entry.Waited(now);
        if (!Speaks(agent, entry) && !FallenBack(waited)) return LeftOutBy.Language;
        return agent.Member.Delay > waited ? LeftOutBy.Delay : LeftOutBy.None;
    }

    private bool FallenBack(TimeSpan waited) =>
        _setup.Languages.FallbackAfter > TimeSpan.Zero && waited >= _setup.Languages.FallbackAfter;

    private bool Speaks(NaiveAgent agent, NaiveEntry entry) => !_setup.Languages.Routing
        || entry.Head.Language is not { } language
        || agent.Member.Masters.Contains(language);

    /// <summary>How long the entry must wait for the agent; for ever, where it never masters its language.</summary>
    private TimeSpan DelayFor(NaiveAgent agent, NaiveEntry entry)
    {
        var fallback = _setup.Languages.FallbackAfter;
        if (Speaks(agent, entry)) return agent.Member.Delay;
        if (fallback == TimeSpan.Zero) return TimeSpan.MaxValue;
        return fallback > agent.Member.Delay ? fallback : agent.Member.Delay;
    }
}
