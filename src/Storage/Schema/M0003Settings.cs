namespace LiveChat.Storage.Schema;

/// <summary>Settings of tenants and queues in one column each, statuses of tenants, the mode of queues.</summary>
internal static class M0003Settings
{
    private static readonly (string Name, string Column)[] Former =
    [
        ("conversationsPerAgent", "conversations_per_agent"),
        ("waitingPerOnlineAgent", "waiting_per_online_agent"),
        ("waitingWithNobodyOnline", "waiting_with_nobody_online"),
    ];

    public static readonly Migration Migration = new(3, "settings", dialect =>
    [
        .. Gathered(dialect, "tenant"),
        .. Gathered(dialect, "queue"),
        $"alter table tenant add column statuses {dialect.Text} not null default '[]'",
        $"alter table tenant add column statuses_version {dialect.Integer} not null default 1",
        $"alter table queue add column mode {dialect.Integer} not null default 1",
    ]);

    private static IEnumerable<string> Gathered(SchemaDialect dialect, string table)
    {
        var members = Former.Select(it =>
            $"case when {it.Column} is null then '' "
            + $"else ',\"{it.Name}\":' || cast({it.Column} as text) end");
        yield return $"alter table {table} add column settings {dialect.Text} not null default '{{}}'";
        yield return $"update {table} set settings = '{{' || ltrim({string.Join(" || ", members)}, ',') || '}}'";
        foreach (var it in Former) yield return $"alter table {table} drop column {it.Column}";
    }
}
