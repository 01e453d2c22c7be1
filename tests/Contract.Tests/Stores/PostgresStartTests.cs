using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Outside.Postgres;
using LiveChat.Storage;
using LiveChat.Storage.Events;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Postgres.Schema;
using LiveChat.Storage.Schema;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

public sealed class PostgresStartTests : IAsyncLifetime
{
    private string _connection = "";

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null) _connection = await (await PostgresServer.Shared).NewDatabase();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public async Task A_start_makes_the_newest_schema_and_a_second_one_changes_nothing()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await Migrate();
        var appliedAt = await Run("select string_agg(applied_at::text, ',' order by number) from schema_migration");
        await Migrate();
        await PostgresSchema.Check(new PostgresOptions(_connection));
        Assert.Equal((long)Migrations.All.Length, await Run("select max(number) from schema_migration"));
        Assert.Equal(
            appliedAt, await Run("select string_agg(applied_at::text, ',' order by number) from schema_migration"));
    }

    [SkippableFact]
    public async Task Starts_at_the_same_time_migrate_once()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Migrate)));
        Assert.Equal((long)Migrations.All.Length, await Run("select count(*) from schema_migration"));
    }

    [SkippableFact]
    public async Task Who_migrates_waits_for_another_no_longer_than_he_may()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using var other = new NpgsqlConnection(_connection);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(SchemaDialect.Postgres.Lock, other);
        await hold.ExecuteNonQueryAsync();
        var options = new PostgresOptions(_connection) { MigrationWaitMax = TimeSpan.FromMilliseconds(50) };
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => PostgresSchema.Migrate(options, TimeProvider.System));
        await transaction.RollbackAsync();
        await PostgresSchema.Migrate(options, TimeProvider.System);
    }

    [SkippableFact]
    public async Task A_newer_schema_is_refused_by_name_and_left_alone()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await Migrate();
        await Run("insert into schema_migration values (9999, 'from the future', 0)");
        var refused = await Assert.ThrowsAsync<SchemaTooNewException>(Migrate);
        Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
        Assert.Equal(9999L, await Run("select max(number) from schema_migration"));
    }

    [SkippableFact]
    public async Task A_migration_that_fails_leaves_nothing_and_is_tried_again()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        Migration good = new(1, "good", _ => ["create table a (x bigint)"]);
        Migration broken = new(2, "broken", _ => ["create table b (x bigint)", "create table a (x bigint)"]);
        Migration mended = new(2, "mended", _ => ["create table b (x bigint)"]);
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();

        await Assert.ThrowsAsync<PostgresException>(() => Only([good, broken]));
        Assert.Equal(2, await Only([good, mended]));

        Task<int> Only(Migration[] migrations) =>
            SchemaMigrator.Migrate(connection, SchemaDialect.Postgres, migrations, TimeProvider.System);
    }

    [SkippableFact]
    public async Task A_database_that_is_not_there_is_refused_as_unavailable()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        var missing = new NpgsqlConnectionStringBuilder(_connection)
        {
            Database = "nobody_made_it",
            Password = "hidden",
        };
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => PostgresSchema.Migrate(new PostgresOptions(missing.ToString()), TimeProvider.System));
        Assert.Contains("nobody_made_it", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.ToString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_database_of_another_encoding_is_refused()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        var name = $"latin_{Environment.ProcessId}";
        await Run($"drop database if exists {name}");
        await Run($"create database {name} encoding 'LATIN1' locale 'C' template template0");
        var latin = new NpgsqlConnectionStringBuilder(_connection) { Database = name };
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => PostgresSchema.Migrate(new PostgresOptions(latin.ToString()), TimeProvider.System));
        Assert.Contains("UTF8", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_schema_of_another_program_is_left_alone_by_who_only_looks()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresSchema.Check(new(_connection)));
        Assert.Equal(DBNull.Value, await Run("select to_regclass('schema_migration')::text"));
    }

    [SkippableFact]
    public async Task A_message_of_a_schema_without_causes_is_handed_out_still()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using (var connection = new NpgsqlConnection(_connection))
        {
            await connection.OpenAsync();
            await SchemaMigrator.Migrate(
                connection, SchemaDialect.Postgres, Migrations.All[..24], TimeProvider.System);
        }

        var (tenant, sender, thread) = (Some.Tenant(), Some.Sender(), Some.Thread());
        var sent = new MessageSent(Some.At(1), By.Agent(Some.Agent()), "Hello");
        var body = Convert.ToHexString(EncodedEvents.Of([sent]).Body(0));
        await Run("insert into conversation (number, thread, ordinal, tenant, version, first_version, state_version, "
            + "state, sender, sender_address, channel, contact, admitted, priority, opened_at, close_reason) values "
            + $"(7, '{thread.Value}', 1, '{tenant.Value}', 1, 1, 1, 4, '{sender.Value}', '+34900', 1, '+34600', 1, 0, "
            + "1, 0)");
        await Run($"insert into event values (7, 1, '{EventCodec.TypeOf(sent)}', 1, '\\x{body}')");
        await Run($"insert into outbox values (7, 1, '{thread.Value}', '{tenant.Value}', 1, '{sender.Value}', 1, null, "
            + "1, 0, 1, 1, 0)");
        await Migrate();
        await using var store = await PostgresUnderTest.OpenAnother(PostgresDatabase.Options(_connection));
        var due = Assert.Single(await store.Outbox.Due(sender, Some.Morning, 10));
        Assert.Equal(("Hello", default), (due.Text, due.Cause));
    }

    private Task Migrate() => PostgresSchema.Migrate(new PostgresOptions(_connection), TimeProvider.System);

    private Task<object?> Run(string sql) => PostgresServer.Execute(_connection, sql);
}
