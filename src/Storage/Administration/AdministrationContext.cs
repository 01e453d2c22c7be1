using System.Collections.Immutable;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Agents;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Audit;
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
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LiveChat.Storage.Administration;

/// <summary>
/// The administration model: tenants, members, queues, senders, keys, sessions, settings. Provider-neutral; tables are
/// made by the migrations, never by EF.
/// </summary>
public sealed class AdministrationContext(DbContextOptions<AdministrationContext> options) : DbContext(options)
{
    public DbSet<TenantRow> Tenants => Set<TenantRow>();

    public DbSet<MemberRow> Members => Set<MemberRow>();

    public DbSet<AgentPresenceRow> Presences => Set<AgentPresenceRow>();

    public DbSet<QueueRow> Queues => Set<QueueRow>();

    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();

    public DbSet<SenderRow> Senders => Set<SenderRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<ApiKeyUsageRow> ApiKeyUsages => Set<ApiKeyUsageRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<TotpRow> Totps => Set<TotpRow>();

    public DbSet<KnownDeviceRow> KnownDevices => Set<KnownDeviceRow>();

    public DbSet<SignInFailureRow> SignInFailures => Set<SignInFailureRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<AvatarRow> Avatars => Set<AvatarRow>();

    public DbSet<DangerJobRow> DangerJobs => Set<DangerJobRow>();

    /// <summary>Only read; rows are added by <see cref="AdministrationCommands"/> alone.</summary>
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<AuditHeadRow> AuditHeads => Set<AuditHeadRow>();

    public DbSet<MailRow> Mails => Set<MailRow>();

    public DbSet<PlatformKeyRow> PlatformKeys => Set<PlatformKeyRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    /// <summary>
    /// Whether ids stand in columns of 16 bytes; else in those of the database's own type, which sorts alike.
    /// </summary>
    private bool KeepsIdsInBytes => Database.ProviderName is not "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <summary>An id as a value of raw SQL.</summary>
    public object Stored(Guid id) => KeepsIdsInBytes ? StoredValue.Of(id) : id;

    /// <summary>Those that are not being deleted: nobody is to see any other.</summary>
    public IQueryable<TenantRow> PresentTenants => Tenants.Where(tenant => tenant.DeletingAt == null);

    /// <summary>The agents that hold a seat now.</summary>
    public IQueryable<MemberRow> AgentsOf(TenantId tenant) =>
        Members.Where(member => member.Tenant == tenant && member.HasSeat && member.DeletedAt == null);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ConvertId<TenantId>(configurationBuilder);
        ConvertId<MemberId>(configurationBuilder);
        ConvertId<AgentId>(configurationBuilder);
        ConvertId<QueueId>(configurationBuilder);
        ConvertId<SenderId>(configurationBuilder);
        ConvertId<AvatarId>(configurationBuilder);
        if (KeepsIdsInBytes) configurationBuilder.Properties<Guid>().HaveConversion<GuidInBytes>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeInMicroseconds>();
        configurationBuilder.Properties<TokenHash>().HaveConversion<HashInBytes>();
        configurationBuilder.Properties<ImmutableArray<string>>().HaveConversion<LinesInText>();
        ConvertJson<LiveChatSettings>(configurationBuilder);
        ConvertJson<HoursDefinition>(configurationBuilder);
        ConvertJson<ImmutableArray<AgentStatus>>(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TenantRow>().ToTable("tenant").HasKey(row => row.Id);
        modelBuilder.Entity<MemberRow>().ToTable("member").Ignore(row => row.Agent)
            .HasKey(row => new { row.Tenant, row.Id });
        modelBuilder.Entity<AgentPresenceRow>().ToTable("agent").HasKey(row => new { row.Tenant, row.Agent });
        modelBuilder.Entity<QueueRow>().ToTable("queue")
            .HasKey(row => new { row.Tenant, row.Id });
        modelBuilder.Entity<MembershipRow>().ToTable("membership")
            .HasKey(row => new { row.Tenant, row.Queue, row.Agent });
        modelBuilder.Entity<SenderRow>().ToTable("sender").HasKey(row => new { row.Tenant, row.Id });
        modelBuilder.Entity<ApiKeyRow>().ToTable("api_key").HasKey(row => new { row.Tenant, row.Id });
        modelBuilder.Entity<ApiKeyUsageRow>().ToTable("api_key_usage")
            .HasKey(row => new { row.Tenant, row.ApiKey, row.Month });
        modelBuilder.Entity<SessionRow>().ToTable("session").HasKey(row => new { row.Tenant, row.Id });
        modelBuilder.Entity<TotpRow>().ToTable("totp").HasKey(row => new { row.Tenant, row.Member });
        modelBuilder.Entity<KnownDeviceRow>().ToTable("known_device")
            .HasKey(row => new { row.Tenant, row.Member, row.Fingerprint });
        modelBuilder.Entity<SignInFailureRow>().ToTable("sign_in_failure").Ignore(row => row.LockOut)
            .HasKey(row => row.Subject);
        modelBuilder.Entity<SettingRow>().ToTable("setting").HasKey(row => new { row.Tenant, row.Name });
        modelBuilder.Entity<AvatarRow>().ToTable("avatar").HasKey(row => new { row.Tenant, row.Id });
        modelBuilder.Entity<DangerJobRow>().ToTable("danger_job").HasKey(row => row.Id);
        modelBuilder.Entity<AuditRow>().ToTable("audit").Ignore(row => row.Link)
            .HasKey(row => new { row.Chain, row.Number });
        modelBuilder.Entity<AuditHeadRow>().ToTable("audit_head").Ignore(row => row.Head).HasKey(row => row.Chain);

        // The platform's chain is the empty id, which EF would take for one that is still to be made.
        modelBuilder.Entity<AuditRow>().Property(row => row.Chain).ValueGeneratedNever();
        modelBuilder.Entity<AuditHeadRow>().Property(row => row.Chain).ValueGeneratedNever();
        modelBuilder.Entity<MailRow>().ToTable("mail").HasKey(row => new { row.Tenant, row.Id });
        modelBuilder.Entity<PlatformKeyRow>().ToTable("platform_key").HasKey(row => row.Id);
        modelBuilder.Entity<InvitationRow>().ToTable("invitation").HasKey(row => new { row.Tenant, row.Id });

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(SnakeCase(property.Name));
    }

    private void ConvertId<TId>(ModelConfigurationBuilder builder) where TId : struct, IGuidId<TId>
    {
        var ids = builder.Properties<TId>();
        if (KeepsIdsInBytes) ids.HaveConversion<IdInBytes<TId>>();
        else ids.HaveConversion<IdInGuid<TId>>();
    }

    private static void ConvertJson<T>(ModelConfigurationBuilder builder) =>
        builder.Properties<T>().HaveConversion<JsonInText<T>, ComparedAsJson<T>>();

    private static string SnakeCase(string name) => string.Concat(
        name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"_{char.ToLowerInvariant(letter)}"
            : char.ToLowerInvariant(letter).ToString()));

    private static TId Make<TId>(Guid stored) where TId : struct, IGuidId<TId> => TId.From(stored);

    private static TId Make<TId>(byte[] stored) where TId : struct, IGuidId<TId> =>
        TId.From(StoredValue.ToGuid(stored));

    private sealed class IdInBytes<TId>() : ValueConverter<TId, byte[]>(
        id => StoredValue.Of(id.Value), stored => Make<TId>(stored))
        where TId : struct, IGuidId<TId>;

    private sealed class IdInGuid<TId>() : ValueConverter<TId, Guid>(id => id.Value, stored => Make<TId>(stored))
        where TId : struct, IGuidId<TId>;

    private sealed class GuidInBytes() : ValueConverter<Guid, byte[]>(
        id => StoredValue.Of(id), stored => StoredValue.ToGuid(stored));

    private sealed class TimeInMicroseconds() : ValueConverter<DateTimeOffset, long>(
        time => StoredValue.Of(time), stored => StoredValue.ToTime(stored));

    private sealed class HashInBytes() : ValueConverter<TokenHash, byte[]>(
        hash => hash.ToBytes(), stored => TokenHash.From(stored));

    private sealed class JsonInText<T>() : ValueConverter<T, string>(
        settings => AdministrationJson.Write(settings), stored => AdministrationJson.Read<T>(stored));

    private sealed class ComparedAsJson<T>() : ValueComparer<T>(
        (one, other) => AdministrationJson.AreSame(one, other),
        settings => AdministrationJson.Write(settings).GetHashCode(StringComparison.Ordinal),
        settings => settings);

    private sealed class LinesInText() : ValueConverter<ImmutableArray<string>, string>(
        lines => string.Join('\n', lines),
        stored => ImmutableArray.Create(stored.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
}
