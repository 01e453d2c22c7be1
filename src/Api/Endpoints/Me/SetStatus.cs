using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Me;

/// <summary><c>PUT /v1/me/status</c>: what the agent says of itself; kept across reconnects and restarts.</summary>
internal static class SetStatus
{
    /// <param name="Status">available, training, phone, withSupervisor, noNewConversations or searching.</param>
    public sealed record StatusRequest(string Status);

    public sealed record StatusAnswer(string Status);

    public static void Map(RouteGroupBuilder v1) => v1.MapPut("/me/status", Handle)
        .Requires(Permission.AgentWorkspace)
        .Produces<StatusAnswer>()
        .WithExample("""{"status":"training"}""")
        .Refuses(409)
        .Described("Agent", "setStatus", "Set one's own status", "Only available takes new conversations.");

    private static async Task<IResult> Handle(
        Body<StatusRequest> body, HttpContext http, IActors actors, CancellationToken cancel)
    {
        var caller = http.Principal();
        var status = body.Value.Status;
        if (!BuiltInStatus.All.Contains(status))
        {
            return Problem.Validation("status", $"must be one of {string.Join(", ", BuiltInStatus.All)}");
        }

        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, caller.Agent!.Value),
            new Contracts.Agents.SetStatus(status, BuiltInStatus.TakesNew(status), caller.By), cancel);
        return reply.Rejection == Rejection.None
            ? TypedResults.Ok(new StatusAnswer(status))
            : Problem.Of(reply.Rejection);
    }
}
