using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Mails;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Invitations;

/// <summary>A new link, and the mail that brings it; null: no mail is sent.</summary>
public sealed record NewLink(TokenHash Token, DateTimeOffset ExpiresAt, NewMail? Mail);

public sealed record NewInvitation(
    string Name, string Email, string? Phone, Role Role, bool HasSeat, NewLink Link);

/// <summary>What came of inviting several: all of them, or none.</summary>
/// <param name="Made">In the order of the people; empty when refused.</param>
/// <param name="Taken">The rows whose email somebody has already, when it was refused for that.</param>
/// <param name="Seats">After it; when refused, as they are.</param>
public sealed record InvitationsMade(
    ImmutableArray<InvitationRow> Made, ImmutableArray<int> Taken, SeatStanding Seats);

/// <summary>What becomes of invitations.</summary>
public static class InvitationCommands
{
    /// <summary>
    /// All or none. Refused for emails that a member or a pending invitation has, and for more agents than seats are
    /// left; then the value tells which and how many.
    /// </summary>
    public static async Task<Outcome<InvitationsMade>> Create(
        Change change, TenantId tenant, ImmutableArray<NewInvitation> people)
    {
        var owner = await change.Rows.Tenants.SingleAsync(row => row.Id == tenant, change.Cancel);
        var seats = await SeatStanding.Of(change.Rows, owner, change.Now, change.Cancel);
        var taken = await Taken(change, tenant, people);
        if (taken.Length > 0) return new Outcome<InvitationsMade>(new([], taken, seats), Refusal.EmailTaken);
        var agents = people.Count(it => it.HasSeat);
        if (agents > seats.Left) return new Outcome<InvitationsMade>(new([], [], seats), Refusal.NoSeats);
        var known = await change.Rows.Invitations.CountAsync(row => row.Tenant == tenant, change.Cancel);
        if (known + people.Length > TenantLimits.InvitationsMax) return Refusal.LimitReached;

        var made = ImmutableArray.CreateBuilder<InvitationRow>(people.Length);
        foreach (var person in people) made.Add(await Add(change, tenant, person));
        return new InvitationsMade(made.MoveToImmutable(), [], seats with { Pending = seats.Pending + agents });
    }

    /// <summary>
    /// Gives a pending or expired invitation a new link; the one before is worth nothing from then on, and its mail is
    /// taken back where it was not sent yet. An expired one needs a seat again.
    /// </summary>
    public static async Task<Outcome<InvitationRow>> Resend(Change change, TenantId tenant, Guid id, NewLink link)
    {
        if (await Find(change, tenant, id) is not { } invitation) return Refusal.NotFound;
        var state = invitation.StateAt(change.Now);
        if (state is InvitationState.Active or InvitationState.Revoked) return invitation.RefusalAt(change.Now);
        if (invitation.Links >= TenantLimits.LinksOfInvitationMax) return Refusal.LimitReached;
        if (state == InvitationState.Expired && await Unwelcome(change, invitation) is var why and not Refusal.None)
            return why;

        if (invitation.Mail is { } mail) await change.Withdraw(tenant, mail);
        invitation.Hash = link.Token;
        invitation.ExpiresAt = link.ExpiresAt;
        invitation.Links++;
        invitation.Mail = await change.Mail(link.Mail);
        return invitation;
    }

    /// <summary>Takes back a pending or expired invitation, and its seat; repeating it changes nothing.</summary>
    public static async Task<Outcome<InvitationRow>> Revoke(Change change, TenantId tenant, Guid id)
    {
        if (await Find(change, tenant, id) is not { } invitation) return Refusal.NotFound;
        if (invitation.AcceptedAt is not null) return Refusal.InvitationUsed;
        if (invitation.RevokedAt is not null) return invitation;
        if (invitation.Mail is { } mail) await change.Withdraw(tenant, mail);
        invitation.RevokedAt = change.Now;
        return invitation;
    }

    private static Task<InvitationRow?> Find(Change change, TenantId tenant, Guid id) =>
        change.Rows.Invitations.FirstOrDefaultAsync(row => row.Tenant == tenant && row.Id == id, change.Cancel);

    private static async Task<InvitationRow> Add(Change change, TenantId tenant, NewInvitation person)
    {
        var invitation = new InvitationRow
        {
            Tenant = tenant,
            Id = Guid.CreateVersion7(change.Now),
            Name = person.Name,
            Email = person.Email,
            EmailKey = MemberRow.KeyOf(person.Email),
            Phone = person.Phone,
            Role = person.Role,
            HasSeat = person.HasSeat,
            InvitedBy = change.Actor is { Kind: AuditActorKind.Member, Name: { } name } ? name : null,
            Hash = person.Link.Token,
            CreatedAt = change.Now,
            ExpiresAt = person.Link.ExpiresAt,
            Mail = await change.Mail(person.Link.Mail),
        };
        change.Rows.Invitations.Add(invitation);
        return invitation;
    }

    private static async Task<ImmutableArray<int>> Taken(
        Change change, TenantId tenant, ImmutableArray<NewInvitation> people)
    {
        var keys = people.Select(it => MemberRow.KeyOf(it.Email)).ToArray();
        var members = await change.Rows.Members
            .Where(row => row.Tenant == tenant && row.EmailKey != null && keys.Contains(row.EmailKey))
            .Select(row => row.EmailKey!).ToListAsync(change.Cancel);
        var invited = await InvitationQueries.In(change.Rows, tenant, InvitationState.Pending, change.Now)
            .Where(row => keys.Contains(row.EmailKey)).Select(row => row.EmailKey).ToListAsync(change.Cancel);
        var taken = members.Concat(invited).ToHashSet();
        return [.. Enumerable.Range(0, keys.Length).Where(i => taken.Contains(keys[i]))];
    }

    /// <summary>Why an expired invitation cannot live again; none when it can.</summary>
    private static async Task<Refusal> Unwelcome(Change change, InvitationRow invitation)
    {
        var rows = change.Rows;
        if (await rows.Members.AnyAsync(
            row => row.Tenant == invitation.Tenant && row.EmailKey == invitation.EmailKey, change.Cancel)
            || await InvitationQueries.In(rows, invitation.Tenant, InvitationState.Pending, change.Now)
                .AnyAsync(row => row.EmailKey == invitation.EmailKey, change.Cancel)) return Refusal.EmailTaken;
        if (!invitation.HasSeat) return Refusal.None;
        var owner = await rows.Tenants.SingleAsync(row => row.Id == invitation.Tenant, change.Cancel);
        return (await SeatStanding.Of(rows, owner, change.Now, change.Cancel)).Left > 0
            ? Refusal.None
            : Refusal.NoSeats;
    }
}
