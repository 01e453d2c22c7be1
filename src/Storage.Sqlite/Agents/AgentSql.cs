namespace LiveChat.Storage.Sqlite.Agents;

/// <summary>The statements over agent rows.</summary>
internal static class AgentSql
{
    public const string Epoch = "select epoch from agent where tenant = ?1 and agent = ?2";

    public const string RaiseEpoch =
        "insert into agent (tenant, agent, epoch, online, status, takes_new, gone) values (?1, ?2, 1, ?3, ?4, ?5, 0) "
        + "on conflict (tenant, agent) do update set epoch = epoch + 1 "
        + "returning epoch, online, status, takes_new, dropped_at";

    public const string SetPresence =
        "update agent set online = ?4, status = ?5, takes_new = ?6, dropped_at = ?7 "
        + "where tenant = ?1 and agent = ?2 and epoch = ?3";

    public const string Find =
        "select epoch, online, status, takes_new, dropped_at from agent where tenant = ?1 and agent = ?2";
}
