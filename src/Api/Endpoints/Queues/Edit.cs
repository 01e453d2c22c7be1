using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary><c>PATCH /v1/queues/{id}</c>.</summary>
internal static class Edit
{
    /// <summary>What is left out stays as it is.</summary>
    public sealed record EditQueueRequest
    {
        public Optional<string> Name { get; init; }
        public Optional<QueueStrategy> Strategy { get; init; }
        public Optional<QueueMode> Mode { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPatch("/queues/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<QueueView>()
        .Refuses(404)
        .WithExample("""{"strategy":"leastLoaded"}""")
        .Described("Queues", "editQueue", "Change a queue");

    private static async Task<IResult> Handle(
        string id, Body<EditQueueRequest> body, HttpContext http, AdministrationCommands commands, QueueViews views)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QueueId>(id, out var queueId)) return Problem.NotFound();
        var request = body.Value;
        var findings = new Findings();
        var name = findings.NameOrNull("name", findings.Given("name", request.Name), QueueFields.NameLengthMax);
        if (findings.Problem is { } problem) return problem;
        QueueStrategy? strategy = request.Strategy.IsGiven ? request.Strategy.Value : null;
        QueueMode? mode = request.Mode.IsGiven ? request.Mode.Value : null;
        var outcome = await commands.Run(change => QueueCommands.Edit(change, tenant, queueId, name, strategy, mode));
        return outcome.Value is { } queue
            ? TypedResults.Ok(await views.WithMembers(queue, CancellationToken.None))
            : RefusalProblem.Of(outcome.Refusal);
    }
}
