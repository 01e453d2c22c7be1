namespace LiveChat.Storage.Schema;

/// <summary>Several keys of the operator.</summary>
internal static class M0016PlatformKeys
{
    public static readonly Migration Migration = new(16, "platform keys", d =>
    [
        $"create table platform_key (id {d.Id} not null primary key, name {d.Text} not null, hash {d.Bytes} not null, "
            + $"prefix {d.Text} not null, initial {d.Flag} not null, created_at {d.Integer} not null, "
            + $"last_used_at {d.Integer}){d.Clustered}",
        "create unique index platform_key_hash on platform_key (hash)",
    ]);
}
