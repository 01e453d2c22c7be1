using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Directory;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Danger;

namespace LiveChat.Api.Endpoints.Danger;

/// <summary>
/// <c>POST /v1/danger/pause-bots</c>, <c>POST /v1/danger/resume-bots</c>, <c>GET /v1/danger/bots</c>. Paused, what bots
/// would send is refused with <c>bots-paused</c>; agents go on, and so do the phrases of the service.
/// </summary>
internal static class PauseBots
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/danger/bots", Get)
            .Requires(Permission.ManageTeam)
            .OfAdmins()
            .Produces<BotPauseView>()
            .Described("Danger zone", "getBotPause", "Get whether bots may answer");
        v1.MapPost("/danger/pause-bots", (Body<ConfirmRequest> body, HttpContext http, AdministrationCommands commands)
                => Set(http, commands, paused: true, body.Value.Confirm))
            .AsDangerous("pauseBots", "Let no bot answer", "Agents go on, and so do phrases. Acts at once.")
            .Produces<BotPauseView>();
        v1.MapPost("/danger/resume-bots", (HttpContext http, AdministrationCommands commands)
                => Set(http, commands, paused: false, null))
            .Requires(Permission.ManageTeam)
            .OfAdmins()
            .Produces<BotPauseView>()
            .Described("Danger zone", "resumeBots", "Let bots answer again");
    }

    private static async Task<IResult> Get(HttpContext http, IDirectory directory, CancellationToken cancel) =>
        TypedResults.Ok(new BotPauseView(
            await directory.Tenant(http.Principal().Tenant, cancel) is { BotsPaused: true }));

    private static async Task<IResult> Set(
        HttpContext http, AdministrationCommands commands, bool paused, string? confirmation)
    {
        var tenant = http.Principal().Tenant;
        var outcome = await commands.Run(change => DangerCommands.PauseBots(change, tenant, paused, confirmation));
        return outcome.Refusal == Refusal.None
            ? TypedResults.Ok(new BotPauseView(paused))
            : RefusalProblem.Of(outcome.Refusal);
    }
}
