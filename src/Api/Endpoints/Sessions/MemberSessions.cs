using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Problems;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary>
/// <c>GET|DELETE /v1/members/{id}/sessions</c>, <c>DELETE …/sessions/{sessionId}</c>, <c>DELETE
/// /v1/members/{id}/totp</c>: what who manages the team does for another member who lost a device. Of members only
/// admins do it to an admin.
/// </summary>
internal static class MemberSessions
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/members/{id}/sessions", List)
            .Requires(Permission.ManageTeam, Scope.AdminRead)
            .Produces<PageOf<SessionView>>()
            .Refuses(404)
            .Described("Sign-in", "listMemberSessions", "List a member's sessions", "All of them, the latest first.");
        v1.MapDelete("/members/{id}/sessions", EndAll)
            .Requires(Permission.ManageTeam, Scope.AdminWrite)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(404)
            .Described("Sign-in", "endMemberSessions", "End all of a member's sessions");
        v1.MapDelete("/members/{id}/sessions/{sessionId}", EndOne)
            .Requires(Permission.ManageTeam, Scope.AdminWrite)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(404)
            .Described("Sign-in", "endMemberSession", "End a member's session");
        v1.MapDelete("/members/{id}/totp", RemoveTotp)
            .Requires(Permission.ManageTeam, Scope.AdminWrite)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(404, 409)
            .Described("Sign-in", "removeMemberTotp", "Take off a member's second factor",
                "For a member who has neither its phone nor recovery codes; all of its sessions end, and mail tells of "
                + "it. Refused with own-totp for oneself.");
    }

    private static async Task<IResult> List(
        string id, HttpContext http, IAdministrationDatabase database, TimeProvider time, CancellationToken cancel)
    {
        var caller = http.Principal();
        var (member, refusal) = await Find(id, caller, database, cancel);
        if (refusal is not null) return refusal;
        return TypedResults.Ok(new PageOf<SessionView>(
            await SessionView.ListOf(
                database, caller.Tenant, member, caller.Session, time.GetUtcNow(), cancel), Next: null));
    }

    private static async Task<IResult> EndAll(
        string id, HttpContext http, IAdministrationDatabase database, AdministrationCommands commands,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        var (member, refusal) = await Find(id, caller, database, cancel);
        if (refusal is not null) return refusal;
        await commands.Run(change => SessionCommands.EndAll(change, caller.Tenant, member));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EndOne(
        string id, string sessionId, HttpContext http, IAdministrationDatabase database,
        AdministrationCommands commands, CancellationToken cancel)
    {
        var caller = http.Principal();
        var (member, refusal) = await Find(id, caller, database, cancel);
        if (refusal is not null) return refusal;
        if (!Guid.TryParseExact(sessionId, "N", out var session)) return Problem.NotFound();
        var outcome = await commands.Run(change => SessionCommands.End(change, caller.Tenant, member, session));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }

    private static async Task<IResult> RemoveTotp(
        string id, HttpContext http, IAdministrationDatabase database, AdministrationCommands commands,
        AccountLetters letters, CancellationToken cancel)
    {
        var caller = http.Principal();
        var (member, refusal) = await Find(id, caller, database, cancel);
        if (refusal is not null) return refusal;
        if (member == caller.Member)
        {
            return Problem.Conflict(
                "own-totp", "It is your own second factor.", "Take it off with DELETE /v1/me/totp and your password.");
        }

        var row = await database.Read(
            (rows, token) => rows.Members.FirstOrDefaultAsync(
                it => it.Tenant == caller.Tenant && it.Id == member && it.DeletedAt == null, token),
            cancel);
        if (row is null) return Problem.NotFound();
        var mail = await letters.Of(LetterKind.SecondFactorOff, row, cancel);
        await commands.Run(async change =>
        {
            await TotpCommands.Remove(change, caller.Tenant, member, mail);
            return await SessionCommands.EndAll(change, caller.Tenant, member);
        });
        return TypedResults.NoContent();
    }

    private static async ValueTask<(MemberId Member, IResult? Refusal)> Find(
        string id, Principal caller, IAdministrationDatabase database, CancellationToken cancel)
    {
        if (!GuidId.TryParse<MemberId>(id, out var member)) return (default, Problem.NotFound());
        var role = await database.Read(
            (rows, token) => rows.Members
                .Where(row => row.Tenant == caller.Tenant && row.Id == member && row.DeletedAt == null)
                .Select(row => (Role?)row.Role).FirstOrDefaultAsync(token),
            cancel);
        if (role is null) return (default, Problem.NotFound());
        return role == Role.Admin && caller.KeyId is null && caller.Role != Role.Admin
            ? (default, Problem.Forbidden(AccessRule.AdminName))
            : (member, null);
    }
}
