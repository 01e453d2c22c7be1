namespace LiveChat.Core.Rules;

/// <summary>
/// R3.14: whether bots may answer. Paused, what bots (API keys) would send is refused and the bot's greeting is not
/// sent; agents go on, and so do the phrases that tell a contact how it stands with the service.
/// </summary>
public sealed record BotPause
{
    public bool Paused { get; init; }
}
