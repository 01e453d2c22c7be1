using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Postgres.Agents;
using LiveChat.Storage.Postgres.Queues;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Conversations;

/// <summary>
/// Appends of different threads in one transaction, which takes two round trips: the first holds and reads the gates
/// (heads in the order of their ids, then agents and queues in theirs), the second writes what passed and commits. Who
/// loses is left out. If a row appears between a look at a gate and the own row, another process wrote it: the unique
/// key ends the transaction, and it begins again.
/// </summary>
internal sealed class AppendBatch : Batch
{
    private readonly AppendWork[] _members;

    public AppendBatch(IReadOnlyList<AppendWork> members)
    {
        Members = members;
        _members = [.. members.OrderBy(it => it.Thread.Value)];
    }

    public override IReadOnlyList<Work> Members { get; }

    public override async Task Write(NpgsqlConnection connection)
    {
        IsCommitting = false;
        await Look(connection);
        foreach (var member in _members) member.Result = member.Decide();
        AppendWork[] passed = [.. _members.Where(it => it.Result.Outcome == AppendOutcome.Appended)];
        if (passed is [])
        {
            await connection.Execute(Statement.Of("rollback"));
            return;
        }

        IsCommitting = true;
        await AppendRows.Add(new RoundTrip(connection), passed).Do("commit").Send();
    }

    private async Task Look(NpgsqlConnection connection)
    {
        foreach (var member in _members) member.Forget();
        var trip = new RoundTrip(connection).Do("begin");
        AskHeads(trip);
        AskEpochs(trip);
        AskSeen(trip);
        AskNumbers(trip);
        await trip.Send();
    }

    private void AskHeads(RoundTrip trip)
    {
        var ofThread = _members.ToDictionary(it => it.Thread.Value);
        AppendWork[] followers = [.. _members.Where(it => it.OrdinalBefore > 0)];
        if (followers is not [])
        {
            trip.Ask(
                Statement.Of(ConversationSql.HoldHeads).Ids(followers, static it => it.Thread.Value)
                    .Numbers(followers, static it => it.OrdinalBefore),
                row =>
                {
                    var before = new HeadBefore(
                        new TenantId(row.Id(1)), row.Integer(2), row.Integer(3), row.Integer(4));
                    var member = ofThread[row.Id(0)];
                    (member.Before, member.Number) = (before, before.Number);
                });
        }

        trip.Ask(
            Statement.Of(ConversationSql.HaveLater).Ids(_members, static it => it.Thread.Value)
                .Numbers(_members, static it => it.OrdinalBefore + 1),
            row => ofThread[row.Id(0)].HasLater = true);
    }

    private void AskEpochs(RoundTrip trip)
    {
        AskEpochs(
            trip, AgentSql.HoldEpochs, static it => it.Append.Fence is AgentFence fence ? fence.Agent.Value : null);
        AskEpochs(
            trip, QueueSql.HoldEpochs, static it => it.Append.Fence is QueueFence fence ? fence.Queue.Value : null);
    }

    private void AskEpochs(RoundTrip trip, string sql, Func<AppendWork, Guid?> fencedBy)
    {
        var fenced = _members.Where(it => fencedBy(it) is not null)
            .ToLookup(it => (Tenant: it.Append.Tenant.Value, Of: fencedBy(it)!.Value));
        if (fenced.Count == 0) return;
        (Guid Tenant, Guid Of)[] keys = [.. fenced.Select(it => it.Key).Order()];
        trip.Ask(
            Statement.Of(sql).Ids(keys, static it => it.Tenant).Ids(keys, static it => it.Of),
            row =>
            {
                foreach (var member in fenced[(row.Id(0), row.Id(1))]) member.Epoch = row.Integer(2);
            });
    }

    private void AskSeen(RoundTrip trip)
    {
        var keyed = _members.Where(it => it.Append.Seen is not null)
            .ToDictionary(it => (Tenant: it.Append.Tenant.Value, Key: it.Append.Seen!.Value.Value));
        if (keyed.Count == 0) return;
        (Guid Tenant, Guid Key)[] keys = [.. keyed.Keys];
        trip.Ask(
            Statement.Of(ConversationSql.FindSeenOfMany).Ids(keys, static it => it.Tenant)
                .Ids(keys, static it => it.Key),
            row => keyed[(row.Id(0), row.Id(1))].First = SeenRow.Read(row));
    }

    /// <summary>For the sessions that begin; the numbers of those that may not are lost.</summary>
    private void AskNumbers(RoundTrip trip)
    {
        var opening = new Queue<AppendWork>(_members.Where(it => it.Opens));
        if (opening.Count == 0) return;
        trip.Ask(
            Statement.Of(ConversationSql.NextNumbers).With((long)opening.Count),
            row => opening.Dequeue().Number = row.Integer(0));
    }
}
