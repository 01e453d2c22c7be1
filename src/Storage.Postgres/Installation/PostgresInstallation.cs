using LiveChat.Storage.Installation;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Installation;

internal sealed class PostgresInstallation(NpgsqlDataSource source) : IInstallation
{
    private const string Find = "select value from installation where name = $1";

    private const string Add = "insert into installation (name, value) values ($1, $2) on conflict (name) do nothing";

    private const string Put =
        "insert into installation (name, value) values ($1, $2) "
        + "on conflict (name) do update set value = excluded.value";

    public async ValueTask<ReadOnlyMemory<byte>?> Get(string name, CancellationToken cancel = default)
    {
        try
        {
            await using var find = source.CreateCommand(Find);
            find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            return await find.ExecuteScalarAsync(cancel) is byte[] value ? value : null;
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Of several who make one, the first in the database has made it, and the others get it.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> GetOrCreate(
        string name, Func<byte[]> create, CancellationToken cancel = default)
    {
        if (await Get(name, cancel) is { } known) return known;
        await Store(Add, name, create(), cancel);
        return await Get(name, cancel) ?? throw new InvalidOperationException($"Value {name} was taken away.");
    }

    public async ValueTask Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancel = default) =>
        await Store(Put, name, value, cancel);

    private async Task Store(string sql, string name, ReadOnlyMemory<byte> value, CancellationToken cancel)
    {
        try
        {
            await using var store = source.CreateCommand(sql);
            store.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            store.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = value });
            await store.ExecuteNonQueryAsync(cancel);
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }
}
