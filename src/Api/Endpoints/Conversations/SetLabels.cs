using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Conversations;
using LiveChat.Core.Rules;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/labels</c>: the labels it bears, in place of those before.</summary>
internal static class SetLabels
{
    /// <param name="Labels">By id or name, at most 20; an agent may only add those it may use.</param>
    public sealed record SetLabelsRequest(IReadOnlyList<string> Labels);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/labels", Handle)
        .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
        .Produces<ConversationView>()
        .WithExample("""{"labels":[]}""")
        .Refuses(404, 409)
        .Described("Conversations", "labelConversation", "Label a conversation");

    private static async Task<IResult> Handle(
        string id, Body<SetLabelsRequest> body, HttpContext http, IActors actors, IDirectory directory,
        IConversationStore store, CancellationToken cancel)
    {
        var caller = http.Principal();
        var findings = new Findings();
        var catalogue = (await directory.Tenant(caller.Tenant, cancel))?.Labels ?? new LabelCatalogue();
        var labels = findings.Labels(
            "labels", body.Value.Labels, catalogue, LabelUse.Conversations, LabelSet.LabelsMax);
        if (await store.Visible(id, caller, cancel) is not { } head) return Problem.NotFound();
        MayUse(findings, caller, labels, head.Labels);
        if (findings.Problem is { } problem) return problem;
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, head.Id.Thread),
            new LabelConversation(head.Id, caller.Caller, LabelSet.Of(labels.Select(it => it.Id))), cancel);
        return Acting.Answer(reply, caller);
    }

    /// <summary>Notes the labels that the caller would add and may not.</summary>
    public static void MayUse(Findings findings, Principal caller, IReadOnlyList<Label> labels, LabelSet borne)
    {
        if (caller.Caller.MaySupervise || caller.Agent is not { } agent) return;
        var present = borne.Ids;
        for (var i = 0; i < labels.Count; i++)
        {
            findings.Require(
                labels[i].MayBeUsedBy(agent) || present.Contains(labels[i].Id), $"labels[{i}]",
                "is a label that you may not use");
        }
    }
}
