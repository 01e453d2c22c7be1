using System.Collections.Frozen;

namespace LiveChat.Api.Auth;

/// <summary>The names of permissions in answers: the member's name in camelCase.</summary>
public static class PermissionNames
{
    private static readonly FrozenDictionary<Permission, string> s_names = Enum.GetValues<Permission>()
        .ToFrozenDictionary(permission => permission, permission => CamelCase(permission.ToString()));

    public static string Of(Permission permission) => s_names[permission];

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
