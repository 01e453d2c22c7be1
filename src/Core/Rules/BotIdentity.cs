using LiveChat.Core.Primitives;

namespace LiveChat.Core.Rules;

/// <summary>R3.12: as whom the answers of bots appear. Null: nameless, without a picture, without a word.</summary>
public sealed record BotIdentity
{
    public const int NameLengthMax = 100;

    public string? Name { get; init; }

    /// <summary>An https URL, which whoever shows the picture fetches; this server never does.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>A picture that this server keeps, in place of <see cref="AvatarUrl"/>.</summary>
    public AvatarId? Avatar { get; init; }

    /// <summary>
    /// Sent at the opening of a conversation where the phrases have no <c>greeting</c> in its language.
    /// </summary>
    public string? Greeting { get; init; }
}
