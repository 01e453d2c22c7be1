using System.Collections.Frozen;

namespace LiveChat.Api.Auth;

/// <summary>The names of permissions in answers: the member's name in camelCase.</summary>
public static class PermissionNames
{
    private static readonly FrozenDictionary<Permission, string> _names = NamesOf<Permission>();
    private static readonly FrozenDictionary<WorkspaceAction, string> _switches = NamesOf<WorkspaceAction>();

    public static string Of(Permission permission) => _names[permission];

    /// <summary>As the settings of the workspace name its switch.</summary>
    public static string Of(WorkspaceAction action) => _switches[action];

    private static FrozenDictionary<T, string> NamesOf<T>() where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(it => it, it => CamelCase(it.ToString()));

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
