namespace LiveChat.Storage.Postgres.Ownership;

/// <summary>Another process has the database, or a cluster; nothing was changed.</summary>
public sealed class DatabaseOwnedException : Exception
{
    public DatabaseOwnedException()
        : base("Another LiveChat process is running on it.")
    {
    }

    /// <param name="cluster">Whose nodes run on it.</param>
    /// <param name="isOwn">They are of the asker's cluster, at another version's schema.</param>
    public DatabaseOwnedException(string cluster, bool isOwn)
        : base(isOwn
            ? $"Nodes of cluster '{cluster}' run on it at the schema of another version: stop them first."
            : $"Nodes of the LiveChat cluster '{cluster}' are running on it.")
    {
    }
}
