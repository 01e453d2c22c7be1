using System.Collections.Immutable;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Api.Endpoints.Labels;

/// <summary>Rules that creating and editing a label share.</summary>
internal static class LabelFields
{
    public const int NameLengthMax = 50;
    public const string DefaultColour = "#808080";

    public static string? Colour(this Findings findings, string? value)
    {
        var isColour = value is null || (value is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit));
        findings.Require(isColour, "colour", "must be as #rrggbb");
        return value?.ToLowerInvariant();
    }

    public static ImmutableArray<AgentId>? LabelAgents(this Findings findings, IReadOnlyList<AgentId>? value) =>
        value is null ? null : [.. findings.Distinct("agents", value, Label.AgentsMax)];
}
