using System.Collections.Frozen;
using LiveChat.Storage.Administration.Avatars;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Danger;
using LiveChat.Storage.Administration.Invitations;
using LiveChat.Storage.Administration.Mails;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Platform;
using LiveChat.Storage.Administration.Queues;
using LiveChat.Storage.Administration.Senders;
using LiveChat.Storage.Administration.Settings;
using LiveChat.Storage.Administration.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>
/// Every kind of row of the administration model, with its name and its secrets. A test fails for one that is missing
/// here, and for a property that sounds secret and is not listed; should one get past it, such a property is hidden all
/// the same.
/// </summary>
public static class AuditedEntities
{
    private static readonly string[] _smells = ["hash", "secret", "sealed", "password", "token", "recovery", "totp"];

    private static readonly FrozenDictionary<Type, AuditedEntity> _known = new Dictionary<Type, AuditedEntity>
    {
        [typeof(TenantRow)] = new("tenant")
        {
            Derived = Names(
                nameof(TenantRow.SettingsVersion), nameof(TenantRow.HoursVersion), nameof(TenantRow.StatusesVersion)),
        },
        [typeof(MemberRow)] = new("member")
        {
            Secrets = Names(nameof(MemberRow.PasswordHash)),
            Derived = Names(nameof(MemberRow.UsernameKey), nameof(MemberRow.EmailKey), nameof(MemberRow.SearchKey)),
            Verb = OfMember,
        },
        [typeof(QueueRow)] = new("queue")
        {
            Derived = Names(nameof(QueueRow.SettingsVersion), nameof(QueueRow.HoursVersion)),
        },
        [typeof(MembershipRow)] = new("membership"),
        [typeof(SenderRow)] = new("sender") { Secrets = Names(nameof(SenderRow.SealedDelivery)) },
        [typeof(ApiKeyRow)] = new("apiKey")
        {
            Secrets = Names(nameof(ApiKeyRow.Hash), nameof(ApiKeyRow.PreviousHash)),
            Derived = Names(nameof(ApiKeyRow.LastUsedAt)),
        },
        [typeof(ApiKeyUsageRow)] = new("apiKeyUsage") { Unaudited = "The meter writes it, not administration." },
        [typeof(SessionRow)] = new("session")
        {
            Secrets = Names(nameof(SessionRow.Hash)),
            Derived = Names(nameof(SessionRow.LastSeenAt)),
            Verb = it => it.State switch
            {
                EntityState.Added => "opened",
                EntityState.Deleted => "ended",
                _ => null,
            },
        },
        [typeof(TotpRow)] = new("totp")
        {
            Secrets = Names(nameof(TotpRow.SealedSecret), nameof(TotpRow.RecoveryCodes)),
            Derived = Names(nameof(TotpRow.LastStep)),
        },
        [typeof(KnownDeviceRow)] = new("knownDevice") { Unaudited = "The session that it is of is audited." },
        [typeof(SignInFailureRow)] = new("signInFailure") { Unaudited = "Each failure is noted by itself." },
        [typeof(SettingRow)] = new("setting")
        {
            Derived = Names(nameof(SettingRow.Version)),
            Documents = Names(nameof(SettingRow.Body)),
        },
        [typeof(AvatarRow)] = new("avatar"),
        [typeof(PlatformKeyRow)] = new("platformKey")
        {
            Secrets = Names(nameof(PlatformKeyRow.Hash)),
            Derived = Names(nameof(PlatformKeyRow.LastUsedAt)),
        },
        [typeof(InvitationRow)] = new("invitation")
        {
            Secrets = Names(nameof(InvitationRow.Hash)),
            Derived = Names(nameof(InvitationRow.EmailKey), nameof(InvitationRow.Mail)),
            Verb = OfInvitation,
        },
        [typeof(MailRow)] = new("mail")
        {
            Unaudited = "It follows from a change that is.",
            Secrets = Names(nameof(MailRow.SealedLetter)),
        },
        [typeof(AgentPresenceRow)] = new("presence") { Unaudited = "Agents' actors write it, not administration." },
        [typeof(DangerJobRow)] = new("dangerJob") { Unaudited = "Its order is noted, the rest is progress." },
        [typeof(AuditRow)] = new("audit") { Unaudited = "It is the log.", Harmless = Names(nameof(AuditRow.Hash)) },
        [typeof(AuditHeadRow)] = new("auditHead")
        {
            Unaudited = "It is the log.",
            Harmless = Names(nameof(AuditHeadRow.Hash)),
        },
    }.ToFrozenDictionary();

    /// <summary>One that is not known goes by its type's name.</summary>
    public static AuditedEntity Of(Type row) =>
        _known.GetValueOrDefault(row) ?? new AuditedEntity(CamelCase(row.Name.Replace("Row", "")));

    public static bool Knows(Type row) => _known.ContainsKey(row);

    public static bool SmellsOfSecret(string property) =>
        _smells.Any(it => property.Contains(it, StringComparison.OrdinalIgnoreCase));

    internal static bool Hides(this AuditedEntity entity, string property) =>
        entity.Secrets.Contains(property) || (SmellsOfSecret(property) && !entity.Harmless.Contains(property));

    internal static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string? OfMember(EntityEntry entry)
    {
        if (entry is not { State: EntityState.Modified, Entity: MemberRow member }) return null;
        if (entry.Property(nameof(MemberRow.DeletedAt)).IsModified) return "deleted";
        if (entry.Property(nameof(MemberRow.Enabled)).IsModified) return member.Enabled ? "enabled" : "disabled";
        return null;
    }

    private static string? OfInvitation(EntityEntry entry)
    {
        if (entry.State != EntityState.Modified) return null;
        if (entry.Property(nameof(InvitationRow.AcceptedAt)).IsModified) return "accepted";
        return entry.Property(nameof(InvitationRow.RevokedAt)).IsModified ? "revoked" : "resent";
    }

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet();
}
