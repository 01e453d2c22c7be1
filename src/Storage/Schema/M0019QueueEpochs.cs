namespace LiveChat.Storage.Schema;

/// <summary>The epoch of each queue's actor, which fences what a former activation decided.</summary>
internal static class M0019QueueEpochs
{
    public static readonly Migration Migration = new(19, "queue epochs", d =>
    [
        $"create table queue_epoch (tenant {d.Id} not null, queue {d.Id} not null, epoch {d.Integer} not null, "
            + "primary key (tenant, queue))"
            + d.Clustered,
    ]);
}
