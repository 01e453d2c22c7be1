using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary>
/// An agent as administrators see it. <c>MaxConcurrentSessions</c> null: the tenant's cap. <c>Presence</c> is
/// <c>online</c> or <c>offline</c>. <c>HandledLast30Days</c>: of the conversations opened in these days, those that it
/// has or had last.
/// </summary>
public sealed record AgentView(
    AgentId Id, string Username, string DisplayName, string? Email, Role Role, int? MaxConcurrentSessions,
    IReadOnlyList<string> Languages, IReadOnlyList<LabelId> Labels, IReadOnlyList<QueueId> Queues, bool ShowFullPhone,
    bool Enabled, string Presence, string Status, DateTimeOffset CreatedAt, long HandledLast30Days);
