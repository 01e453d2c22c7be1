using LiveChat.Outside.Postgres;

namespace LiveChat.Process.Tests.Cast;

/// <summary>Where the program keeps its rows in a test, and how whoever runs it backs these up.</summary>
public abstract class StoreOfRun
{
    /// <summary>How the program finds it, as the environment says it.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>While the program runs.</summary>
    public abstract Task Backup(SingleRun run, string folder);

    /// <summary>A store that has what the backup has.</summary>
    /// <param name="backup">The folder of the backup.</param>
    /// <param name="data">The data folder of the program that will run on it.</param>
    public abstract Task<StoreOfRun> Restore(string backup, string data);
}

/// <summary>A file in the data folder.</summary>
public sealed class SqliteOfRun : StoreOfRun
{
    private const string File = "livechat.db";

    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    public override async Task Backup(SingleRun run, string folder) =>
        Assert.Contains("found sound", await run.Do("backup", "--to", Path.Combine(folder, File)));

    public override Task<StoreOfRun> Restore(string backup, string data)
    {
        System.IO.File.Copy(Path.Combine(backup, File), Path.Combine(data, File));
        return Task.FromResult<StoreOfRun>(this);
    }
}

/// <summary>A database of its own at a real server.</summary>
public sealed class PostgresOfRun : StoreOfRun
{
    private const string File = "livechat.dump";

    private readonly PostgresServer _server;
    private readonly string _connection;

    private PostgresOfRun(PostgresServer server, string connection)
    {
        (_server, _connection) = (server, connection);
        Settings = new Dictionary<string, string>
        {
            ["LiveChat__Store"] = "postgres",
            ["LiveChat__Connection"] = connection,
        };
    }

    public override IReadOnlyDictionary<string, string> Settings { get; }

    public static async Task<PostgresOfRun> New(PostgresServer server) => new(server, await server.NewDatabase());

    public override Task Backup(SingleRun run, string folder) =>
        PostgresDump.Write(_connection, Path.Combine(folder, File));

    public override async Task<StoreOfRun> Restore(string backup, string data)
    {
        var restored = await New(_server);
        await PostgresDump.Restore(Path.Combine(backup, File), restored._connection);
        return restored;
    }
}

/// <summary>The one server that the tests on PostgreSQL share, one after the other, for they stop it too.</summary>
public sealed class PostgresOfTests : IAsyncLifetime
{
    private PostgresServer? _server;

    /// <summary>Skips the test where PostgreSQL is not installed.</summary>
    public PostgresServer Server
    {
        get
        {
            Skip.IfNot(PostgresServer.IsInstalled, "PostgreSQL is not installed.");
            return _server!;
        }
    }

    public async Task InitializeAsync()
    {
        if (PostgresServer.IsInstalled) _server = await PostgresServer.StartOwn();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresOfTests>
{
    public const string Name = "postgres";
}
