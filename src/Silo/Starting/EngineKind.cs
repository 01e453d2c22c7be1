namespace LiveChat.Silo.Starting;

/// <summary>What runs the actors, as the setting names it.</summary>
public static class EngineKind
{
    public const string Embedded = "embedded";
    public const string Orleans = "orleans";
    public const string Default = Embedded;

    /// <exception cref="StartRefusedException">
    /// There is no such engine, this build has none, or what is given beside it does not go with it.
    /// </exception>
    /// <param name="options">The settings.</param>
    /// <param name="hasCluster">Whether this build has a cluster engine.</param>
    public static void Check(LiveChatOptions options, bool hasCluster)
    {
        switch (options.Engine)
        {
            case Embedded when options.Cluster.Name is { Length: > 0 }:
                throw new StartRefusedException("--cluster is for --engine orleans.");
            case Embedded when options.Role != NodeRole.All:
                throw new StartRefusedException("--role is for --engine orleans.");
            case Embedded:
                return;
            case Orleans when !hasCluster:
                throw new StartRefusedException(
                    "--engine orleans: this build has no cluster engine. One that has is built with -p:Orleans=true.");
            case Orleans when options.Demo:
                throw new StartRefusedException("--demo plays in one process: leave --engine orleans away.");
            case Orleans when options.Store != StoreKind.Postgres:
                throw new StartRefusedException("--engine orleans needs --store postgres and its --connection.");
            case Orleans when string.IsNullOrEmpty(options.SealKey):
                throw new StartRefusedException(
                    "--engine orleans needs SealKey, the same for all nodes (LiveChat__SealKey), as "
                    + "'openssl rand -base64 32' makes it.");
            case Orleans:
                NodeRole.Check(options.Role);
                if (options.Cluster.Fault() is { } fault) throw new StartRefusedException(fault);
                return;
            default:
                throw new StartRefusedException(
                    $"--engine: there is no engine '{options.Engine}', only embedded and orleans.");
        }
    }
}
