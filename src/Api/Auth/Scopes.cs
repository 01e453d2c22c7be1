using System.Collections.Immutable;

namespace LiveChat.Api.Auth;

/// <summary>Every scope that an API key can have.</summary>
public static class Scopes
{
    public static readonly ImmutableArray<string> All =
    [
        Scope.MoWrite, Scope.MtRead, Scope.DlrWrite, Scope.ConversationsRead, Scope.ConversationsWrite,
        Scope.AdminRead, Scope.AdminWrite, Scope.TemplatesRead, Scope.TemplatesWrite, Scope.NotificationsSend,
    ];
}
