namespace LiveChat.Process.Tests.Cast;

/// <summary>The number from which a scene draws what is left to chance.</summary>
public static class Seed
{
    /// <summary><c>LIVECHAT_SEED</c>, or a new one.</summary>
    public static int Given =>
        Environment.GetEnvironmentVariable("LIVECHAT_SEED") is { Length: > 0 } given
            ? int.Parse(given)
            : Random.Shared.Next();
}
