namespace LiveChat.Storage.Schema;

/// <summary>Mails to members, until they are sent and for a while after.</summary>
internal static class M0011Mail
{
    public static readonly Migration Migration = new(11, "mail", d =>
    [
        $"create table mail (tenant {d.Id} not null, id {d.Id} not null, kind {d.Integer} not null, "
            + $"recipient {d.Text} not null, sealed_letter {d.Text} not null, state {d.Integer} not null, "
            + $"attempts {d.Integer} not null, next_attempt_at {d.Integer} not null, code {d.Text}, "
            + $"created_at {d.Integer} not null, ended_at {d.Integer}, primary key (tenant, id)){d.Clustered}",
        "create index mail_state on mail (state, tenant, next_attempt_at)",
        "create index mail_due on mail (state, next_attempt_at)",
        "create index mail_ended on mail (ended_at)",
    ]);
}
