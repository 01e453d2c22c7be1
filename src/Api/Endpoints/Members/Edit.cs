using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;

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
        string id, Body<EditMemberRequest> body, HttpContext http, AdministrationCommands commands)
    {
        var (tenant, request) = (http.Principal().Tenant, body.Value);
        if (!GuidId.TryParse<MemberId>(id, out var member)) return Problem.NotFound();
        var findings = new Findings();
        var edit = new MemberEdit(
            findings.NameOrNull(
                "displayName", findings.Given("displayName", request.DisplayName), PeopleRules.DisplayNameLengthMax),
            request.Role.IsGiven ? request.Role.Value : null,
            request.Enabled.IsGiven ? request.Enabled.Value : null);
        findings.Require(edit.Role != Role.Agent, "role", "must be admin, supervisor or viewer: an agent has a seat");
        if (findings.Problem is { } problem) return problem;
        var outcome = await commands.Run(change => MemberCommands.Edit(change, tenant, member, edit));
        return outcome.Value is { } edited
            ? TypedResults.Ok(MemberView.Of(edited))
            : RefusalProblem.Of(outcome.Refusal);
    }

    private static async Task<IResult> Remove(string id, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<MemberId>(id, out var member)) return Problem.NotFound();
        var outcome = await commands.Run(change => MemberCommands.Delete(change, tenant, member));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
