using System.Collections.Immutable;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Agents;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Tenants;

/// <summary>One organisation, its limits, and the settings its queues inherit.</summary>
public sealed class TenantRow
{
    public required TenantId Id { get; init; }

    /// <summary>Unique in the installation; never changes.</summary>
    public required string Slug { get; init; }

    public required string Name { get; set; }
    public required string TimeZone { get; set; }
    public required string Language { get; set; }
    public required int Seats { get; set; }
    public required bool LiveChat { get; set; }

    /// <summary>The addresses the tenant may use as senders; null: any.</summary>
    public ImmutableArray<string>? AllowedSenders { get; set; }

    /// <summary>MO that it may bring each second; null: as many as the installation lets each tenant.</summary>
    public int? MessagesPerSecond { get; set; }

    public LiveChatSettings Settings { get; set; } = LiveChatSettings.TenantDefault;

    /// <summary>Grows with each change of the settings.</summary>
    public long SettingsVersion { get; set; } = 1;

    /// <summary>Of the queues that have none of their own; null: always open.</summary>
    public HoursDefinition? Hours { get; set; }

    /// <summary>Grows with each change of the hours.</summary>
    public long HoursVersion { get; set; } = 1;

    /// <summary>The tenant's own statuses, and built-in ones that it sees otherwise.</summary>
    public ImmutableArray<AgentStatus> Statuses { get; set; } = [];

    /// <summary>Grows with each change of the statuses.</summary>
    public long StatusesVersion { get; set; } = 1;

    /// <summary>Since when it is being deleted: nobody sees it any more.</summary>
    public DateTimeOffset? DeletingAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
