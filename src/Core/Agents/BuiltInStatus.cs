namespace LiveChat.Core.Agents;

/// <summary>The keys of the statuses that every tenant has.</summary>
public static class BuiltInStatus
{
    public const string Available = "available";
    public const string Training = "training";
    public const string Phone = "phone";
    public const string WithSupervisor = "withSupervisor";
    public const string NoNewConversations = "noNewConversations";
    public const string Searching = "searching";
}
