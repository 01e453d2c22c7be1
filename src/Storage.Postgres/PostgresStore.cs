using LiveChat.Storage.Administration;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Erasures;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Postgres.Administration;
using LiveChat.Storage.Postgres.Agents;
using LiveChat.Storage.Postgres.Conversations;
using LiveChat.Storage.Postgres.Deadlines;
using LiveChat.Storage.Postgres.Erasures;
using LiveChat.Storage.Postgres.Installation;
using LiveChat.Storage.Postgres.Outbox;
using LiveChat.Storage.Postgres.Questionnaires;
using LiveChat.Storage.Postgres.Queues;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Reading;
using LiveChat.Storage.Postgres.Schema;
using LiveChat.Storage.Postgres.Writing;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Queues;
using LiveChat.Storage.Schema;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LiveChat.Storage.Postgres;

/// <summary>
/// The store in one PostgreSQL database, which other processes may use at the same time: a few lanes that append, and
/// bounded numbers of others that write and read. It outlives restarts of the server: what comes meanwhile is refused,
/// and what comes afterwards is served.
/// </summary>
public sealed class PostgresStore : IStore
{
    private readonly NpgsqlDataSource _source;
    private readonly Standing _standing;
    private readonly Lanes _lanes;
    private readonly Writers _writers;
    private readonly Readers _readers;
    private readonly PostgresAdministrationDatabase _administration;

    private PostgresStore(PostgresOptions options, TimeProvider time, ILoggerFactory logs)
    {
        _source = PostgresSource.Create(options);
        var log = logs.CreateLogger<PostgresStore>();
        _standing = new Standing(time, log);
        _lanes = new Lanes(_source, options, _standing);
        _writers = new Writers(_source, options, _standing);
        _readers = new Readers(_source, options, _standing);
        _administration = new PostgresAdministrationDatabase(options, time, log);
        Conversations = new PostgresConversationStore(_lanes, _readers);
        Agents = new PostgresAgentStore(_lanes, _readers);
        Queues = new PostgresQueueStore(_lanes);
        Outbox = new PostgresOutboxStore(_writers, _readers);
        Installation = new PostgresInstallation(_writers, _readers);
        Deadlines = new PostgresDeadlineStore(_writers, _readers);
        Questionnaires = new PostgresQuestionnaireStore(_readers);
        Erasures = new PostgresErasureStore(_writers, _readers);
        Health = new PostgresStoreHealth(_writers, _standing);
    }

    public IConversationStore Conversations { get; }

    public IAgentStore Agents { get; }

    public IQueueStore Queues { get; }

    public IOutboxStore Outbox { get; }

    public IAdministrationDatabase Administration => _administration;

    public IInstallation Installation { get; }

    public IDeadlineStore Deadlines { get; }

    public IQuestionnaireStore Questionnaires { get; }

    public IErasureStore Erasures { get; }

    public IStoreHealth Health { get; }

    /// <summary>Brings the database to this program's schema, alone of all processes, and opens it.</summary>
    /// <exception cref="StoreUnavailableException">
    /// The database is not there, or of a kind that will not do.
    /// </exception>
    /// <exception cref="SchemaTooNewException">A newer program has used it.</exception>
    public static async Task<PostgresStore> Open(
        PostgresOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken cancel = default)
    {
        await PostgresSchema.Migrate(options, time, cancel);
        return new PostgresStore(options, time, logs);
    }

    /// <summary>Opens a database that has this program's schema, beside whoever else uses it.</summary>
    /// <exception cref="StoreUnavailableException">There is none, or it has another schema.</exception>
    public static async Task<PostgresStore> OpenPresent(
        PostgresOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken cancel = default)
    {
        await PostgresSchema.Check(options, cancel);
        return new PostgresStore(options, time, logs);
    }

    /// <summary>Writes what was handed in, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _writers.Dispose();
        _readers.Dispose();
        await _lanes.DisposeAsync();
        _standing.NoteEnd();
        await _administration.DisposeAsync();
        await _source.DisposeAsync();
    }
}
