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
        var head = await store.Known(id, caller.Tenant, cancel);
        return head is not null && caller.Sees(head) ? head : null;
    }

    /// <summary>
    /// The conversation, or null when the tenant has none of that id: for calls that judge by themselves who may act.
    /// </summary>
    public static async ValueTask<ConversationHead?> Known(
        this IConversationStore store, string id, TenantId tenant, CancellationToken cancel) =>
        ConversationId.TryParse(id, out var conversation)
            ? await store.Head(tenant, conversation, cancel)
            : null;
}
