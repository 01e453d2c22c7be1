using LiveChat.Core.Pictures;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Avatars;

/// <summary>
/// A picture that somebody uploaded for the tenant's bots. It never changes: another one has another id.
/// </summary>
public sealed class AvatarRow
{
    public required TenantId Tenant { get; init; }
    public required AvatarId Id { get; init; }
    public required PictureFormat Format { get; init; }
    public required byte[] Content { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A picture to keep.</summary>
public sealed record NewAvatar(AvatarId Id, PictureFormat Format, byte[] Content);

/// <summary>Where pictures that the server keeps are seen.</summary>
public interface IAvatarAddresses
{
    string Of(AvatarId avatar);
}
