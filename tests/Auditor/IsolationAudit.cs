using System.Text.Json.Nodes;

namespace LiveChat.Auditor;

/// <summary>P10, but for delays, which a benchmark measures: nothing of one tenant shows at another.</summary>
public static class IsolationAudit
{
    private const int AskedFor = 25;

    /// <summary>A tenant's log names only its own senders, queues and agents.</summary>
    public static IEnumerable<Finding> Strangers(IEnumerable<LoggedConversation> log, Rules rules) =>
        from conversation in log
        let strange = Strange(conversation, rules).Distinct().ToList()
        where strange.Count > 0
        select new Finding("P10", $"{conversation.Id} names {string.Join(", ", strange)} of another tenant");

    /// <summary>What a tenant is answered that asks for another one's.</summary>
    /// <param name="find">Asks with the tenant's key; null for 404.</param>
    /// <param name="own">The tenant's log.</param>
    /// <param name="others">The log of the other tenant.</param>
    public static async Task<IReadOnlyList<Finding>> Findings(
        Func<string, Task<JsonNode?>> find, IReadOnlyList<LoggedConversation> own,
        IReadOnlyList<LoggedConversation> others)
    {
        var strangers = others.Select(it => it.Id).ToHashSet();
        var findings = own.Where(it => strangers.Contains(it.Id))
            .Select(it => new Finding("P10", $"{it.Id} is listed for two tenants")).ToList();
        foreach (var it in Some(others))
        {
            string[] parts = ["", "/events", "/messages", "/routing"];
            foreach (var path in parts.Select(part => $"/v1/conversations/{it.Id}{part}"))
            {
                if (await find(path) is not null) findings.Add(new Finding("P10", $"{path} is shown to a stranger"));
            }

            foreach (var filter in (string[])[
                $"queue={it.QueueId}", $"agent={it.AgentId}", $"contact={Uri.EscapeDataString(it.Contact)}"])
            {
                if (filter.EndsWith('=')) continue;
                var listed = (await find($"/v1/conversations?{filter}"))!["items"]!.AsArray();
                if (listed.Any(one => strangers.Contains((string)one!["id"]!)))
                    findings.Add(new Finding("P10", $"the list by {filter} shows a stranger's"));
            }
        }

        return findings;
    }

    private static IEnumerable<string> Strange(LoggedConversation conversation, Rules rules)
    {
        if (!rules.Senders.Contains(conversation.Sender)) yield return conversation.Sender;
        foreach (var it in conversation.Events)
        {
            if (it.QueueId is { } queue && !rules.AgentsOfQueue.ContainsKey(queue)) yield return queue;
            foreach (var agent in (string?[])[it.AgentId, it.FromAgentId, it.PreviousAgentId])
                if (agent is not null && !rules.CapOfAgent.ContainsKey(agent)) yield return agent;
        }
    }

    /// <summary>Enough of them, from the whole run.</summary>
    private static IEnumerable<LoggedConversation> Some(IReadOnlyList<LoggedConversation> log) =>
        log.Count <= AskedFor
            ? log
            : Enumerable.Range(0, AskedFor).Select(number => log[number * log.Count / AskedFor]);
}
