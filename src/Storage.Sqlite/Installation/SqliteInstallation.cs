using LiveChat.Storage.Installation;
using LiveChat.Storage.Sqlite.Raw;
using LiveChat.Storage.Sqlite.Reading;
using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite.Installation;

internal sealed class SqliteInstallation(WriteLane lane, ReaderPool readers) : IInstallation
{
    private const string Find = "select value from installation where name = ?1";

    private const string Put =
        "insert into installation (name, value) values (?1, ?2) "
        + "on conflict (name) do update set value = excluded.value";

    public ValueTask<ReadOnlyMemory<byte>?> Get(string name, CancellationToken cancel = default) =>
        readers.Read(name, Value, cancel);

    public async ValueTask<ReadOnlyMemory<byte>> GetOrCreate(
        string name, Func<byte[]> create, CancellationToken cancel = default)
    {
        if (await Get(name, cancel) is { } known) return known;
        return await lane.Write(
            default,
            (name, create),
            static (writer, it) =>
            {
                if (Value(writer.Connection, it.name) is { } meanwhile) return meanwhile;
                var made = it.create();
                Store(writer.Connection, it.name, made);
                return made;
            },
            cancel);
    }

    public async ValueTask Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancel = default) =>
        await lane.Write(
            default,
            (name, value),
            static (writer, it) =>
            {
                Store(writer.Connection, it.name, it.value.Span);
                return true;
            },
            cancel);

    private static ReadOnlyMemory<byte>? Value(Connection connection, string name)
    {
        var find = connection.Prepared(Find);
        find.Bind(1, name);
        if (!find.Step()) return null;
        var value = find.Bytes(0).ToArray();
        find.Reset();
        return value;
    }

    private static void Store(Connection connection, string name, ReadOnlySpan<byte> value)
    {
        var put = connection.Prepared(Put);
        put.Bind(1, name);
        put.Bind(2, value);
        put.Execute();
    }
}
