using System.Collections.Immutable;
using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>What settings resources share: their versions as entity tags, and how they are kept.</summary>
internal static class SettingResource
{
    public static async Task<IResult> Get<T, TView>(
        HttpContext http, IAdministrationDatabase database, SettingKind<T> kind, Func<T, TView> view,
        CancellationToken cancel)
        where T : class
    {
        var tenant = http.Principal().Tenant;
        var present = await database.Read(
            (rows, token) => SettingCommands.Read(rows, tenant, kind, token), cancel);
        return SettingsVersion.Answer(http, view(present.Value), present.Version);
    }

    /// <param name="http">The exchange; its request has been checked.</param>
    /// <param name="set">Makes the change, where given of these versions alone.</param>
    /// <param name="view">How what came of it is shown.</param>
    public static async Task<IResult> Set<T, TView>(
        HttpContext http, Func<ImmutableArray<long>?, ValueTask<Outcome<Versioned<T>>>> set, Func<T, TView> view)
        where T : class
    {
        if (!SettingsVersion.TryReadIfMatch(http.Request, out var seen)) return SettingsVersion.Malformed;
        var outcome = await set(seen);
        return outcome.Value is { } now
            ? SettingsVersion.Answer(http, view(now.Value), now.Version)
            : RefusalProblem.Of(outcome.Refusal);
    }

    /// <param name="http">The exchange; its request has been checked.</param>
    /// <param name="commands">Runs the change.</param>
    /// <param name="kind">Which resource.</param>
    /// <param name="edit">The resource to come, given the present one.</param>
    /// <param name="view">How it is shown.</param>
    public static Task<IResult> Set<T, TView>(
        HttpContext http, AdministrationCommands commands, SettingKind<T> kind, Func<T, T> edit, Func<T, TView> view)
        where T : class
    {
        var tenant = http.Principal().Tenant;
        return Set(
            http, seen => commands.Run(change => SettingCommands.Set(change, tenant, kind, seen, edit)), view);
    }

    /// <summary>Who reads a resource, and what it answers.</summary>
    public static RouteHandlerBuilder AsResource<TView>(
        this RouteHandlerBuilder endpoint, string name, string summary, Permission editor = Permission.ManageTeam) =>
        endpoint
            .RequiresAny(
                editor == Permission.ManageTeam
                    ? [Permission.ManageTeam, Permission.Supervise]
                    : [Permission.ManageTeam, Permission.Supervise, editor],
                Scope.AdminRead)
            .Produces<TView>()
            .Described("Settings", name, summary);

    /// <summary>Who replaces or changes a resource, and what it answers.</summary>
    public static RouteHandlerBuilder AsResourceEdit<TView>(
        this RouteHandlerBuilder endpoint, string name, string summary, string? example,
        Permission editor = Permission.ManageTeam) => (example is null ? endpoint : endpoint.WithExample(example))
            .Requires(editor, Scope.AdminWrite)
            .Produces<TView>()
            .Refuses(412)
            .Described("Settings", name, summary, "Acts at once.")
            .TakesHeader(
                "If-Match", "The ETag of the settings that you saw; without it whatever is there is replaced.");
}
