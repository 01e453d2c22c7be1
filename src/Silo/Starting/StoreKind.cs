namespace LiveChat.Silo.Starting;

/// <summary>The stores, as the setting names them.</summary>
public static class StoreKind
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";
    public const string Default = Sqlite;

    /// <exception cref="StartRefusedException">The store is none, or its connection is missing or too much.</exception>
    public static void Check(string store, string? connection, bool demo)
    {
        switch (store)
        {
            case Sqlite when connection is { Length: > 0 }:
                throw new StartRefusedException("--connection is for --store postgres.");
            case Sqlite:
                return;
            case Postgres when demo:
                throw new StartRefusedException("--demo keeps what it plays in a file: leave --store postgres away.");
            case Postgres when string.IsNullOrWhiteSpace(connection):
                throw new StartRefusedException(
                    "--store postgres needs --connection, as 'Host=db;Database=livechat;Username=livechat'.");
            case Postgres:
                return;
            default:
                throw new StartRefusedException($"--store: there is no store '{store}', only sqlite and postgres.");
        }
    }
}
