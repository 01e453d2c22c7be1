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
        TenantId tenant, AgentId agent, AgentRow row, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            if (!tables.Agents.TryGetValue((tenant, agent), out var known)) return new(false);
            if (known.Row.Epoch != row.Epoch) return new(false);
            tables.Agents[(tenant, agent)] = known with { Row = row };
            return new(true);
        }
    }

    public ValueTask<AgentRow?> Find(TenantId tenant, AgentId agent, CancellationToken cancel = default)
    {
        lock (tables.Lock) return new(tables.Agents.GetValueOrDefault((tenant, agent))?.Row);
    }
}
