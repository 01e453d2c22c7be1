using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Reading;
using LiveChat.Storage.Postgres.Writing;

namespace LiveChat.Storage.Postgres.Agents;

internal sealed class PostgresAgentStore(Lanes lanes, Readers readers) : IAgentStore
{
    public async ValueTask<AgentRow> RaiseEpoch(TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        await Lanes.Write(lanes.Of(agent), new AgentEpochRaise(tenant, agent), cancel);

    public async ValueTask<bool> SetPresence(
        TenantId tenant, AgentId agent, AgentRow row, CancellationToken cancel = default) =>
        await Lanes.Write(lanes.Of(agent), new AgentPresence(tenant, agent, row), cancel);

    public ValueTask<AgentRow?> Find(TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, agent),
            static (connection, it) => connection.ReadFirst(
                Statement.Of(AgentSql.Find).With(it.tenant.Value).With(it.agent.Value), AgentEpochRaise.Read),
            cancel);
}
