using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Agents;

/// <summary>A write of one agent's row, in its turn among the appends that its epoch decides.</summary>
internal abstract class AgentWork<T>(TenantId tenant, AgentId agent) : Work<T>(tenant), IFenceWork
{
    public FenceKey Key => new(IsQueue: false, Tenant.Value, agent.Value);

    public abstract void AddTo(RoundTrip trip);

    protected NpgsqlBatchCommand OfRow(string sql) => Statement.Of(sql).With(Tenant.Value).With(agent.Value);
}

internal sealed class AgentEpochRaise(TenantId tenant, AgentId agent) : AgentWork<AgentRow>(tenant, agent)
{
    public override void AddTo(RoundTrip trip) => trip.Ask(
        OfRow(AgentSql.RaiseEpoch).With(AgentRow.New.Online).With(AgentRow.New.Status).With(AgentRow.New.TakesNew),
        row => Result = Read(row));

    public static AgentRow Read(NpgsqlDataReader row) =>
        new(row.Integer(0), row.Flag(1), row.Text(2), row.Flag(3), row.TimeOrNull(4));
}

internal sealed class AgentPresence(TenantId tenant, AgentId agent, AgentRow row) : AgentWork<bool>(tenant, agent)
{
    public override void AddTo(RoundTrip trip)
    {
        Result = false;
        trip.Ask(
            OfRow(AgentSql.SetPresence).With(row.Epoch).With(row.Online).With(row.Status).With(row.TakesNew)
                .With(row.DroppedAt),
            _ => Result = true);
    }
}
