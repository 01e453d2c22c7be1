using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LiveChat.Outside;

namespace LiveChat.Bench.Fill;

/// <summary>
/// Makes a tenant of two agents and one conversation into a large one: thousands of agents with names, queues and
/// sessions, and the conversations of the last sixty days, half of which the first two hundred agents had.
/// </summary>
public sealed class DirectoryFill(BenchOptions options)
{
    private const string OpenedAt = "$now - ($all - i) * $step";
    private const int DaysCount = 60;
    private const int BusyAgents = 200;
    private const string FirstNames =
        """["Ana","Luis","María","José","Núria","Pau","Inés","Iker","Olga","Raúl","Sofía","Tomás","Uxue","Vera"]""";
    private const string LastNames =
        """["García","Peña","Ibáñez","Müller","Dubois","Rossi","Silva","Kowalska","Ørsted","Novák","Smith","Yılmaz"]""";

    private long _made;

    /// <summary>The agents that have sessions, to be put on streams.</summary>
    public ImmutableArray<AgentAccess> Fill(string file, Uri url, TenantAccess tenant)
    {
        using var copies = new Copies(file);
        copies.Run("begin", []);
        Agents(copies);
        Queues(copies);
        var online = Sessions(copies, url);
        Conversations(copies);
        copies.Run("commit", []);
        copies.Run("analyze", []);
        return online;
    }

    private void Agents(Copies copies)
    {
        var made = DateTimeOffset.UtcNow.AddDays(-DaysCount).ToUnixTimeMilliseconds();
        (string, object)[] values = [("$made", made), ("$first", FirstNames), ("$last", LastNames)];
        const string Template = "username = 'agent000'";
        const string First = "json_extract($first, '$[' || (i * 7 % 14) || ']')";
        const string Last = "json_extract($last, '$[' || (i * 5 % 12) || ']')";
        copies.Add("member", Template, options.DirectoryAgents,
        [
            ("id", IdOf("i")), ("username", "printf('user%05d', i)"), ("username_key", "printf('user%05d', i)"),
            ("display_name", $"printf('%s %s %d', {First}, {Last}, i)"),
            ("email", "printf('user%05d@acme.test', i)"), ("email_key", "printf('user%05d@acme.test', i)"),
            ("enabled", "i % 20 <> 0"), ("created_at", "($made + i) * 1000"),
            ("search_key", $"lower(printf('%s %s %d', {First}, {Last}, i)) || char(10) || printf('user%05d', i)"
                + " || char(10) || printf('user%05d@acme.test', i)"),
        ], values);
        copies.Add("agent", $"agent = (select id from member where {Template})", options.DirectoryAgents,
            [("agent", IdOf("i")), ("online", "0")], ("$made", made));
        _made = made;
    }

    /// <summary>Every tenth serves none; the others one or two of those that there are.</summary>
    private void Queues(Copies copies) => copies.Run(
        $"""
        with recursive number (i) as (select 0 union all select i + 1 from number where i + 1 < $count),
            place (queue, tenant, place) as (select id, tenant, row_number() over (order by id) - 1 from queue)
        insert into membership (tenant, queue, agent, priority, delay_seconds)
        select tenant, queue, {IdOf("i")}, 0, 0 from number, place
        where i % 10 <> 0 and place in (i % (select count(*) from queue), i / 7 % (select count(*) from queue))
        """, [("$count", options.DirectoryAgents), ("$made", _made)]);

    private ImmutableArray<AgentAccess> Sessions(Copies copies, Uri url)
    {
        var online = ImmutableArray.CreateBuilder<AgentAccess>();
        for (var i = 1; online.Count < options.Agents; i++)
        {
            if (i % 20 == 0) continue;
            var token = $"lcs_bench-session-of-agent-{i}";
            copies.Add(
                "session", "member = (select id from member where username = 'agent000')", 1,
                [("id", "randomblob(16)"), ("member", IdOf("$agent")), ("hash", "$hash")],
                ("$agent", i), ("$made", _made), ("$hash", SHA256.HashData(Encoding.UTF8.GetBytes(token))));
            online.Add(new AgentAccess("", $"user{i:00000}", new TenantClient(url, token)));
        }

        return online.ToImmutable();
    }

    private void Conversations(Copies copies)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000;
        var agent = $"case when i % 2 = 0 then i / 2 % {BusyAgents} else i * 7919 % {options.DirectoryAgents} end";
        copies.Add("conversation", "ordinal = 1", 2 * options.Handled,
        [
            ("thread", "randomblob(16)"), ("state", "8"), ("agent", IdOf(agent)), ("token", "null"),
            ("contact", "printf('+346%08d', i)"), ("close_reason", "1"), ("next_deadline_at", "null"),
            ("deadline_shard", "null"), ("opened_at", OpenedAt), ("queued_at", OpenedAt), ("assigned_at", OpenedAt),
            ("closed_at", OpenedAt),
        ], ("$made", _made), ("$now", now), ("$step", DaysCount * 86_400_000_000L / (2 * options.Handled)),
            ("$all", 2 * options.Handled));
    }

    /// <summary>A version 7 UUID, in the order of the numbers.</summary>
    private static string IdOf(string number) =>
        $"unhex(printf('%012x70008000%012x', $made + ({number}), ({number})))";
}
