namespace LiveChat.Storage.Administration.Senders;

/// <summary>Encrypts secrets for keeping, with keys that are not in the database.</summary>
public interface ISecretSeal
{
    string Seal(string secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// It was not sealed here, or the keys are gone.
    /// </exception>
    string Open(string sealedSecret);
}
