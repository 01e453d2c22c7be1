using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Labels;

/// <summary><c>POST /v1/labels</c>.</summary>
internal static class Create
{
    /// <param name="Name">At most 50 characters; unique without case among those of its use.</param>
    /// <param name="Colour">As #rrggbb.</param>
    /// <param name="For">conversations or contacts.</param>
    public sealed record CreateLabelRequest(
        string Name, string Colour = LabelFields.DefaultColour, LabelUse For = LabelUse.Conversations)
    {
        /// <summary>Who may use it, at most 1,000; null: every agent.</summary>
        public Optional<IReadOnlyList<AgentId>?> Agents { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/labels", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<LabelView>(StatusCodes.Status201Created)
        .Refuses(404, 409)
        .WithExample("""{"name":"Billing","colour":"#2f6fed"}""")
        .Described("Labels", "createLabel", "Create a label", "Refused with label-name-taken.");

    private static async Task<IResult> Handle(
        Body<CreateLabelRequest> body, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        var request = body.Value;
        var findings = new Findings();
        var name = findings.Name("name", request.Name, LabelFields.NameLengthMax);
        var colour = findings.Colour(request.Colour)!;
        var agents = findings.LabelAgents(request.Agents.Value);
        if (findings.Problem is { } problem) return problem;
        var outcome = await commands.Run(
            change => LabelCommands.Create(change, tenant, name, colour, request.For, agents));
        return outcome.Value is { } label
            ? TypedResults.Created($"/v1/labels/{label.Id}", LabelView.Of(label))
            : RefusalProblem.Of(outcome.Refusal, "agents");
    }
}
