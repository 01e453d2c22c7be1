using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Danger;
using LiveChat.Storage.Erasures;

namespace LiveChat.Api.Endpoints.Danger;

/// <summary>
/// <c>POST /v1/danger/clear-history</c>: every closed conversation goes; open ones stay whole until they are closed and
/// it is ordered again.
/// </summary>
internal static class ClearHistory
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/danger/clear-history", Handle)
        .AsDangerous(
            "clearHistory", "Clear the history of conversations",
            "Closed conversations and what of them is still to be sent; open ones stay. Contacts who opted out or are "
            + "blocked stay so. Carried out in the background.")
        .Produces<DangerView>(StatusCodes.Status202Accepted);

    private static Task<IResult> Handle(
        Body<ConfirmRequest> body, HttpContext http, AdministrationCommands commands, DangerBell bell) =>
        DangerEndpoints.Order(
            commands, bell, http.Principal().Tenant, body.Value.Confirm, "/v1/danger", DangerCommands.ClearHistory);
}
