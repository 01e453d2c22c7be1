using System.Collections.Immutable;

namespace LiveChat.Core.Agents;

/// <summary>What an agent can say of itself (R4.13), and whether it then gets new conversations.</summary>
/// <param name="Key">What clients and logs say; never changes.</param>
/// <param name="Name">What people read.</param>
public sealed record AgentStatus(string Key, string Name, bool TakesNew)
{
    /// <summary>Every tenant has these, the first one first; only that one takes new conversations.</summary>
    public static readonly ImmutableArray<AgentStatus> BuiltIn =
    [
        new(BuiltInStatus.Available, "Available", TakesNew: true),
        new(BuiltInStatus.Training, "Training", TakesNew: false),
        new(BuiltInStatus.Phone, "On the phone", TakesNew: false),
        new(BuiltInStatus.WithSupervisor, "With the supervisor", TakesNew: false),
        new(BuiltInStatus.NoNewConversations, "No new conversations", TakesNew: false),
        new(BuiltInStatus.Searching, "Searching for information", TakesNew: false),
    ];

    /// <summary>The statuses of a tenant: the built-in ones, as it sees them, then its own.</summary>
    public static ImmutableArray<AgentStatus> Of(ImmutableArray<AgentStatus> own) =>
    [
        .. BuiltIn.Select(builtIn => own.FirstOrDefault(it => it.Key == builtIn.Key) ?? builtIn),
        .. own.Where(it => !IsBuiltIn(it.Key)),
    ];

    public static bool IsBuiltIn(string key) => BuiltIn.Any(it => it.Key == key);
}
