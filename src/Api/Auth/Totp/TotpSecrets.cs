using Microsoft.AspNetCore.DataProtection;
using QRCoder;

namespace LiveChat.Api.Auth.Totp;

/// <summary>Seals secrets of second factors, with a purpose of their own, and shows them to who enrols.</summary>
internal sealed class TotpSecrets(IDataProtectionProvider protection)
{
    private const string Issuer = "LiveChat";
    private const int PixelsPerModule = 6;

    private readonly IDataProtector _protector = protection.CreateProtector("LiveChat.Totp");

    public string Seal(byte[] secret) => Convert.ToBase64String(_protector.Protect(secret));

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys are gone.</exception>
    public byte[] Open(string sealedSecret) => _protector.Unprotect(Convert.FromBase64String(sealedSecret));

    /// <summary>The key URI that authenticator apps read (<c>otpauth://totp/…</c>).</summary>
    public static string UriOf(byte[] secret, string tenant, string username) =>
        $"otpauth://totp/{Issuer}:{Uri.EscapeDataString($"{username}@{tenant}")}?secret={Base32.Encode(secret)}"
        + $"&issuer={Issuer}&algorithm=SHA1&digits={TotpCode.Digits}&period={TotpCode.StepSeconds}";

    /// <summary>The same as a picture: a PNG in a data URI.</summary>
    public static string QrCodeOf(string uri)
    {
        using var data = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return $"data:image/png;base64,{Convert.ToBase64String(code.GetGraphic(PixelsPerModule))}";
    }
}
