namespace LiveChat.Api.Auth;

/// <summary>
/// What a member may do. The first eight are the columns of the role matrix (R3.3); <c>AgentWorkspace</c> is the right
/// to act as an agent on one's own conversations, <c>Supervise</c> to act on those of others.
/// </summary>
public enum Permission
{
    ViewConversations = 1,
    ReplyInInbox,
    ManageKnowledgeBase,
    CreateCampaigns,
    EditBotConfig,
    ViewAnalytics,
    ManageTeam,
    AccessApiKeys,
    AgentWorkspace,
    Supervise,
}

/// <summary>What an API key may do; the text form is <c>area:verb</c>.</summary>
public static class Scope
{
    public const string MoWrite = "mo:write";
    public const string MtRead = "mt:read";
    public const string DlrWrite = "dlr:write";
    public const string ConversationsRead = "conversations:read";
    public const string ConversationsWrite = "conversations:write";
    public const string AdminRead = "admin:read";
    public const string AdminWrite = "admin:write";
    public const string TemplatesRead = "templates:read";
    public const string TemplatesWrite = "templates:write";
    public const string NotificationsSend = "notifications:send";
}
