using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage;
using LiveChat.Storage.Events;
using LiveChat.Storage.Schema;
using LiveChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Contract.Tests.Stores;

public sealed class SqliteStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("deep/in/store.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_start_makes_the_folder_the_file_and_the_newest_schema()
    {
        await using (await Open())
        {
        }

        Assert.Equal(Migrations.All.Length, Newest());
    }

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        await using (var store = await Open())
            await store.Installation.Set("name", new byte[] { 7 });

        await using var again = await Open();
        Assert.Equal([7], (await again.Installation.Get("name"))!.Value.ToArray());
        Assert.Equal(Migrations.All.Length, Newest());
    }

    [Fact]
    public async Task Starts_at_the_same_time_migrate_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Open)));
        foreach (var store in stores) await store.DisposeAsync();
        Assert.Equal(Migrations.All.Length, Newest());
    }

    [Fact]
    public async Task A_newer_schema_is_refused_by_name_and_left_alone()
    {
        await using (await Open())
        {
        }

        Run("insert into schema_migration values (9999, 'from the future', 0)");
        var refused = await Assert.ThrowsAsync<SchemaTooNewException>(Open);
        Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
        Assert.Equal(9999, Newest());
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_and_is_tried_again()
    {
        Migration good = new(1, "good", _ => ["create table a (x integer)"]);
        Migration broken = new(2, "broken", _ => ["create table b (x integer)", "create table a (x integer)"]);
        Migration mended = new(2, "mended", _ => ["create table b (x integer)"]);
        await using var connection = new SqliteConnection($"Data Source={_folder.File("m.db")};Pooling=False");
        await connection.OpenAsync();

        await Assert.ThrowsAsync<SqliteException>(() => Migrate([good, broken]));
        Assert.Equal(2, await Migrate([good, mended]));

        Task<int> Migrate(Migration[] migrations) =>
            SchemaMigrator.Migrate(connection, SchemaDialect.Sqlite, migrations, TimeProvider.System);
    }

    [Fact]
    public async Task Settings_of_an_earlier_schema_are_kept()
    {
        await MigrateTo(2);
        Run("insert into tenant values (x'0b', 'a', 'A', 'UTC', 'en', 1, 1, null, null, 4, 2, 1, 0)");
        Run("insert into queue values (x'0b', x'0c', 'Q', 1, 7, null, null, 1, 0)");
        await using (await Open())
        {
        }

        Assert.Equal(
            """{"waitingPerOnlineAgent":4,"waitingWithNobodyOnline":2}""", Run("select settings from tenant"));
        Assert.Equal("""{"conversationsPerAgent":7}""", Run("select settings from queue"));
    }

    [Fact]
    public async Task Conversations_of_an_earlier_schema_keep_their_events_and_messages()
    {
        await MigrateTo(16);
        var (tenant, sender, thread) = (Some.Tenant(), Some.Sender(), Some.Thread());
        foreach (var (ordinal, first, last) in (ReadOnlySpan<(int, int, int)>)[(1, 1, 2), (2, 3, 4)])
        {
            Run($"insert into conversation (thread, ordinal, tenant, version, first_version, state_version, state, "
                + "sender, sender_address, channel, contact, admitted, priority, opened_at, close_reason) values "
                + $"({Hex(thread.Value)}, {ordinal}, {Hex(tenant.Value)}, {last}, {first}, {first}, 4, "
                + $"{Hex(sender.Value)}, '+34900', 1, '+34600', 1, 0, {ordinal}, 0)");
            for (var version = first; version <= last; version++)
            {
                Run($"insert into event values "
                    + $"({Hex(thread.Value)}, {version}, '{Sent.Type}', {version}, {Sent.Body})");
            }

            Run($"insert into outbox values ({Hex(thread.Value)}, {last}, {Hex(tenant.Value)}, {ordinal}, "
                + $"{Hex(sender.Value)}, 1, null, {last}, 0, {last}, {(ordinal == 1 ? last : "null")}, 0)");
        }

        await using var store = await Open();
        var second = new ConversationId(thread, 2);
        Assert.Equal([3L, 4L], (await store.Conversations.Events(tenant, second, 1, 10)).Select(it => it.Version));
        Assert.Equal(2, (await store.Conversations.Load(tenant, thread))!.Events.Count);
        var due = Assert.Single(await store.Outbox.Due(sender, Some.Morning, 10));
        Assert.Equal((new ConversationId(thread, 1), 2L), (due.Conversation, due.Id.Version));
        Assert.Equal(default, due.Cause);
        Assert.Equal(4, Assert.Single(await store.Outbox.Standing(tenant, second, 1, 10)).Version);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_as_unavailable()
    {
        var file = _folder.File("text.db");
        await System.IO.File.WriteAllTextAsync(file, new string('x', 10_000));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => SqliteStore.Open(new SqliteOptions(file), TimeProvider.System, NullLoggerFactory.Instance));
    }

    [Fact]
    public async Task A_named_value_is_made_once_whoever_asks_at_the_same_time()
    {
        await using var store = await Open();
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            async () => (await store.Installation.GetOrCreate("key", () => [(byte)i])).ToArray())));
        Assert.Single(made.Select(value => value[0]).Distinct());
        Assert.Equal(made[0], (await store.Installation.Get("key"))!.Value.ToArray());
        Assert.Null(await store.Installation.Get("other"));
    }

    [Fact]
    public async Task An_administration_write_that_throws_leaves_nothing()
    {
        await using var store = await Open();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await store.Administration.Write<int>(
            async (context, cancel) =>
            {
                await context.Database.ExecuteSqlAsync($"insert into installation values ('x', 'y')", cancel);
                throw new InvalidTimeZoneException();
            }));
        Assert.Null(await store.Installation.Get("x"));
        Assert.True(store.Health.Last.Serves);
    }

    [Fact]
    public async Task An_administration_read_sees_the_write_before_it()
    {
        await using var store = await Open();
        await store.Administration.Write(
            (context, cancel) =>
                context.Database.ExecuteSqlAsync($"insert into installation values ('x', 'y')", cancel));
        var found = await store.Administration.Read((context, cancel) => context.Database
            .SqlQuery<string>($"select name as Value from installation where name = 'x'").SingleAsync(cancel));
        Assert.Equal("x", found);
    }

    [Fact]
    public async Task A_write_inside_an_administration_write_is_refused_instead_of_waiting_for_itself()
    {
        await using var store = await Open();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.Administration.Write(
            async (_, cancel) =>
            {
                await store.Installation.Set("x", new byte[] { 1 }, cancel);
                return 0;
            }));
        await store.Installation.Set("x", new byte[] { 2 });
    }

    private static (string Type, string Body) Sent
    {
        get
        {
            var sent = new MessageSent(Some.At(1), new By(ActorRole.Agent, "a"), "Hello");
            var body = EncodedEvents.Of([sent]).Body(0);
            return (EventCodec.TypeOf(sent), $"x'{Convert.ToHexString(body)}'");
        }
    }

    private static string Hex(Guid id) => $"x'{Convert.ToHexString(id.ToByteArray(bigEndian: true))}'";

    private async Task MigrateTo(int number)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await SchemaMigrator.Migrate(
            connection, SchemaDialect.Sqlite, Migrations.All[..number], TimeProvider.System);
    }

    private Task<SqliteStore> Open() =>
        SqliteStore.Open(new SqliteOptions(File), TimeProvider.System, NullLoggerFactory.Instance);

    private int Newest() => Convert.ToInt32(Run("select max(number) from schema_migration"), null);

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
