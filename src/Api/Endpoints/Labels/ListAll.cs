using LiveChat.Api.Auth;
using LiveChat.Contracts.Directory;

namespace LiveChat.Api.Endpoints.Labels;

/// <summary><c>GET /v1/labels</c>: the catalogue; an agent sees what it may use.</summary>
internal static class ListAll
{
    public sealed record LabelList(IReadOnlyList<LabelView> Items, string? Next);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/labels", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise, Permission.AgentWorkspace], Scope.AdminRead)
        .Produces<LabelList>()
        .Described("Labels", "listLabels", "List the labels", "By name; at most 500, in one part.");

    private static async Task<IResult> Handle(HttpContext http, IDirectory directory, CancellationToken cancel)
    {
        var caller = http.Principal();
        var tenant = await directory.Tenant(caller.Tenant, cancel);
        var seesAll = caller.KeyId is not null || caller.Permissions.Contains(Permission.Supervise)
            || caller.Permissions.Contains(Permission.ManageTeam);
        var labels = (tenant?.Labels.Labels ?? []).Where(
            it => seesAll || (caller.Agent is { } agent && it.MayBeUsedBy(agent)));
        return TypedResults.Ok(new LabelList([.. labels.Select(LabelView.Of)], Next: null));
    }
}
