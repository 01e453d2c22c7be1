using LiveChat.Api.Endpoints.Conversations;

namespace LiveChat.Api.Endpoints;

/// <summary>Everything under <c>/v1/conversations</c>.</summary>
internal static class ConversationEndpoints
{
    public static void MapConversations(this RouteGroupBuilder v1)
    {
        ListAll.Map(v1);
        Get.Map(v1);
        ListMessages.Map(v1);
        ListEvents.Map(v1);
        ExplainRouting.Map(v1);
        PrintTranscript.Map(v1);
        SendMessage.Map(v1);
        AddNote.Map(v1);
        Close.Map(v1);
        Transfer.Map(v1);
        SetPriority.Map(v1);
        Take.Map(v1);
        Accept.Map(v1);
        Decline.Map(v1);
        Assign.Map(v1);
        Hold.Map(v1);
        Resume.Map(v1);
        WrapUp.Map(v1);
        SetLabels.Map(v1);
        SetImportant.Map(v1);
        Block.Map(v1);
        AskHelp.Map(v1);
        SendQuestionnaire.Map(v1);
        ListQuestionnaires.Map(v1);
        AgentQuestionnaire.Map(v1);
    }
}
