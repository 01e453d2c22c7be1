using LiveChat.Storage.Administration.Senders;
using Microsoft.AspNetCore.DataProtection;

namespace LiveChat.Api.Secrets;

/// <summary>Seals secrets with ASP.NET Core's data protection (AES-256-CBC with HMAC-SHA256, keys rotated).</summary>
internal sealed class DataProtectedSecrets(IDataProtectionProvider protection) : ISecretSeal
{
    private readonly IDataProtector _protector = protection.CreateProtector("LiveChat.Senders");

    public string Seal(string secret) => _protector.Protect(secret);

    public string Open(string sealedSecret) => _protector.Unprotect(sealedSecret);
}
