using System.Collections.Frozen;

namespace LiveChat.Api.Auth;

/// <summary>The names of permissions in answers: the member's name in camelCase.</summary>
public static class PermissionNames
{
    private static readonly FrozenDictionary<Permission, string> _names = Enum.GetValues<Permission>()
        .ToFrozenDictionary(permission => permission, permission => CamelCase(permission.ToString()));

    public static string Of(Permission permission) => _names[permission];

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
