namespace LiveChat.Storage;

/// <summary>
/// The store cannot serve now: disk full, file locked, server away, or it is stopping. What was asked may or may not
/// have happened; the edge answers 503 with <c>store-unavailable</c>, and the caller tries again.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store's queue of writes is full: nothing was written, try again.</summary>
public sealed class StoreBusyException(string message) : Exception(message);
