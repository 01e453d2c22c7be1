using LiveChat.Api.Auth;
using LiveChat.Contracts.Conversations;

namespace LiveChat.Api.Views;

/// <summary>Which conversations of its tenant a caller may read.</summary>
internal static class Sight
{
    /// <summary>
    /// API keys with the scope, and members who may view conversations, see all; an agent sees its own.
    /// </summary>
    public static bool SeesAll(this Principal caller) =>
        caller.KeyId is not null || caller.Permissions.Contains(Permission.ViewConversations);

    /// <summary>An agent sees what it has, what it had when it closed, and what it last gave away.</summary>
    public static bool Sees(this Principal caller, ConversationHead head) =>
        caller.SeesAll()
        || (caller.Agent is { } agent && (head.Agent == agent || head.PreviousAgent == agent));
}
