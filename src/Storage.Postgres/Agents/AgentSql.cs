namespace LiveChat.Storage.Postgres.Agents;

/// <summary>The statements over agent rows.</summary>
internal static class AgentSql
{
    /// <summary>
    /// The epochs as they stand until this transaction ends: whoever would raise one waits. They are held in the order
    /// in which they are asked for. An agent without a row has never reserved anything.
    /// </summary>
    public const string HoldEpochs =
        "select m.tenant, m.agent, a.epoch from unnest($1::uuid[], $2::uuid[]) as m (tenant, agent) cross join lateral "
        + "(select epoch from agent where tenant = m.tenant and agent = m.agent limit 1 for share) a";

    public const string RaiseEpoch =
        "insert into agent (tenant, agent, epoch, online, status, takes_new, gone) "
        + "values ($1::uuid, $2::uuid, 1, $3::boolean, $4::text, $5::boolean, 0) "
        + "on conflict (tenant, agent) do update set epoch = agent.epoch + 1 "
        + "returning epoch, online, status, takes_new, dropped_at";

    public const string SetPresence =
        "update agent set online = $4::boolean, status = $5::text, takes_new = $6::boolean, dropped_at = $7::bigint "
        + "where tenant = $1::uuid and agent = $2::uuid and epoch = $3::bigint returning epoch";

    public const string Find =
        "select epoch, online, status, takes_new, dropped_at from agent where tenant = $1::uuid and agent = $2::uuid";
}
