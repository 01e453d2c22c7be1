namespace LiveChat.Api.Endpoints;

/// <summary>Everything under <c>/v1/conversations</c>.</summary>
internal static class ConversationEndpoints
{
    public static void MapConversations(this RouteGroupBuilder v1)
    {
    }
}
