namespace LiveChat.Storage.Postgres.Installation;

/// <summary>The statements over what the installation keeps about itself.</summary>
internal static class InstallationSql
{
    public const string Find = "select value from installation where name = $1::text";

    /// <summary>Whoever comes second waits for the first, and leaves his value.</summary>
    public const string Add =
        "insert into installation (name, value) values ($1::text, $2::bytea) on conflict (name) do nothing";

    public const string Put =
        "insert into installation (name, value) values ($1::text, $2::bytea) "
        + "on conflict (name) do update set value = excluded.value";

    public const string Probe =
        "insert into installation (name, value) values ('probe', '') "
        + "on conflict (name) do update set value = excluded.value";

    public const string EndProbe = "delete from installation where name = 'probe'";
}
