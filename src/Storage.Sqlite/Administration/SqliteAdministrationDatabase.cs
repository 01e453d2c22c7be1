using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Sqlite.Reading;
using LiveChat.Storage.Sqlite.Writing;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Sqlite.Administration;

/// <summary>
/// EF over the writer's own connection for changes, each a transaction of its own between the others; over a pooled
/// connection for reads, each of which sees one state of the database.
/// </summary>
internal sealed class SqliteAdministrationDatabase(WriteLane lane, ReaderPool readers) : AdministrationDatabase
{
    /// <summary>A file has one process.</summary>
    public override Task Announce(
        AdministrationContext rows, Touched touched, CancellationToken cancel = default) => Task.CompletedTask;

    public override ValueTask<IAsyncDisposable> Follow(
        IFollowsAdministration follower, CancellationToken cancel = default) => new(new Silence());

    protected override ValueTask<T> Read<T>(
        TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel) =>
        readers.Read(
            tenant,
            async connection =>
            {
                await using var snapshot = connection.Provider.BeginTransaction(deferred: true);
                await using var context = new AdministrationContext(connection.Administration);
                context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                await context.Database.UseTransactionAsync(snapshot, cancel);
                return await query(context, cancel);
            },
            cancel);

    protected override async ValueTask<T> Write<T>(
        TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel) =>
        await lane.Write(new Change<T>(tenant, change, cancel), cancel);

    private sealed class Silence : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Change<T>(
        TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel)
        : Work<T>(tenant)
    {
        public override bool StandsAlone => true;

        // The provider is synchronous underneath, so a change that only works on its context never really waits.
        protected override T Run(Writer writer)
        {
            WriteLane.Inside.Value = true;
            try
            {
                return Commit(writer).GetAwaiter().GetResult();
            }
            finally
            {
                WriteLane.Inside.Value = false;
            }
        }

        private async Task<T> Commit(Writer writer)
        {
            cancel.ThrowIfCancellationRequested();
            await using var transaction = writer.Connection.Provider.BeginTransaction();
            await using var context = new AdministrationContext(writer.Connection.Administration);
            await context.Database.UseTransactionAsync(transaction, cancel);
            var result = await change(context, cancel);
            await context.SaveChangesAsync(cancel);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
    }
}
