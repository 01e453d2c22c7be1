using System.Collections.Immutable;
using LiveChat.Contracts.Directory;
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

    /// <summary>The cap of agents that have none of their own; null is none.</summary>
    public int? ConversationsPerAgent { get; set; } = CapacitySettings.TenantDefault.ConversationsPerAgent;

    public int WaitingPerOnlineAgent { get; set; } = CapacitySettings.TenantDefault.WaitingPerOnlineAgent!.Value;
    public int WaitingWithNobodyOnline { get; set; } = CapacitySettings.TenantDefault.WaitingWithNobodyOnline!.Value;

    /// <summary>Grows with each change of the settings.</summary>
    public long SettingsVersion { get; set; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public CapacitySettings Settings =>
        new(ConversationsPerAgent, WaitingPerOnlineAgent, WaitingWithNobodyOnline);
}
