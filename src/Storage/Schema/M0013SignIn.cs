namespace LiveChat.Storage.Schema;

/// <summary>Where sessions come from, second factors, devices seen, failures of sign-in.</summary>
internal static class M0013SignIn
{
    public static readonly Migration Migration = new(13, "sign-in", d =>
    [
        $"alter table session add column user_agent {d.Text}",
        $"alter table session add column address {d.Text}",

        $"create table totp (tenant {d.Id} not null, member {d.Id} not null, sealed_secret {d.Text} not null, "
            + $"confirmed {d.Flag} not null, last_step {d.Integer} not null, recovery_codes {d.Text} not null, "
            + $"created_at {d.Integer} not null, primary key (tenant, member)){d.Clustered}",

        $"create table known_device (tenant {d.Id} not null, member {d.Id} not null, "
            + $"fingerprint {d.Bytes} not null, last_seen_at {d.Integer} not null, "
            + $"primary key (tenant, member, fingerprint)){d.Clustered}",

        $"create table sign_in_failure (subject {d.Bytes} not null primary key, failures {d.Integer} not null, "
            + $"last_at {d.Integer} not null, locked_until {d.Integer} not null, "
            + $"forgotten_at {d.Integer} not null){d.Clustered}",
        "create index sign_in_failure_forgotten on sign_in_failure (forgotten_at)",
    ]);
}
