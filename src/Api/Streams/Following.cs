namespace LiveChat.Api.Streams;

/// <summary>How a live notice follows what a stream has been sent.</summary>
internal enum Following : byte
{
    /// <summary>It was the next one.</summary>
    Written = 1,

    /// <summary>It was sent before.</summary>
    Passed,

    /// <summary>Notices before it are missing: they are to be pushed again, and this one with them.</summary>
    Gap,

    /// <summary>The agent's actor is another one: the client is to come again.</summary>
    OtherEpoch,
}
