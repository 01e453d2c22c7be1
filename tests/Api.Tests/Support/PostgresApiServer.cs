using System.Text;
using LiveChat.Outside.Postgres;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LiveChat.Api.Tests.Support;

/// <summary>The product on a PostgreSQL database of its own.</summary>
public sealed class PostgresApiServer : TestServer, IAsyncLifetime
{
    private string _connection = "";

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["LiveChat:Store"] = "postgres",
        ["LiveChat:Connection"] = _connection,
    };

    /// <summary>Skips the test where there is no PostgreSQL.</summary>
    public PostgresApiServer OrSkip()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        return this;
    }

    public override async Task<List<AuditStanding>> VerifyAudit()
    {
        await using var store = await PostgresStore.OpenPresent(
            new PostgresOptions(_connection), TimeProvider.System, NullLoggerFactory.Instance);
        return await AuditChains.Verify(store.Administration);
    }

    /// <summary>In rows that a reader could see; strings of bytes are shown as hexadecimal digits.</summary>
    public override async Task<bool> Holds(string text)
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        await using var look = new NpgsqlCommand(
            "select exists (select 1 from pg_class c, "
            + "lateral (select query_to_xml(format('select t::text from %I t', c.relname), true, true, '')::text) "
            + "as found (rows) "
            + "where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace "
            + "and (position($1 in rows) > 0 or position($2 in rows) > 0))",
            connection);
        look.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        look.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        });
        return await look.ExecuteScalarAsync() is true;
    }

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresServer.Missing is not null) return;
        _connection = await (await PostgresServer.Shared).NewDatabase();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}

/// <summary>The test classes that run on PostgreSQL too.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresApiServer>
{
    public const string Name = "postgres";
}
