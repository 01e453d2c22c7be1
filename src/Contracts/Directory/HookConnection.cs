using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Directory;

/// <summary>
/// The last part of a hook's path: the sender, which is looked up, and a secret, which is compared in constant time.
/// Text form: the sender's 32 hexadecimal digits, a hyphen, the secret.
/// </summary>
public readonly record struct HookConnection(SenderId Sender, string Key)
{
    public static bool TryParse(string? text, out HookConnection connection)
    {
        connection = default;
        if (text is not { Length: > 33 and <= 200 } || text[32] != '-') return false;
        if (!GuidId.TryParse<SenderId>(text.AsSpan(0, 32), out var sender)) return false;
        connection = new HookConnection(sender, text[33..]);
        return true;
    }

    public override string ToString() => $"{Sender}-{Key}";
}
