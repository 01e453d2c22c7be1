namespace LiveChat.Storage.Administration.Caching;

/// <summary>Keeps administration rows in memory.</summary>
public interface IRemembersAdministration
{
    /// <summary>
    /// Forgets what a change, which is committed, has touched: whoever asks from now on gets what is in the database.
    /// Never blocks, never throws.
    /// </summary>
    void Forget(Touched touched);

    /// <summary>The same for everything: changes of other processes may have been missed.</summary>
    void ForgetAll();
}
