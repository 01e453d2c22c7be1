namespace LiveChat.Storage.Postgres.Queues;

/// <summary>The statements over queues' epochs.</summary>
internal static class QueueSql
{
    /// <summary>
    /// The epochs as they stand until this transaction ends, held in the order in which they are asked for. A queue
    /// without one has never decided anything.
    /// </summary>
    public const string HoldEpochs =
        "select m.tenant, m.queue, q.epoch from unnest($1::uuid[], $2::uuid[]) as m (tenant, queue) cross join lateral "
        + "(select epoch from queue_epoch where tenant = m.tenant and queue = m.queue limit 1 for share) q";

    public const string RaiseEpoch =
        "insert into queue_epoch (tenant, queue, epoch) values ($1::uuid, $2::uuid, 1) "
        + "on conflict (tenant, queue) do update set epoch = queue_epoch.epoch + 1 returning epoch";
}
