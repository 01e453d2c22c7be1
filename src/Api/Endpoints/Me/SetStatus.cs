using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Me;

/// <summary><c>PUT /v1/me/status</c>: what the agent says of itself; kept across reconnects and restarts.</summary>
internal static class SetStatus
{
    /// <param name="Status">A key of the tenant's statuses.</param>
    public sealed record StatusRequest(string Status);

    public sealed record StatusAnswer(string Status);

    public static void Map(RouteGroupBuilder v1) => v1.MapPut("/me/status", Handle)
        .Requires(Permission.AgentWorkspace)
        .Produces<StatusAnswer>()
        .WithExample("""{"status":"training"}""")
        .Refuses(409)
        .Described(
            "Agent", "setStatus", "Set one's own status",
            "Whether it takes new conversations is the tenant's setting.");

    private static async Task<IResult> Handle(
        Body<StatusRequest> body, HttpContext http, IActors actors, IDirectory directory,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        // Its actor would make a row of an agent that is gone.
        if (await directory.Tenant(caller.Tenant, cancel) is not { Statuses: var statuses })
            return Problem.Credentials();
        if (statuses.FirstOrDefault(it => it.Key == body.Value.Status) is not { } status)
        {
            return Problem.Validation(
                "status", $"must be one of {string.Join(", ", statuses.Select(it => it.Key))}");
        }

        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, caller.Agent!.Value),
            new Contracts.Agents.SetStatus(status.Key, status.TakesNew, caller.By), cancel);
        return reply.Rejection == Rejection.None
            ? TypedResults.Ok(new StatusAnswer(status.Key))
            : Problem.Of(reply.Rejection);
    }
}
