namespace LiveChat.Gateway.Tests;

/// <summary>Debian's <c>kannel</c> and <c>kannel-extras</c>.</summary>
internal static class KannelBinaries
{
    public const string Bearerbox = "/usr/sbin/bearerbox";
    public const string Smsbox = "/usr/sbin/smsbox";
    public const string Fakesmsc = "/usr/lib/kannel/test/fakesmsc";

    /// <summary>Skips the test, visibly, where they are not installed.</summary>
    public static void Require()
    {
        foreach (var binary in (ReadOnlySpan<string>)[Bearerbox, Smsbox, Fakesmsc])
            Skip.IfNot(File.Exists(binary), $"{binary} is not installed (apt-get install kannel kannel-extras)");
    }
}
