using LiveChat.Storage.Administration;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

public sealed class PostgresFairnessTests : FairnessContract
{
    private readonly PostgresUnderTest _store = new();

    protected override StoreUnderTest Store => _store;

    protected override IAdministrationDatabase Administration => _store.Postgres.Administration;

    protected override Task Open(int batchMax, int waitingMax) => _store.Open(it => it with
    {
        Lanes = 1,
        BatchMax = batchMax,
        WritesWaitingMax = waitingMax,
        ChangesWaitingMax = waitingMax,
        LockWaitMax = Ample,
    });

    protected override async Task<IAsyncDisposable> Hold()
    {
        var other = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_store.Options.ConnectionString) { Pooling = false }.ToString());
        await other.OpenAsync();
        await using var hold = new NpgsqlCommand("begin; lock table conversation, agent in exclusive mode", other);
        await hold.ExecuteNonQueryAsync();
        return other;
    }

    protected override Task<object?> Read(string sql) => _store.Run(sql);
}
