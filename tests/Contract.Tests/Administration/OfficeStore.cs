using LiveChat.Contract.Tests.Stores;
using LiveChat.Outside.Postgres;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>What an <see cref="Office"/> needs of a store; an empty one of its own.</summary>
public abstract class OfficeStore : IAsyncDisposable
{
    public abstract IAdministrationDatabase Administration { get; }

    public abstract IInstallation Installation { get; }

    public abstract IAgentStore Agents { get; }

    public abstract Task Open();

    public abstract ValueTask DisposeAsync();

    /// <summary>Runs SQL past the store.</summary>
    public abstract Task Run(string sql);

    /// <summary>Lets the audit log be changed.</summary>
    public abstract Task LiftAuditGuards();
}

public sealed class SqliteOffice : OfficeStore
{
    private readonly TemporaryFolder _folder = new();
    private SqliteStore? _store;

    public override IAdministrationDatabase Administration => _store!.Administration;

    public override IInstallation Installation => _store!.Installation;

    public override IAgentStore Agents => _store!.Agents;

    private string File => _folder.File("store.db");

    public override async Task Open() => _store = await SqliteStore.Open(
        new SqliteOptions(File), TimeProvider.System, NullLoggerFactory.Instance);

    public override async ValueTask DisposeAsync()
    {
        await _store!.DisposeAsync();
        _folder.Dispose();
    }

    public override async Task Run(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public override Task LiftAuditGuards() => Run("drop trigger audit_keeps_rows; drop trigger audit_keeps_values");
}

public sealed class PostgresOffice : OfficeStore
{
    private string _connection = "";
    private PostgresStore? _store;
    private bool _isReusable;

    public override IAdministrationDatabase Administration => _store!.Administration;

    public override IInstallation Installation => _store!.Installation;

    public override IAgentStore Agents => _store!.Agents;

    public override async Task Open()
    {
        await OpenAt(await PostgresDatabase.New());
        _isReusable = true;
    }

    /// <summary>Another process on the same database.</summary>
    public async Task<PostgresOffice> Beside()
    {
        var beside = new PostgresOffice();
        await beside.OpenAt(_connection);
        return beside;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_store is null) return;
        await _store.DisposeAsync();
        if (_isReusable) await PostgresDatabase.GiveBack(_connection);
    }

    public override Task Run(string sql) => PostgresServer.Execute(_connection, sql);

    public override Task LiftAuditGuards()
    {
        _isReusable = false;
        return Run("drop trigger audit_keeps_rows on audit; drop trigger audit_keeps_values on audit");
    }

    private async Task OpenAt(string connection)
    {
        _connection = connection;
        _store = await PostgresStore.OpenPresent(
            PostgresDatabase.Options(connection), TimeProvider.System, NullLoggerFactory.Instance);
    }
}
