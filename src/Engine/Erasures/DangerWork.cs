using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Danger;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Erasures;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Engine.Erasures;

/// <summary>
/// Carries out dangerous orders, one slice at a time, from where their rows say: after a crash it goes on. Several
/// processes may be at one order; each counts what it erased, and who is late does not put the order back.
/// </summary>
public sealed class DangerWork(
    IAdministrationDatabase database, AdministrationCommands commands, IErasureStore store, TimeProvider time)
{
    /// <summary>Rows of a slice: it holds the writer for some milliseconds, and others' writes come between.</summary>
    public const int RowsMax = 500;

    /// <summary>Conversations of a slice.</summary>
    public const int ConversationsMax = 50;

    /// <summary>One slice of the oldest order; false when there is none.</summary>
    public async Task<bool> Once(CancellationToken cancel = default)
    {
        var job = await database.Read(
            (rows, token) => rows.DangerJobs.Where(row => row.FinishedAt == null)
                .OrderBy(row => row.RequestedAt).ThenBy(row => row.Id).FirstOrDefaultAsync(token),
            cancel);
        if (job is null) return false;
        var (phase, erased, cursor) = job.Phase switch
        {
            DangerPhase.Erasing when job.Kind == DangerKind.ClearHistory => await Clear(job, cancel),
            DangerPhase.Erasing => await Erase(job, cancel),
            DangerPhase.Forgetting => await Forget(job, cancel),
            _ => await Settle(cancel),
        };
        await database.For(job.Tenant).Write(
            async (rows, token) =>
            {
                var row = await rows.DangerJobs.SingleAsync(it => it.Id == job.Id, token);
                row.Erased += erased;
                if (row.Phase != job.Phase) return true;
                row.Phase = phase;
                (row.CursorAt, row.CursorThread, row.CursorOrdinal) =
                    (cursor?.OpenedAt, cursor?.Id.Thread.Value, cursor?.Id.Ordinal);
                if (phase == DangerPhase.Done) row.FinishedAt = time.GetUtcNow();
                return true;
            },
            cancel);
        return true;
    }

    private async Task<(DangerPhase, int, ListCursor?)> Clear(DangerJobRow job, CancellationToken cancel)
    {
        ListCursor? after = job is { CursorAt: { } at, CursorThread: { } thread, CursorOrdinal: { } ordinal }
            ? new ListCursor(at, new ConversationId(new ThreadId(thread), ordinal))
            : null;
        var slice = await store.ClearHistory(job.Tenant, after, ConversationsMax, cancel);
        return (slice.Next is null ? DangerPhase.Settling : DangerPhase.Erasing, slice.Erased, slice.Next);
    }

    private async Task<(DangerPhase, int, ListCursor?)> Erase(DangerJobRow job, CancellationToken cancel)
    {
        var erased = await store.EraseTenant(job.Tenant, RowsMax, cancel);
        if (erased > 0) return (DangerPhase.Erasing, erased, null);
        await commands.Run(change => DangerCommands.Forget(change, job.Tenant), job.Tenant);
        return (DangerPhase.Forgetting, 1, null);
    }

    /// <summary>An actor on its way out may have written a row of its own meanwhile.</summary>
    private async Task<(DangerPhase, int, ListCursor?)> Forget(DangerJobRow job, CancellationToken cancel)
    {
        var erased = await store.EraseTenant(job.Tenant, RowsMax, cancel)
            + await store.EraseAudit(job.Tenant, RowsMax, cancel);
        return (erased > 0 ? DangerPhase.Forgetting : DangerPhase.Settling, erased, null);
    }

    private async Task<(DangerPhase, int, ListCursor?)> Settle(CancellationToken cancel) =>
        (await store.Settle(cancel) ? DangerPhase.Done : DangerPhase.Settling, 0, null);
}
