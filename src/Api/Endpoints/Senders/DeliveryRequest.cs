namespace LiveChat.Api.Endpoints.Senders;

/// <summary>
/// How MT of a sender leave, by <c>kind</c>: <c>callback</c> (url, secret), <c>pull</c>, <c>kannel</c> (url, username,
/// password). The fields of other kinds are refused.
/// </summary>
public sealed record DeliveryRequest(
    string Kind, string? Url = null, string? Secret = null, string? Username = null, string? Password = null,
    string? PhoneNumberId = null, string? AccessToken = null, string? AppSecret = null, string? VerifyToken = null,
    string? GraphUrl = null, string? AccountSid = null, string? AuthToken = null);
