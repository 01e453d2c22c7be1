using LiveChat.Storage.Administration;
using LiveChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LiveChat.Contract.Tests.Stores;

public sealed class SqliteFairnessTests : FairnessContract
{
    private readonly SqliteUnderTest _store = new();

    protected override StoreUnderTest Store => _store;

    protected override IAdministrationDatabase Administration => _store.Sqlite.Administration;

    protected override Task Open(int batchMax, int waitingMax) => _store.Open(
        new SqliteOptions(_store.File) { BatchMax = batchMax, WritesWaitingMax = waitingMax, LockWaitMax = Ample });

    protected override Task<IAsyncDisposable> Hold() => Task.FromResult<IAsyncDisposable>(new Held(_store.Connect()));

    protected override Task<object?> Read(string sql) => _store.Read(sql);

    private sealed class Held(SqliteConnection connection) : IAsyncDisposable
    {
        private readonly SqliteTransaction _transaction = connection.BeginTransaction();

        public async ValueTask DisposeAsync()
        {
            await _transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
