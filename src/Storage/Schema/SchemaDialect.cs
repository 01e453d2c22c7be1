namespace LiveChat.Storage.Schema;

/// <summary>The few words in which databases differ, so that one migration serves all of them.</summary>
/// <param name="Id">An id: 16 bytes, big-endian (<see cref="StoredValue"/>).</param>
/// <param name="Integer">A 64-bit integer; also times, as microseconds since the Unix epoch.</param>
/// <param name="Numbered">A primary key that counts up by itself, in the order of arrival.</param>
/// <param name="Flag">What EF makes of a bool.</param>
/// <param name="Bytes">A string of bytes of any length.</param>
/// <param name="Clustered">Ends a <c>create table</c> whose rows are kept in the order of the primary key, where
/// known.</param>
/// <param name="Lock">Run first in each migration's transaction, so that one process migrates at a time.</param>
public sealed record SchemaDialect(
    string Id, string Integer, string Numbered, string Text, string Flag, string Bytes, string Clustered, string? Lock)
{
    /// <summary>A transaction that begins as a writer excludes others by itself.</summary>
    public static readonly SchemaDialect Sqlite =
        new("blob", "integer", "integer primary key", "text", "integer", "blob", " without rowid", Lock: null);

    /// <summary>A trigger that refuses what would be done to a row of a table.</summary>
    /// <param name="name">Its own name.</param>
    /// <param name="table">Of which table.</param>
    /// <param name="verb"><c>update</c> or <c>delete</c>.</param>
    /// <param name="unless">The case that is let through; <c>old</c> and <c>new</c> are the row.</param>
    /// <param name="message">What the refused hears.</param>
    public string Refusing(string name, string table, string verb, string unless, string message) =>
        $"create trigger {name} before {verb} on {table} when not ({unless}) "
        + $"begin select raise(abort, '{message}'); end";
}
