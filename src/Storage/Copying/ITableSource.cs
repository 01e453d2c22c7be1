namespace LiveChat.Storage.Copying;

/// <summary>
/// Every table of a database that this program has made, in one state of it. Values are those of <c>StoredValue</c>:
/// <c>long</c>, <c>string</c>, <c>byte[]</c>, or null.
/// </summary>
public interface ITableSource : IAsyncDisposable
{
    /// <summary>Without the one that says which migrations were applied.</summary>
    IReadOnlyCollection<string> Tables { get; }

    IReadOnlyCollection<string> ColumnsOf(string table);

    long Count(string table);

    /// <summary>All rows, each with the columns asked for; an array is only good until the next.</summary>
    IEnumerable<object?[]> Rows(string table, IReadOnlyList<string> columns);
}

/// <summary>How far a copy is: a table and its rows.</summary>
public readonly record struct CopiedTable(string Name, long RowsCount);

/// <summary>A copy was not made, by no fault of the database; the message says why.</summary>
public sealed class CopyRefusedException(string message) : Exception(message);
