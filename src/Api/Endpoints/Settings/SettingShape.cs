using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>A settings resource whose fields stand for themselves: what is left out of a PUT has its default.</summary>
/// <param name="Path">Below <c>/v1</c>.</param>
/// <param name="Operation">The second half of the operations' names, as <c>ClosureRules</c>.</param>
/// <param name="What">The resource in words, as <c>the rules of closing</c>.</param>
/// <param name="Example">Of a body.</param>
/// <param name="Kind">How it is kept.</param>
/// <param name="Edit">Checks a request, noting its faults; what becomes of the resource under it.</param>
/// <param name="View">How it is shown.</param>
internal sealed record SettingShape<T, TRequest, TView>(
    string Path, string Operation, string What, string Example, SettingKind<T> Kind,
    Func<TRequest, Findings, Func<T, T>> Edit, Func<T, TView> View)
    where T : class
    where TRequest : class
{
    /// <summary>What a member needs to change it.</summary>
    public Permission Editor { get; init; } = Permission.ManageTeam;

    /// <summary>Maps GET, PUT and PATCH.</summary>
    public void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                SettingResource.Get(http, database, Kind, View, cancel))
            .AsResource<TView>($"get{Operation}", $"Get {What}", Editor);
        v1.MapPut(Path, (Body<TRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, _ => Kind.Default))
            .AsResourceEdit<TView>($"put{Operation}", $"Replace {What}", Example, Editor);
        v1.MapPatch(Path, (Body<TRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, present => present))
            .AsResourceEdit<TView>($"patch{Operation}", $"Change {What}", Example, Editor);
    }

    private async Task<IResult> Set(
        TRequest request, HttpContext http, AdministrationCommands commands, Func<T, T> otherwise)
    {
        var findings = new Findings();
        var edit = Edit(request, findings);
        if (findings.Problem is { } problem) return problem;
        return await SettingResource.Set(http, commands, Kind, present => edit(otherwise(present)), View);
    }
}
