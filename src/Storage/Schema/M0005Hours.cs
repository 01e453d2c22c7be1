namespace LiveChat.Storage.Schema;

/// <summary>Opening hours of tenants and queues: null where none are set.</summary>
internal static class M0005Hours
{
    public static readonly Migration Migration =
        new(5, "hours", dialect => [.. Columns(dialect, "tenant"), .. Columns(dialect, "queue")]);

    private static IEnumerable<string> Columns(SchemaDialect dialect, string table) =>
    [
        $"alter table {table} add column hours {dialect.Text}",
        $"alter table {table} add column hours_version {dialect.Integer} not null default 1",
    ];
}
