using LiveChat.Storage.Sqlite.Raw;
using Microsoft.Data.Sqlite;

namespace LiveChat.Storage.Sqlite.Copying;

/// <summary>
/// Copies a file while others read and write it. The copy is of one moment and stands alone: what was acknowledged
/// before is in it, without a log beside. Nobody waits for it; what is written meanwhile gathers in the file's log.
/// </summary>
public static class SqliteBackup
{
    /// <summary>Added to the name until the copy is whole.</summary>
    public const string Unfinished = ".part";

    /// <summary>How many bytes the copy has; it is checked, and on disk, before it gets its name.</summary>
    /// <param name="options">Of the file.</param>
    /// <param name="to">Readable to its owner alone; nothing may be there.</param>
    /// <exception cref="StoreUnavailableException">There is no copy; nothing is left of one.</exception>
    public static long Write(SqliteOptions options, string to)
    {
        if (!File.Exists(options.Path)) throw new StoreUnavailableException("there is no such file.");
        if (File.Exists(to)) throw new StoreUnavailableException($"{to} is there already.");
        var part = to + Unfinished;
        try
        {
            Make(part);
            try
            {
                Copy(options, part);
                Check(part);
                var bytes = Flush(part);
                File.Move(part, to, overwrite: false);
                return bytes;
            }
            finally
            {
                File.Delete(part);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(exception.Message, exception);
        }
        catch (Exception exception) when (SqliteFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    private static void Make(string part)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(part, options).Dispose();
    }

    /// <summary>In one step, which is one state; in several, each write in between would begin it anew.</summary>
    private static void Copy(SqliteOptions options, string part)
    {
        using var source = Connection.OpenReader(options);
        var text = new SqliteConnectionStringBuilder { DataSource = part, Pooling = false };
        using var target = new SqliteConnection(text.ToString());
        target.Open();
        source.Provider.BackupDatabase(target);
    }

    private static void Check(string part)
    {
        using var copy = Connection.OpenReader(new SqliteOptions(part));
        using var check = copy.Provider.CreateCommand();
        check.CommandText = "pragma quick_check(1)";
        if (check.ExecuteScalar() is not "ok")
            throw new StoreUnavailableException("the file is damaged, and so would the copy be.");
    }

    private static long Flush(string part)
    {
        using var copy = File.OpenHandle(part, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(copy);
        return RandomAccess.GetLength(copy);
    }
}
