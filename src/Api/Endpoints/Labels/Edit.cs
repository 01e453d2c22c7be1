using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Labels;

/// <summary><c>PATCH /v1/labels/{id}</c>.</summary>
internal static class Edit
{
    /// <summary>What is left out stays as it is.</summary>
    public sealed record EditLabelRequest
    {
        public Optional<string> Name { get; init; }
        public Optional<string> Colour { get; init; }

        /// <summary>Who may use it; null: every agent.</summary>
        public Optional<IReadOnlyList<AgentId>?> Agents { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPatch("/labels/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<LabelView>()
        .Refuses(404, 409)
        .WithExample("""{"colour":"#d33d3d"}""")
        .Described("Labels", "editLabel", "Change a label", "Refused with label-name-taken.");

    private static async Task<IResult> Handle(
        string id, Body<EditLabelRequest> body, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<LabelId>(id, out var label)) return Problem.NotFound();
        var request = body.Value;
        var findings = new Findings();
        var edit = new LabelEdit(
            findings.NameOrNull("name", findings.Given("name", request.Name), LabelFields.NameLengthMax),
            findings.Colour(findings.Given("colour", request.Colour)),
            request.Agents.IsGiven ? new(findings.LabelAgents(request.Agents.Value)) : default);
        if (findings.Problem is { } problem) return problem;
        var outcome = await commands.Run(change => LabelCommands.Edit(change, tenant, label, edit));
        return outcome.Value is { } edited
            ? TypedResults.Ok(LabelView.Of(edited))
            : RefusalProblem.Of(outcome.Refusal, "agents");
    }
}
