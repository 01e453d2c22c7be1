using LiveChat.Api.Auth;
using LiveChat.Api.Views;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>Looks up the conversation a path names.</summary>
internal static class Found
{
    /// <summary>The conversation, or null when the tenant has none of that id or the caller may not see it.</summary>
    public static async ValueTask<ConversationHead?> Visible(
        this IConversationStore store, string id, Principal caller, CancellationToken cancel)
    {
        if (!ConversationId.TryParse(id, out var conversation)) return null;
        var head = await store.Head(caller.Tenant, conversation, cancel);
        return head is not null && caller.Sees(head) ? head : null;
    }
}
