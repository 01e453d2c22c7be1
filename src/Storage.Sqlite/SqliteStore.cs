using LiveChat.Storage.Administration;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Erasures;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Queues;
using LiveChat.Storage.Schema;
using LiveChat.Storage.Sqlite.Administration;
using LiveChat.Storage.Sqlite.Agents;
using LiveChat.Storage.Sqlite.Conversations;
using LiveChat.Storage.Sqlite.Deadlines;
using LiveChat.Storage.Sqlite.Erasures;
using LiveChat.Storage.Sqlite.Installation;
using LiveChat.Storage.Sqlite.Outbox;
using LiveChat.Storage.Sqlite.Questionnaires;
using LiveChat.Storage.Sqlite.Queues;
using LiveChat.Storage.Sqlite.Raw;
using LiveChat.Storage.Sqlite.Reading;
using LiveChat.Storage.Sqlite.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LiveChat.Storage.Sqlite;

/// <summary>The store in one SQLite file: write-ahead log, synchronous=FULL, one writer, several readers.</summary>
public sealed class SqliteStore : IStore
{
    private readonly WriteLane _lane;
    private readonly ReaderPool _readers;

    private SqliteStore(SqliteOptions options, TimeProvider time, ILoggerFactory logs)
    {
        _lane = new WriteLane(options, time, logs.CreateLogger<SqliteStore>());
        _readers = new ReaderPool(options);
        Conversations = new SqliteConversationStore(_lane, _readers);
        Agents = new SqliteAgentStore(_lane, _readers);
        Queues = new SqliteQueueStore(_lane);
        Outbox = new SqliteOutboxStore(_lane, _readers);
        Administration = new SqliteAdministrationDatabase(_lane, _readers);
        Installation = new SqliteInstallation(_lane, _readers);
        Deadlines = new SqliteDeadlineStore(_lane, _readers);
        Questionnaires = new SqliteQuestionnaireStore(_readers);
        Erasures = new SqliteErasureStore(_lane);
        Health = new SqliteStoreHealth(_lane);
    }

    public IConversationStore Conversations { get; }

    public IAgentStore Agents { get; }

    public IQueueStore Queues { get; }

    public IOutboxStore Outbox { get; }

    public IAdministrationDatabase Administration { get; }

    public IInstallation Installation { get; }

    public IDeadlineStore Deadlines { get; }

    public IQuestionnaireStore Questionnaires { get; }

    public IErasureStore Erasures { get; }

    public IStoreHealth Health { get; }

    /// <summary>Opens the file, made where it is missing, and brings it to this program's schema.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be opened, read or written.</exception>
    /// <exception cref="SchemaTooNewException">A newer program has used it.</exception>
    public static async Task<SqliteStore> Open(
        SqliteOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken cancel = default)
    {
        AdministrationModel.Prepare(new DbContextOptionsBuilder<AdministrationContext>().UseSqlite().Options);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(options.Path)) is { } folder) Directory.CreateDirectory(folder);
            using (var connection = Connection.OpenForMigration(options))
            {
                await SchemaMigrator.Migrate(
                    connection.Provider, SchemaDialect.Sqlite, Migrations.All, time, cancel);
            }

            return new SqliteStore(options, time, logs);
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

    /// <summary>Opens a file that is there and has this program's schema, beside whoever else uses it.</summary>
    /// <exception cref="StoreUnavailableException">
    /// There is none, or it has another schema, or cannot be read.
    /// </exception>
    public static SqliteStore OpenPresent(SqliteOptions options, TimeProvider time, ILoggerFactory logs)
    {
        if (!File.Exists(options.Path)) throw new StoreUnavailableException("there is no such file.");
        try
        {
            using (var connection = Connection.OpenReader(options))
            {
                using var newest = connection.Provider.CreateCommand();
                newest.CommandText = "select max(number) from schema_migration";
                if (newest.ExecuteScalar() is not long number || number != Migrations.All.Length)
                    throw new StoreUnavailableException("it was last used by another version of the program.");
            }

            return new SqliteStore(options, time, logs);
        }
        catch (Exception exception) when (SqliteFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Writes what was handed in, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lane.DisposeAsync();
        _readers.Dispose();
    }
}
