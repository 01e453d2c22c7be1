using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary>Rules that creating and editing an agent share.</summary>
internal static class AgentFields
{
    private const int CapMax = 10_000;

    /// <summary>At least 1; null: the tenant's cap.</summary>
    public static int? Cap(this Findings findings, int? value) =>
        value is { } cap ? findings.Within("maxConcurrentSessions", cap, 1, CapMax) : null;

    /// <summary>An agent may be everything but a viewer.</summary>
    public static Role AgentRole(this Findings findings, Role value)
    {
        findings.Require(value != Role.Viewer, "role", "must be agent, supervisor or admin");
        return value;
    }

    public static IReadOnlyList<QueueId> Queues(this Findings findings, IReadOnlyList<QueueId> value) =>
        findings.Distinct("queues", value, TenantLimits.MembershipsMax);

    public static IReadOnlyList<LabelId> AgentLabels(
        this Findings findings, IReadOnlyList<string> value, LabelCatalogue? catalogue) =>
        [.. findings.Labels("labels", value, catalogue ?? new(), use: null, LabelCatalogue.LabelsMax)
            .Select(it => it.Id)];
}
