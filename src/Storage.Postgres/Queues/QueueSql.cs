namespace LiveChat.Storage.Postgres.Queues;

/// <summary>The statements over queues' epochs.</summary>
internal static class QueueSql
{
    /// <summary>
    /// The epochs as they stand until this transaction ends. A queue without one has never decided anything.
    /// </summary>
    public const string HoldEpochs =
        "select q.tenant, q.queue, q.epoch from unnest($1::uuid[], $2::uuid[]) as m (tenant, queue) "
        + "join queue_epoch q on q.tenant = m.tenant and q.queue = m.queue order by q.tenant, q.queue for share of q";

    public const string RaiseEpoch =
        "insert into queue_epoch (tenant, queue, epoch) values ($1::uuid, $2::uuid, 1) "
        + "on conflict (tenant, queue) do update set epoch = queue_epoch.epoch + 1 returning epoch";
}
