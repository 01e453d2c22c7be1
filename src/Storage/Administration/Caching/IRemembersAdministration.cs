namespace LiveChat.Storage.Administration.Caching;

/// <summary>Keeps administration rows in memory.</summary>
public interface IRemembersAdministration
{
    /// <summary>
    /// Forgets what the change, which is committed, has touched: whoever asks from now on gets what is in the database.
    /// Never blocks, never throws.
    /// </summary>
    void Forget(Change change);
}
