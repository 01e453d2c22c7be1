using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Settings;

/// <summary>One settings resource of a tenant, as JSON. There is no row while nothing was set.</summary>
public sealed class SettingRow
{
    public required TenantId Tenant { get; init; }

    /// <summary>That of its <see cref="SettingKind{T}"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Grows with each change; <see cref="SettingCommands.FirstVersion"/> stands for no row.</summary>
    public required long Version { get; set; }

    public required string Body { get; set; }
}
