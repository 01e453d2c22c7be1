namespace LiveChat.Storage.Postgres.Ownership;

/// <summary>Another process has the database; nothing was changed.</summary>
public sealed class DatabaseOwnedException() : Exception("Another LiveChat process is running on it.");
