using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Sqlite.Reading;
using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite.Agents;

internal sealed class SqliteAgentStore(WriteLane lane, ReaderPool readers) : IAgentStore
{
    public async ValueTask<AgentRow> RaiseEpoch(TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        await lane.Write(
            tenant, (tenant, agent), static (writer, it) => writer.Agents.RaiseEpoch(it.tenant, it.agent), cancel);

    public async ValueTask<bool> SetPresence(
        TenantId tenant, AgentId agent, AgentRow row, CancellationToken cancel = default) =>
        await lane.Write(
            tenant,
            (tenant, agent, row),
            static (writer, it) => writer.Agents.SetPresence(it.tenant, it.agent, it.row),
            cancel);

    public ValueTask<AgentRow?> Find(TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, agent),
            static (connection, it) =>
            {
                var find = connection.Prepared(AgentSql.Find);
                find.Bind(1, it.tenant.Value);
                find.Bind(2, it.agent.Value);
                return find.ReadFirst(AgentWriter.Read);
            },
            cancel);
}
