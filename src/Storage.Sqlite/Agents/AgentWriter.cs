using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Agents;

/// <summary>Agents' rows, within the lane's transaction.</summary>
internal sealed class AgentWriter(Connection connection)
{
    private readonly Statement _epoch = connection.Prepared(AgentSql.Epoch);
    private readonly Statement _raiseEpoch = connection.Prepared(AgentSql.RaiseEpoch);
    private readonly Statement _setPresence = connection.Prepared(AgentSql.SetPresence);

    /// <summary>0 for an agent without a row.</summary>
    public long Epoch(TenantId tenant, AgentId agent)
    {
        _epoch.Bind(1, tenant.Value);
        _epoch.Bind(2, agent.Value);
        if (!_epoch.Step()) return 0;
        var epoch = _epoch.Integer(0);
        _epoch.Reset();
        return epoch;
    }

    public AgentRow RaiseEpoch(TenantId tenant, AgentId agent)
    {
        _raiseEpoch.Bind(1, tenant.Value);
        _raiseEpoch.Bind(2, agent.Value);
        _raiseEpoch.Bind(3, AgentRow.New.Online);
        _raiseEpoch.Bind(4, AgentRow.New.Status);
        _raiseEpoch.Bind(5, AgentRow.New.TakesNew);
        return _raiseEpoch.ReadFirst(Read)!;
    }

    public static AgentRow Read(Statement row) =>
        new(row.Integer(0), row.Flag(1), row.Text(2), row.Flag(3), row.TimeOrNull(4));

    public bool SetPresence(TenantId tenant, AgentId agent, AgentRow row)
    {
        _setPresence.Bind(1, tenant.Value);
        _setPresence.Bind(2, agent.Value);
        _setPresence.Bind(3, row.Epoch);
        _setPresence.Bind(4, row.Online);
        _setPresence.Bind(5, row.Status);
        _setPresence.Bind(6, row.TakesNew);
        _setPresence.Bind(7, row.DroppedAt);
        return _setPresence.Execute() == 1;
    }
}
