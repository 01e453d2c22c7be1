using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary><c>POST /v1/queues</c>.</summary>
internal static class Create
{
    private const int AgentsMax = 10_000;

    /// <param name="Name">At most 100 characters.</param>
    /// <param name="Mode">auto assigns at once; with offer the agent accepts or declines.</param>
    public sealed record CreateQueueRequest(
        string Name, QueueStrategy Strategy = QueueStrategy.LongestIdle, QueueMode Mode = QueueMode.Auto)
    {
        /// <summary>Its first members.</summary>
        public Optional<IReadOnlyList<AgentId>> Agents { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/queues", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<QueueView>(StatusCodes.Status201Created)
        .Refuses(404, 409)
        .WithExample("""{"name":"Support","strategy":"longestIdle","mode":"auto"}""")
        .Described("Queues", "createQueue", "Create a queue");

    private static async Task<IResult> Handle(
        Body<CreateQueueRequest> body, HttpContext http, AdministrationCommands commands, QueueViews views)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var order = new NewQueue(
            findings.Name("name", body.Value.Name, QueueFields.NameLengthMax), body.Value.Strategy, body.Value.Mode,
            [.. findings.Distinct("agents", findings.Given("agents", body.Value.Agents) ?? [], AgentsMax)]);
        if (findings.Problem is { } problem) return problem;
        var outcome = await commands.Run(change => QueueCommands.Create(change, tenant, order));
        return outcome.Value is { } queue
            ? TypedResults.Created($"/v1/queues/{queue.Id}", await views.WithMembers(queue, CancellationToken.None))
            : RefusalProblem.Of(outcome.Refusal, "agents");
    }
}
