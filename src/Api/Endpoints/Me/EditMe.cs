using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Agents;
using LiveChat.Api.Endpoints.Invitations;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Endpoints.Me;

/// <summary><c>PATCH /v1/me</c>: what members change of themselves. Username, email and role are the admins'.</summary>
internal static class EditMe
{
    /// <summary>What is left out stays as it is.</summary>
    public sealed record EditMeRequest
    {
        public Optional<string> DisplayName { get; init; }

        /// <summary>One's own number, with its country code; null clears it.</summary>
        public Optional<string?> Phone { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPatch("/me", Handle)
        .RequiresMember()
        .Produces<GetMe.MeView>()
        .WithExample("""{"displayName":"Bea B.","phone":"+34600111222"}""")
        .Described("Me", "editMe", "Change one's own profile", "The password is changed by itself: /v1/me/password.");

    private static async Task<IResult> Handle(
        Body<EditMeRequest> body, HttpContext http, AdministrationCommands commands, IAdministrationDatabase database,
        IDirectory directory, AgentViews views, CancellationToken cancel)
    {
        var (caller, request) = (http.Principal(), body.Value);
        var findings = new Findings();
        var edit = new ProfileEdit(
            findings.NameOrNull(
                "displayName", findings.Given("displayName", request.DisplayName), PeopleRules.DisplayNameLengthMax),
            request.Phone.IsGiven ? new(findings.PhoneOrNull("phone", request.Phone.Value)) : default);
        if (findings.Problem is { } problem) return problem;
        var outcome = await commands.Run(
            change => ProfileCommands.Edit(change, caller.Tenant, caller.Member!.Value, edit));
        return outcome.Refusal == Refusal.None
            ? await GetMe.View(caller, database, directory, views, cancel)
            : Problem.Credentials();
    }
}
