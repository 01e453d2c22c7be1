using LiveChat.Contracts.Directory;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Storage.Administration.Queues;

/// <summary>A queue, and the settings it does not inherit.</summary>
public sealed class QueueRow
{
    public required TenantId Tenant { get; init; }
    public required QueueId Id { get; init; }
    public required string Name { get; set; }
    public required QueueStrategy Strategy { get; set; }
    public QueueMode Mode { get; set; } = QueueMode.Auto;
    public LiveChatSettings Settings { get; set; } = LiveChatSettings.QueueDefault;

    /// <summary>Grows with each change of the settings.</summary>
    public long SettingsVersion { get; set; } = 1;

    /// <summary>Null: the tenant's.</summary>
    public HoursDefinition? Hours { get; set; }

    /// <summary>Grows with each change of the hours.</summary>
    public long HoursVersion { get; set; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }
}
