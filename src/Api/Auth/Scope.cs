namespace LiveChat.Api.Auth;

/// <summary>What an API key may do; the text form is <c>area:verb</c>.</summary>
public static class Scope
{
    public const string MoWrite = "mo:write";
    public const string MtRead = "mt:read";
    public const string DlrWrite = "dlr:write";
    public const string ConversationsRead = "conversations:read";
    public const string ConversationsWrite = "conversations:write";
    public const string AdminRead = "admin:read";
    public const string AdminWrite = "admin:write";
    public const string TemplatesRead = "templates:read";
    public const string TemplatesWrite = "templates:write";
    public const string NotificationsSend = "notifications:send";
}
