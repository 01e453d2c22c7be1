using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary>
/// <c>GET /v1/me/sessions</c>, <c>DELETE /v1/me/sessions/{id}</c>, <c>DELETE /v1/me/sessions</c> (all others): where
/// one is signed in.
/// </summary>
internal static class OwnSessions
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/me/sessions", List)
            .RequiresMember()
            .Produces<PageOf<SessionView>>()
            .Described("Sign-in", "listMySessions", "List one's sessions", "All of them, the latest first.");
        v1.MapDelete("/me/sessions/{id}", EndOne)
            .RequiresMember()
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(404)
            .Described("Sign-in", "endMySession", "End one of one's sessions");
        v1.MapDelete("/me/sessions", EndOthers)
            .RequiresMember()
            .Produces(StatusCodes.Status204NoContent)
            .Described("Sign-in", "endMyOtherSessions", "End all of one's sessions but this");
    }

    private static async Task<IResult> List(
        HttpContext http, IAdministrationDatabase database, TimeProvider time, CancellationToken cancel)
    {
        var caller = http.Principal();
        return TypedResults.Ok(new PageOf<SessionView>(
            await SessionView.ListOf(
                database, caller.Tenant, caller.Member!.Value, caller.Session, time.GetUtcNow(), cancel),
            Next: null));
    }

    private static async Task<IResult> EndOne(string id, HttpContext http, AdministrationCommands commands)
    {
        var caller = http.Principal();
        if (!Guid.TryParseExact(id, "N", out var session)) return Problem.NotFound();
        var outcome = await commands.Run(
            change => SessionCommands.End(change, caller.Tenant, caller.Member!.Value, session));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }

    private static async Task<IResult> EndOthers(HttpContext http, AdministrationCommands commands)
    {
        var caller = http.Principal();
        await commands.Run(change => SessionCommands.EndAll(
            change, caller.Tenant, caller.Member!.Value, except: caller.Session));
        return TypedResults.NoContent();
    }
}
