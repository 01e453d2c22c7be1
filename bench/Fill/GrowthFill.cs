using System.Globalization;
using LiveChat.Bench.Deployments;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Fill;

/// <summary>
/// Makes a site's one small tenant into a large one, an old one, or many: rows that the program wrote, multiplied in
/// the database of a stopped server.
/// </summary>
public sealed class GrowthFill(Site site, TenantAccess tenant)
{
    /// <summary>Of the tenant's rows that are copied.</summary>
    private const string Agent = "username = 'agent000'";

    /// <summary>Agents beside those that there are, each with a session, in the one queue.</summary>
    public async Task<IReadOnlyList<AgentAccess>> Agents(int count)
    {
        await using var copies = await RowCopies.Of(site);
        var words = copies.Words;
        await copies.Add(
            "member", Agent, count,
            ("id", words.IdOf('a', "i")), ("username", $"'more' || {words.Digits("i", 6)}"),
            ("username_key", $"'more' || {words.Digits("i", 6)}"), ("search_key", $"'more' || {words.Digits("i", 6)}"));
        await copies.Add("agent", $"agent = {AgentId}", count, ("agent", words.IdOf('a', "i")));
        await copies.Add("membership", $"agent = {AgentId}", count, ("agent", words.IdOf('a', "i")));
        var more = new List<AgentAccess>(count);
        for (var i = 0; i < count; i++) more.Add(await SignIn(copies, i, Number(i), []));
        await copies.Commit();
        return more;
    }

    /// <summary>Further tenants of one agent, one queue and one sender each, with a key for the adapter.</summary>
    public async Task<IReadOnlyList<(AgentAccess Agent, MoRequest Mo)>> Tenants(int count)
    {
        await using var copies = await RowCopies.Of(site);
        var words = copies.Words;
        (string, string) own = ("tenant", words.IdOf('t', "i"));
        await copies.Add("tenant", "true", count, ("id", own.Item2), ("slug", $"'more' || {words.Digits("i", 6)}"));
        await copies.Add("member", Agent, count, own, ("id", words.IdOf('a', "i")));
        await copies.Add("agent", $"agent = {AgentId}", count, own, ("agent", words.IdOf('a', "i")));
        await copies.Add("queue", "true", count, own, ("id", words.IdOf('q', "i")));
        await copies.Add(
            "membership", $"agent = {AgentId}", count, own, ("queue", words.IdOf('q', "i")),
            ("agent", words.IdOf('a', "i")));
        await copies.Add(
            "sender", "true", count, own, ("id", words.IdOf('s', "i")), ("queue", words.IdOf('q', "i")),
            ("address", $"'+349' || {words.Digits("i", 8)}"));
        await copies.Add("setting", "name = 'phrases'", count, own);
        var more = new List<(AgentAccess, MoRequest)>(count);
        for (var i = 0; i < count; i++)
        {
            (string, string) ofThis = ("tenant", words.IdOf('t', Number(i)));
            var agent = await SignIn(copies, i, Number(i), [ofThis]);
            var key = $"lck_bench-key-of-tenant-{i}";
            await copies.Add(
                "api_key", OfFirstTenant, 1, ofThis, ("id", words.RandomId), ("hash", words.HashOf(key)));
            more.Add((agent, new MoRequest(key, string.Create(CultureInfo.InvariantCulture, $"+349{i:00000000}"))));
        }

        await copies.Commit();
        return more;
    }

    /// <summary>
    /// Closed conversations of other contacts, of one agent: copies of the last one, with its events, seen keys and MT.
    /// </summary>
    public async Task History(int conversations)
    {
        await using var copies = await RowCopies.Of(site);
        var words = copies.Words;
        var number = await copies.Number("select max(number) from conversation where state = 8");
        var template = $"number = {number}";
        await copies.Add(
            "conversation", template, conversations,
            ("thread", words.RandomId), ("contact", $"'+345' || {words.Digits("i", 8)}"),
            ("opened_at", "template.opened_at - 1000000 * (cast(i as bigint) + 1)"));
        await copies.Run(
            "insert into event (conversation, version, type, at, body) "
            + "select c.number, e.version, e.type, e.at, e.body from conversation c cross join event e "
            + $"where c.number > {number} and e.conversation = {number}");
        await copies.Run(
            "insert into seen (tenant, key, thread, ordinal, version, at) "
            + $"select s.tenant, {words.RandomId}, c.thread, s.ordinal, s.version, s.at "
            + $"from conversation c cross join seen s where c.number > {number} "
            + $"and s.thread = (select thread from conversation where {template})");
        // Of DeliveryState: 2 sent.
        await copies.Run(
            "insert into outbox (conversation, version, thread, tenant, ordinal, sender, state, code, state_at, "
            + "attempts, next_attempt_at, due_at, dead_letter) select c.number, o.version, c.thread, o.tenant, "
            + "o.ordinal, o.sender, 2, o.code, o.state_at, o.attempts, o.next_attempt_at, null, 0 "
            + $"from conversation c cross join outbox o where c.number > {number} and o.conversation = {number}");
        await copies.Commit();
    }

    /// <summary>The one whose row, sessions and membership are copied.</summary>
    private string AgentId => $"(select id from member where {Agent} and {OfFirstTenant})";

    private string OfFirstTenant =>
        $"tenant = (select tenant from sender where address = '{tenant.Senders[0].Address}')";

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);

    private async Task<AgentAccess> SignIn(
        RowCopies copies, int i, string number, (string Column, string Expression)[] more)
    {
        var token = $"lcs_bench-session-of-agent-{i}";
        await copies.Add(
            "session", $"id = (select id from session where {OfFirstTenant} order by id limit 1)", 1,
            [
                .. more, ("id", copies.Words.RandomId), ("member", copies.Words.IdOf('a', number)),
                ("hash", copies.Words.HashOf(token)),
            ]);
        return new AgentAccess("", $"more{i:000000}", new TenantClient(site.Url, token));
    }
}
