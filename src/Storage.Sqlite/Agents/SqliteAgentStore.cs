using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite.Agents;

internal sealed class SqliteAgentStore(WriteLane lane) : IAgentStore
{
    public async ValueTask<AgentRow> RaiseEpoch(TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        await lane.Write(
            (tenant, agent), static (writer, it) => writer.Agents.RaiseEpoch(it.tenant, it.agent), cancel);

    public async ValueTask<bool> SetPresence(
        TenantId tenant, AgentId agent, long epoch, bool online, string status, bool takesNew,
        CancellationToken cancel = default) =>
        await lane.Write(
            (tenant, agent, row: new AgentRow(epoch, online, status, takesNew)),
            static (writer, it) => writer.Agents.SetPresence(it.tenant, it.agent, it.row),
            cancel);
}
