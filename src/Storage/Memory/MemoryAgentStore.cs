using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;

namespace LiveChat.Storage.Memory;

internal sealed class MemoryAgentStore(MemoryTables tables) : IAgentStore
{
    public ValueTask<AgentRow> RaiseEpoch(TenantId tenant, AgentId agent, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            var known = tables.Agents.GetValueOrDefault((tenant, agent), MemoryAgent.New);
            var raised = known.Row with { Epoch = known.Row.Epoch + 1 };
            tables.Agents[(tenant, agent)] = known with { Row = raised };
            return new(raised);
        }
    }

    public ValueTask<bool> SetPresence(
        TenantId tenant, AgentId agent, long epoch, bool online, string status, bool takesNew,
        CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            if (!tables.Agents.TryGetValue((tenant, agent), out var known)) return new(false);
            if (known.Row.Epoch != epoch) return new(false);
            tables.Agents[(tenant, agent)] = known with { Row = new AgentRow(epoch, online, status, takesNew) };
            return new(true);
        }
    }
}
