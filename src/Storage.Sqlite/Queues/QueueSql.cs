namespace LiveChat.Storage.Sqlite.Queues;

/// <summary>The statements over queues' epochs.</summary>
internal static class QueueSql
{
    public const string Epoch = "select epoch from queue_epoch where tenant = ?1 and queue = ?2";

    public const string RaiseEpoch =
        "insert into queue_epoch (tenant, queue, epoch) values (?1, ?2, 1) "
        + "on conflict (tenant, queue) do update set epoch = epoch + 1 returning epoch";
}
