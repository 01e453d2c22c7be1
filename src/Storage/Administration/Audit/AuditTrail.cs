using System.Security.Cryptography;
using LiveChat.Core.Audit;
using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>
/// Adds to a command's transaction the audit rows of what it changed: exactly one for each row, whatever is retried,
/// because they are committed with it or not at all. What the platform's operator does goes to the platform's chain,
/// everything else to the chain of the tenant it is about.
/// </summary>
internal static class AuditTrail
{
    private const int SaltBytesCount = 16;

    public static async Task Follow(Change change)
    {
        var notes = change.Notes.Select(it => new AuditedChange(
            it.Tenant, it.Action, it.TargetKind, it.Target, null, it.What));
        var changes = AuditedChanges.Of(change.Rows).Concat(notes).ToList();
        if (changes.Count == 0) return;
        var actor = await Named(change, changes);
        foreach (var chain in changes.GroupBy(it => ChainOf(actor, it.Tenant)))
        {
            var head = await HeadOf(change, chain.Key);
            foreach (var it in chain) Add(change, head, actor, it);
        }
    }

    private static Guid ChainOf(AuditActor actor, TenantId? tenant) =>
        actor.Kind == AuditActorKind.Platform ? AuditRow.Platform : tenant?.Value ?? AuditRow.Platform;

    private static async Task<AuditHeadRow> HeadOf(Change change, Guid chain)
    {
        if (await change.Rows.AuditHeads.FirstOrDefaultAsync(it => it.Chain == chain, change.Cancel) is { } known)
            return known;
        var made = new AuditHeadRow { Chain = chain, Number = AuditHead.None.Number, Hash = AuditHead.None.Hash };
        change.Rows.AuditHeads.Add(made);
        return made;
    }

    private static void Add(Change change, AuditHeadRow head, AuditActor actor, AuditedChange what)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytesCount));
        var detail = new AuditDetail(salt, actor.Name, what.Before, what.After).ToJson();
        var facts = new AuditFacts(
            head.Chain, head.Number + 1, StoredValue.Of(change.Now), what.Tenant?.Value,
            AuditedEntities.CamelCase(actor.Kind.ToString()), actor.Id, actor.Ip, what.Action, what.TargetKind,
            what.Target, AuditHash.OfDetail(detail));
        var hash = AuditHash.Of(facts, head.Hash);
        change.Rows.Audit.Add(new AuditRow
        {
            Chain = facts.Chain,
            Number = facts.Number,
            At = change.Now,
            Tenant = facts.Tenant,
            Actor = facts.Actor,
            ActorId = facts.ActorId,
            Ip = facts.Ip,
            Action = facts.Action,
            TargetKind = facts.TargetKind,
            Target = facts.Target,
            Detail = detail,
            DetailDigest = facts.DetailDigest,
            Previous = head.Hash,
            Hash = hash,
        });
        (head.Number, head.Hash) = (facts.Number, hash);
    }

    /// <summary>A key is known to the request by its id alone.</summary>
    private static async Task<AuditActor> Named(Change change, List<AuditedChange> changes)
    {
        var actor = change.Actor;
        if (actor is not { Kind: AuditActorKind.Key, Name: null, Id: { } text }) return actor;
        if (!Guid.TryParseExact(text, "N", out var id) || changes[0].Tenant is not { } tenant) return actor;
        var name = await change.Rows.ApiKeys.Where(it => it.Tenant == tenant && it.Id == id).Select(it => it.Name)
            .FirstOrDefaultAsync(change.Cancel);
        return actor with { Name = name };
    }
}
