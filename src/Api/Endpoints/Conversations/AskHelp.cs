using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// <c>POST /v1/conversations/{id}/help</c>: its agent asks those who supervise for help; their streams tell
/// <c>help</c>.
/// </summary>
internal static class AskHelp
{
    private const int NoteLengthMax = 1_000;

    /// <summary>Supervisors who are told; a tenant with more is told by those first in the order of ids.</summary>
    private const int ToldMax = 200;

    /// <param name="Note">At most 1,000 characters; the contact never sees it.</param>
    public sealed record AskHelpRequest(string? Note = null) : IMayBeEmpty;

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/help", Handle)
        .Requires(Permission.AgentWorkspace)
        .WhereWorkspaceAllows(WorkspaceAction.AskForHelp)
        .Produces<ConversationView>()
        .WithExample("""{"note":"Can you look at this?"}""")
        .Refuses(404, 409)
        .Described("Conversations", "askHelp", "Ask a supervisor for help");

    private static async Task<IResult> Handle(
        string id, Body<AskHelpRequest> body, HttpContext http, IActors actors, IAdministrationDatabase database,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var findings = new Findings();
        var note = body.Value.Note is { } given ? findings.Text("note", given, NoteLengthMax) : null;
        if (findings.Problem is { } problem) return problem;
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread),
            new AskForHelp(conversation, caller.Caller, note), cancel);
        if (reply.Rejection != Rejection.None) return Problem.Of(reply.Rejection);
        var supervisors = await database.Read(
            (rows, token) => rows.AgentsOf(caller.Tenant)
                .Where(row => row.Enabled && (row.Role == Role.Supervisor || row.Role == Role.Admin))
                .OrderBy(row => row.Id).Take(ToldMax).Select(row => row.Id).ToListAsync(token),
            cancel);
        foreach (var supervisor in supervisors)
        {
            actors.Tell(
                ActorId.Of(caller.Tenant, new AgentId(supervisor.Value)),
                new HelpWanted(conversation, caller.Agent!.Value));
        }

        return TypedResults.Ok(ConversationView.Of(reply.Head!, caller.ShowFullPhone));
    }
}
