using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Sessions;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Members;

/// <summary><c>PATCH</c> and <c>DELETE /v1/members/{id}</c>, for members without a seat.</summary>
internal static class Edit
{
    /// <summary>What is left out stays as it is.</summary>
    public sealed record EditMemberRequest
    {
        public Optional<string> DisplayName { get; init; }

        /// <summary>admin, supervisor or viewer: an agent has a seat.</summary>
        public Optional<Role> Role { get; init; }

        /// <summary>Null clears it.</summary>
        public Optional<string?> Email { get; init; }

        /// <summary>Null, empty or blank keeps the present one; another ends the member's sessions.
        /// One's own is changed by /v1/me/password.</summary>
        public Optional<string?> Password { get; init; }

        /// <summary>False ends the member's sessions, and it can sign in no more.</summary>
        public Optional<bool> Enabled { get; init; }
    }

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapPatch("/members/{id}", Change)
            .Requires(Permission.ManageTeam, Scope.AdminWrite)
            .Produces<MemberView>()
            .Refuses(404, 409)
            .WithExample("""{"role":"viewer"}""")
            .Described("Members", "editMember", "Change a member without a seat", "Agents: /v1/agents.");
        v1.MapDelete("/members/{id}", Remove)
            .Requires(Permission.ManageTeam, Scope.AdminWrite)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(404, 409)
            .Described("Members", "deleteMember", "Delete a member without a seat", "Agents: /v1/agents.");
    }

    private static async Task<IResult> Change(
        string id, Body<EditMemberRequest> body, HttpContext http, IAdministrationDatabase database,
        AdministrationCommands commands, PasswordHashing passwords, AccountLetters letters, CancellationToken cancel)
    {
        var caller = http.Principal();
        var tenant = caller.Tenant;
        if (!GuidId.TryParse<MemberId>(id, out var member)) return Problem.NotFound();
        var known = await database.Read(
            (rows, token) => rows.Members.FirstOrDefaultAsync(
                row => row.Tenant == tenant && row.Id == member && !row.HasSeat && row.DeletedAt == null, token),
            cancel);
        var findings = new Findings();
        var edit = Check(body.Value, known?.Username, findings);
        findings.NotOwnPassword(caller, known, edit.PasswordHash);
        if (findings.Problem is { } problem) return problem;
        var mail = await letters.OfPassword(known, edit.PasswordHash, cancel);
        if (edit.PasswordHash is { } password)
            edit = edit with { PasswordHash = await passwords.Hash(password, cancel) };
        var outcome = await commands.Run(async change =>
        {
            await change.Mail(mail);
            return await MemberCommands.Edit(change, tenant, member, edit);
        });
        return outcome.Value is { } edited
            ? TypedResults.Ok(MemberView.Of(edited))
            : RefusalProblem.Of(outcome.Refusal);
    }

    /// <summary>The edit with the password itself in place of its hash.</summary>
    private static MemberEdit Check(EditMemberRequest request, string? username, Findings findings)
    {
        var role = request.Role.IsGiven ? request.Role.Value : (Role?)null;
        findings.Require(role != Role.Agent, "role", "must be admin, supervisor or viewer: an agent has a seat");
        return new MemberEdit(
            findings.NameOrNull(
                "displayName", findings.Given("displayName", request.DisplayName), PeopleRules.DisplayNameLengthMax),
            role,
            request.Enabled.IsGiven ? request.Enabled.Value : null,
            request.Email.IsGiven ? new(findings.EmailOrNull("email", request.Email.Value)) : default,
            string.IsNullOrWhiteSpace(request.Password.Value)
                ? null
                : findings.Password("password", request.Password.Value, username));
    }

    private static async Task<IResult> Remove(string id, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<MemberId>(id, out var member)) return Problem.NotFound();
        var outcome = await commands.Run(change => MemberCommands.Delete(change, tenant, member));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
