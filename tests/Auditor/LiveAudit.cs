namespace LiveChat.Auditor;

/// <summary>
/// Judges a running server at one moment, while agents are on their streams and nobody does anything.
/// </summary>
public static class LiveAudit
{
    public static async Task<IReadOnlyList<Finding>> Findings(LogReader reader, Rules rules)
    {
        var waiting = await reader.In("waiting");
        var assigned = await reader.In("assigned");
        return Findings(waiting, assigned, await reader.Agents(), rules);
    }

    /// <summary>
    /// P2, P4, P6: nobody above the cap, nobody waits beside an agent who could take the conversation now, and nobody
    /// where no agent will ever come.
    /// </summary>
    public static IReadOnlyList<Finding> Findings(
        IReadOnlyList<LoggedConversation> waiting, IReadOnlyList<LoggedConversation> assigned,
        IReadOnlyList<ListedAgent> agents, Rules rules)
    {
        var load = assigned.CountBy(conversation => conversation.AgentId!).ToDictionary();
        var free = agents
            .Where(agent => agent is { Enabled: true, Presence: "online", Status: "available" })
            .Where(agent => load.GetValueOrDefault(agent.Id) < rules.CapOfAgent[agent.Id])
            .Select(agent => agent.Id)
            .ToHashSet();
        var above = from agent in load
                    where agent.Value > rules.CapOfAgent[agent.Key]
                    select new Finding("P2", $"{agent.Key} has {agent.Value} of {rules.CapOfAgent[agent.Key]}");
        var beside = from conversation in waiting
                     let able = rules.AgentsOfQueue[conversation.QueueId!].Intersect(free).ToList()
                     where able.Count > 0
                     select new Finding("P4", $"{conversation.Id} waits beside {string.Join(", ", able)}");
        var forgotten = from conversation in waiting
                        where rules.AgentsOfQueue[conversation.QueueId!].Count == 0
                        select new Finding("P6", $"{conversation.Id} waits in a queue without agents");
        return [.. above, .. beside, .. forgotten];
    }
}
