namespace LiveChat.Storage.Schema;

/// <summary>Pictures of tenants' bots.</summary>
internal static class M0022Avatars
{
    public static readonly Migration Migration = new(22, "avatars", d =>
    [
        $"create table avatar (tenant {d.Id} not null, id {d.Id} not null, format {d.Integer} not null, "
            + $"content {d.Bytes} not null, created_at {d.Integer} not null, primary key (tenant, id))",
        "create unique index avatar_id on avatar (id)",
    ]);
}
