namespace LiveChat.Core.Agents;

/// <summary>The statuses that every tenant has. Only <see cref="Available"/> takes new conversations.</summary>
public static class BuiltInStatus
{
    public const string Available = "available";
    public const string Training = "training";
    public const string Phone = "phone";
    public const string WithSupervisor = "withSupervisor";
    public const string NoNewConversations = "noNewConversations";
    public const string Searching = "searching";

    public static readonly IReadOnlyList<string> All =
        [Available, Training, Phone, WithSupervisor, NoNewConversations, Searching];

    /// <summary>Whether an agent in this status gets new conversations; false for a status not built in.</summary>
    public static bool TakesNew(string status) => status == Available;
}
