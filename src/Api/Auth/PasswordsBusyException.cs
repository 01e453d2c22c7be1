namespace LiveChat.Api.Auth;

/// <summary>More passwords wait to be hashed than may: nothing was done, try again.</summary>
public sealed class PasswordsBusyException() : Exception("Too many passwords wait to be hashed.");
