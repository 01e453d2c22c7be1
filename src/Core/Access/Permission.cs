namespace LiveChat.Core.Access;

/// <summary>
/// What a member may do. The first eight are the columns of the role matrix (R3.3), and their names are part of the
/// storage format; <c>AgentWorkspace</c> is the right to act as an agent on one's own conversations and comes with the
/// seat, <c>Supervise</c> the right to act on those of others.
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
