using LiveChat.Api.Auth;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary><c>DELETE /v1/sessions/current</c>: signs out; the token is worth nothing from the answer on.</summary>
internal static class End
{
    public static void Map(RouteGroupBuilder v1) => v1.MapDelete("/sessions/current", Handle)
        .RequiresMember()
        .AllowsBeforeEnrolment()
        .Produces(StatusCodes.Status204NoContent)
        .Described("Sign-in", "signOut", "Sign out");

    private static async Task<IResult> Handle(HttpContext http, AdministrationCommands commands)
    {
        var token = TokenHash.Of(Credentials.Bearer(http.Request)!);
        await commands.Run(change => SessionCommands.End(change, token));
        return TypedResults.NoContent();
    }
}
