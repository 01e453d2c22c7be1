using LiveChat.Storage.Installation;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Reading;
using LiveChat.Storage.Postgres.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Installation;

internal sealed class PostgresInstallation(Writers writers, Readers readers) : IInstallation
{
    public ValueTask<ReadOnlyMemory<byte>?> Get(string name, CancellationToken cancel = default) =>
        readers.Read(name, Value, cancel);

    public async ValueTask<ReadOnlyMemory<byte>> GetOrCreate(
        string name, Func<byte[]> create, CancellationToken cancel = default)
    {
        if (await Get(name, cancel) is { } known) return known;
        return await writers.Write(
            (name, create),
            static async (connection, it) =>
            {
                await connection.Execute(
                    Statement.Of(InstallationSql.Add).With(it.name).With((ReadOnlyMemory<byte>)it.create()));
                return (await Value(connection, it.name))!.Value;
            },
            cancel);
    }

    public async ValueTask Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancel = default) =>
        await writers.Write(
            (name, value),
            static (connection, it) => connection.Execute(
                Statement.Of(InstallationSql.Put).With(it.name).With(it.value)),
            cancel);

    private static Task<ReadOnlyMemory<byte>?> Value(NpgsqlConnection connection, string name) =>
        connection.ReadFirst(
            Statement.Of(InstallationSql.Find).With(name), static row => (ReadOnlyMemory<byte>?)row.Bytes(0));
}
