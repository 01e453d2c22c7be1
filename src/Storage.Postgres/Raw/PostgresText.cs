namespace LiveChat.Storage.Postgres.Raw;

/// <summary>
/// The server takes every character but U+0000, which nothing that is kept has. Somebody may still ask for what has it,
/// and is to find nothing: it is asked for with a character in its place that no text has either.
/// </summary>
internal static class PostgresText
{
    private const char Nobodys = '\uffff';

    public static string? Of(string? text) =>
        text is not null && text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', Nobodys) : text;
}
