using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/questionnaire</c>: the contact is asked about how it is served.</summary>
internal static class SendQuestionnaire
{
    /// <param name="QuestionnaireId">A contact questionnaire; that of the settings where it is left out.</param>
    public sealed record SendQuestionnaireRequest(QuestionnaireId? QuestionnaireId = null) : IMayBeEmpty;

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/questionnaire", Handle)
        .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
        .Produces<ConversationView>()
        .WithExample("{}")
        .Refuses(404, 409)
        .Described("Conversations", "sendQuestionnaire", "Send the contact questionnaire",
            "Once in a conversation. Refused with questionnaire-not-allowed where agents may not, with "
            + "questionnaire-already-sent, no-questionnaire or contact-opted-out.");

    private static Task<IResult> Handle(
        string id, Body<SendQuestionnaireRequest> body, HttpContext http, IActors actors, CancellationToken cancel) =>
        actors.Act(
            http, id,
            (conversation, caller) => new AskContact(conversation, caller, body.Value.QuestionnaireId), cancel);
}
