using LiveChat.Storage.Administration;
using LiveChat.Storage.Sqlite.Reading;
using LiveChat.Storage.Sqlite.Writing;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Sqlite.Administration;

/// <summary>
/// EF over the writer's own connection for changes, each a transaction of its own between the others; over a pooled
/// connection for reads, each of which sees one state of the database.
/// </summary>
internal sealed class SqliteAdministrationDatabase(WriteLane lane, ReaderPool readers) : IAdministrationDatabase
{
    public async ValueTask<T> Read<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel = default) =>
        await readers.Read(
            async connection =>
            {
                await using var snapshot = connection.Provider.BeginTransaction(deferred: true);
                await using var context = new AdministrationContext(connection.Administration);
                context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                await context.Database.UseTransactionAsync(snapshot, cancel);
                return await query(context, cancel);
            },
            cancel);

    public async ValueTask<T> Write<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel = default) =>
        await lane.Write(new Change<T>(change, cancel), cancel);

    /// <summary>A file has one process.</summary>
    public Task Announce(AdministrationContext rows, Touched touched, CancellationToken cancel = default) =>
        Task.CompletedTask;

    public ValueTask<IAsyncDisposable> Follow(IFollowsAdministration follower, CancellationToken cancel = default) =>
        new(new Silence());

    private sealed class Silence : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Change<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel) : Work<T>(default)
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
