namespace LiveChat.Storage.Schema;

/// <summary>How many messages of contacts a tenant may bring, where the operator says so.</summary>
internal static class M0024Intake
{
    public static readonly Migration Migration =
        new(24, "intake", d => [$"alter table tenant add column messages_per_second {d.Integer}"]);
}
