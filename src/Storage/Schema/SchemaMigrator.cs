using System.Data.Common;
using System.Globalization;

namespace LiveChat.Storage.Schema;

/// <summary>
/// Brings a database to the newest schema. Each migration is one transaction that looks first what is still to be done,
/// so a start that is cut short goes on where it stopped, and processes that start together do not disturb one another.
/// </summary>
public static class SchemaMigrator
{
    /// <summary>Returns the schema's number, after migrating with an open connection.</summary>
    /// <exception cref="SchemaTooNewException">The database knows migrations that this program does not.</exception>
    public static async Task<int> Migrate(
        DbConnection connection, SchemaDialect dialect, IReadOnlyList<Migration> migrations, TimeProvider time,
        CancellationToken cancel = default)
    {
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Number != i + 1)
                throw new ArgumentException("Migrations are numbered 1, 2, 3, …", nameof(migrations));
        }

        while (!await Step(connection, dialect, migrations, time, cancel))
        {
        }

        return migrations.Count;
    }

    private static async Task<bool> Step(
        DbConnection connection, SchemaDialect dialect, IReadOnlyList<Migration> migrations, TimeProvider time,
        CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (dialect.Lock is { } wait) await Execute(transaction, wait, cancel);
        await Execute(
            transaction,
            $"create table if not exists schema_migration (number {dialect.Integer} not null primary key, "
            + $"name {dialect.Text} not null, applied_at {dialect.Integer} not null)",
            cancel);
        var present = await Present(transaction, cancel);
        if (present > migrations.Count) throw new SchemaTooNewException(present, migrations.Count);

        if (present < migrations.Count) await Apply(transaction, dialect, migrations[present], time, cancel);
        await transaction.CommitAsync(cancel);
        return present == migrations.Count;
    }

    private static async Task Apply(
        DbTransaction transaction, SchemaDialect dialect, Migration migration, TimeProvider time,
        CancellationToken cancel)
    {
        foreach (var statement in migration.Statements(dialect)) await Execute(transaction, statement, cancel);

        var appliedAt = StoredValue.Of(time.GetUtcNow());
        await Execute(
            transaction,
            FormattableString.Invariant(
                $"insert into schema_migration values ({migration.Number}, '{migration.Name}', {appliedAt})"),
            cancel);
    }

    private static async Task<int> Present(DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "select coalesce(max(number), 0) from schema_migration";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }

    private static async Task Execute(DbTransaction transaction, string sql, CancellationToken cancel)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
