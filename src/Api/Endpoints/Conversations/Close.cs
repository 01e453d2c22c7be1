using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/close</c>: the agent who has it, or a supervisor, ends it.</summary>
internal static class Close
{
    /// <param name="Reason">Why, at most 100 characters; one of the tenant's reasons where it has any.</param>
    /// <param name="Labels">By id or name; added to those it bears.</param>
    public sealed record CloseRequest(string? Reason = null, IReadOnlyList<string>? Labels = null) : IMayBeEmpty;

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/close", Handle)
        .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
        .Produces<ConversationView>()
        .WithExample("{}")
        .Refuses(404, 409)
        .Described("Conversations", "closeConversation", "Close a conversation",
            "Refused with close-not-allowed or labels-required where the tenant's rules say so.");

    private static async Task<IResult> Handle(
        string id, Body<CloseRequest> body, HttpContext http, IActors actors, IDirectory directory,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var tenant = await directory.Tenant(caller.Tenant, cancel);
        var findings = new Findings();
        var reason = Reason(findings, body.Value.Reason, tenant?.Closure ?? new ClosureRules());
        var labels = findings.Labels(
            "labels", body.Value.Labels ?? [], tenant?.Labels ?? new LabelCatalogue(), LabelUse.Conversations,
            LabelSet.LabelsMax);
        SetLabels.MayUse(findings, caller, labels, borne: default);
        if (findings.Problem is { } problem) return problem;
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread),
            new CloseConversation(conversation, caller.Caller, reason, LabelSet.Of(labels.Select(it => it.Id))),
            cancel);
        return Acting.Answer(reply, caller);
    }

    private static string? Reason(Findings findings, string? given, ClosureRules rules)
    {
        var reason = findings.NameOrNull("reason", given, ClosureRules.ReasonLengthMax);
        findings.Require(reason is not null || !rules.ReasonRequired, "reason", "is required");
        findings.Require(
            reason is null || rules.Reasons.IsEmpty || rules.Reasons.Contains(reason), "reason",
            $"must be one of {string.Join(", ", rules.Reasons)}");
        return reason;
    }
}
