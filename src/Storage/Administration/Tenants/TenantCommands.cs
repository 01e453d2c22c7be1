using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Invitations;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Tenants;

public sealed record NewTenant(
    string Slug, string Name, string TimeZone, string Language, int Seats, bool LiveChat,
    ImmutableArray<string>? AllowedSenders, NewAdmin Admin);

/// <summary>The first admin: it holds no seat, so that a tenant without agents can be administered.</summary>
public sealed record NewAdmin(string Username, string DisplayName, string? Email, string PasswordHash);

/// <summary>Null leaves a field as it is.</summary>
public sealed record TenantEdit(
    string? Name, int? Seats, bool? LiveChat, Given<ImmutableArray<string>?> AllowedSenders,
    Given<int?> MessagesPerSecond = default);

public sealed record TenantStanding(TenantRow Tenant, int SeatsUsed)
{
    public const int OutsideMax = 10;

    /// <summary>Senders that an edit would have left outside of what is allowed, and was refused for.</summary>
    public ImmutableArray<string> Outside { get; init; } = [];
}

/// <summary>What the platform does with tenants.</summary>
public static class TenantCommands
{
    public static async Task<Outcome<TenantStanding>> Create(Change change, NewTenant order)
    {
        if (await change.Rows.Tenants.AnyAsync(row => row.Slug == order.Slug, change.Cancel)) return Refusal.SlugTaken;

        var tenant = new TenantRow
        {
            Id = new TenantId(Guid.CreateVersion7(change.Now)),
            Slug = order.Slug,
            Name = order.Name,
            TimeZone = order.TimeZone,
            Language = order.Language,
            Seats = order.Seats,
            LiveChat = order.LiveChat,
            AllowedSenders = order.AllowedSenders,
            CreatedAt = change.Now,
        };
        change.Rows.Tenants.Add(tenant);
        change.Rows.Members.Add(FirstAdmin(change, tenant.Id, order.Admin));
        change.Touch(tenant.Id);
        return new TenantStanding(tenant, SeatsUsed: 0);
    }

    public static async Task<Outcome<TenantStanding>> Edit(Change change, string slug, TenantEdit edit)
    {
        var tenant = await change.Rows.PresentTenants.FirstOrDefaultAsync(row => row.Slug == slug, change.Cancel);
        if (tenant is null) return Refusal.NotFound;
        var seats = await SeatStanding.Of(change.Rows, tenant, change.Now, change.Cancel);
        if (edit.Seats < seats.Used + seats.Pending) return Refusal.SeatsInUse;

        var outside = edit.AllowedSenders.Is
            ? await Outside(change, tenant.Id, edit.AllowedSenders.Value)
            : [];
        if (outside.Length > 0)
            return new(new TenantStanding(tenant, seats.Used) { Outside = outside }, Refusal.SendersInUse);

        if (edit.LiveChat is { } liveChat && liveChat != tenant.LiveChat) await change.TouchRules(tenant.Id);
        tenant.Name = edit.Name ?? tenant.Name;
        tenant.Seats = edit.Seats ?? tenant.Seats;
        tenant.LiveChat = edit.LiveChat ?? tenant.LiveChat;
        if (edit.AllowedSenders.Is) tenant.AllowedSenders = edit.AllowedSenders.Value;
        if (edit.MessagesPerSecond.Is) tenant.MessagesPerSecond = edit.MessagesPerSecond.Value;
        change.Touch(tenant.Id);
        return new TenantStanding(tenant, seats.Used);
    }

    /// <summary>The tenant's senders that are not among the addresses, some of them where they are many.</summary>
    private static async Task<ImmutableArray<string>> Outside(
        Change change, TenantId tenant, ImmutableArray<string>? allowed)
    {
        if (allowed is not { } addresses) return [];
        var known = await change.Rows.Senders.Where(row => row.Tenant == tenant).Select(row => row.Address)
            .ToListAsync(change.Cancel);
        return [.. known.Except(addresses).Order().Take(TenantStanding.OutsideMax)];
    }

    private static MemberRow FirstAdmin(Change change, TenantId tenant, NewAdmin admin) => new()
    {
        Tenant = tenant,
        Id = new MemberId(Guid.CreateVersion7(change.Now)),
        Username = admin.Username,
        UsernameKey = MemberRow.KeyOf(admin.Username),
        DisplayName = admin.DisplayName,
        Email = admin.Email,
        EmailKey = admin.Email is null ? null : MemberRow.KeyOf(admin.Email),
        PasswordHash = admin.PasswordHash,
        Role = Role.Admin,
        HasSeat = false,
        SearchKey = MemberRow.SearchKeyOf(admin.DisplayName, admin.Username, admin.Email),
        CreatedAt = change.Now,
    };
}
