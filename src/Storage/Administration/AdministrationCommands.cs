using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Queues;
using LiveChat.Storage.Administration.Tenants;

namespace LiveChat.Storage.Administration;

/// <summary>
/// Runs administrative commands: one transaction each, one at a time; then whoever remembers what was touched forgets
/// it, and only then are the actors told; the same in every other process. What a command changed is audited in its
/// own transaction.
/// </summary>
public sealed class AdministrationCommands(
    IAdministrationDatabase database, IEnumerable<IRemembersAdministration> memories, IActors actors, TimeProvider time,
    IActorOfRequest request, ILocalActors? here = null)
{
    private readonly AdministrationAudience _audience = new(memories, actors, here);

    /// <summary>
    /// Returns when the change is durable. It cannot be cancelled: a caller that went away must not leave a change that
    /// nobody was told of. After an exception the outcome is unknown, and all are told as if it had happened.
    /// </summary>
    /// <param name="command">What is done.</param>
    /// <param name="tenant">Whose turn it takes; default: the request's, where one is behind it.</param>
    public async ValueTask<Outcome<T>> Run<T>(Func<Change, Task<Outcome<T>>> command, TenantId tenant = default)
    {
        Change? change = null;
        var actor = request.Now;
        try
        {
            return await (tenant == default ? database : database.For(tenant)).Write(
                async (rows, cancel) =>
                {
                    change = new Change(rows, actor, time.GetUtcNow(), cancel);
                    var outcome = await command(change);
                    if (await Judge(change, outcome.Refusal) is var refusal && refusal != outcome.Refusal)
                        outcome = refusal;
                    if (outcome.Refusal != Refusal.None) rows.ChangeTracker.Clear();
                    else await Complete(change);
                    await AuditTrail.Follow(change);
                    await database.Announce(rows, change.Touched, cancel);
                    return outcome;
                },
                CancellationToken.None);
        }
        finally
        {
            if (change is not null) _audience.Hear(change.Touched);
        }
    }

    /// <summary>What the command was refused with, or has to be.</summary>
    private static async Task<Refusal> Judge(Change change, Refusal refusal)
    {
        if (await TenantGuard.IsGone(change))
        {
            change.DropNotes();
            return Refusal.NotFound;
        }

        return refusal == Refusal.None ? await AdminGuard.Judge(change) : refusal;
    }

    private static async Task Complete(Change change)
    {
        await OverflowSpread.Follow(change);
        await change.WriteDirectly();
    }
}
