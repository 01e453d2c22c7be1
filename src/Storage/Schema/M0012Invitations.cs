namespace LiveChat.Storage.Schema;

/// <summary>Invitations, and members' own numbers.</summary>
internal static class M0012Invitations
{
    public static readonly Migration Migration = new(12, "invitations", d =>
    [
        $"create table invitation (tenant {d.Id} not null, id {d.Id} not null, name {d.Text} not null, "
            + $"email {d.Text} not null, email_key {d.Text} not null, phone {d.Text}, role {d.Integer} not null, "
            + $"has_seat {d.Flag} not null, hash {d.Bytes} not null, created_at {d.Integer} not null, "
            + $"expires_at {d.Integer} not null, accepted_at {d.Integer}, revoked_at {d.Integer}, member {d.Id}, "
            + $"mail {d.Id}, links {d.Integer} not null, primary key (tenant, id)){d.Clustered}",
        "create unique index invitation_hash on invitation (hash)",
        "create index invitation_email on invitation (tenant, email_key)",
        "create index invitation_expiry on invitation (tenant, expires_at)",
        $"alter table member add column phone {d.Text}",
    ]);
}
