namespace LiveChat.Silo.Starting;

/// <summary>What a node of a cluster does, as the setting names it.</summary>
public static class NodeRole
{
    /// <summary>Serves HTTP and runs actors.</summary>
    public const string All = "all";

    /// <summary>Serves HTTP, and reaches the actors of other nodes.</summary>
    public const string Api = "api";

    /// <summary>Runs actors, hands out messages and mails; of HTTP only how it is.</summary>
    public const string Silo = "silo";

    /// <exception cref="StartRefusedException">It is none.</exception>
    public static void Check(string role)
    {
        if (role is not (All or Api or Silo))
            throw new StartRefusedException($"--role: there is no role '{role}', only all, api and silo.");
    }
}
