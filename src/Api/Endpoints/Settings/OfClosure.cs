using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT|PATCH /v1/settings/closure</c>: how people close conversations.</summary>
internal static class OfClosure
{
    /// <summary>What is left out of a PUT has its default.</summary>
    public sealed record ClosureRequest
    {
        /// <summary>False: only who supervises closes.</summary>
        public Optional<bool> AgentsMayClose { get; init; }
        public Optional<bool> ReasonRequired { get; init; }

        /// <summary>The reasons to choose from, at most 50; empty: any text.</summary>
        public Optional<IReadOnlyList<string>> Reasons { get; init; }
        public Optional<bool> LabelsRequired { get; init; }

        /// <summary>The contact is sent the phrase closed.</summary>
        public Optional<bool> TellContact { get; init; }
    }

    public sealed record ClosureView(
        bool AgentsMayClose, bool ReasonRequired, IReadOnlyList<string> Reasons, bool LabelsRequired, bool TellContact);

    public static void Map(RouteGroupBuilder v1) => new SettingShape<ClosureRules, ClosureRequest, ClosureView>(
        "/settings/closure", "ClosureRules", "the rules of closing",
        """{"reasonRequired":true,"reasons":["solved","spam"]}""", SettingKind.Closure, Edit, Shown).Map(v1);

    private static Func<ClosureRules, ClosureRules> Edit(ClosureRequest request, Findings findings)
    {
        var reasons = findings.Distinct(
            "reasons", findings.Given("reasons", request.Reasons) ?? [], ClosureRules.ReasonsMax);
        var named = reasons.Select(
            (it, index) => findings.Name($"reasons[{index}]", it, ClosureRules.ReasonLengthMax)).ToList();
        return rules => rules with
        {
            AgentsMayClose = request.AgentsMayClose.Or(rules.AgentsMayClose),
            ReasonRequired = request.ReasonRequired.Or(rules.ReasonRequired),
            Reasons = request.Reasons.IsGiven ? [.. named] : rules.Reasons,
            LabelsRequired = request.LabelsRequired.Or(rules.LabelsRequired),
            TellContact = request.TellContact.Or(rules.TellContact),
        };
    }

    private static ClosureView Shown(ClosureRules rules) => new(
        rules.AgentsMayClose, rules.ReasonRequired, rules.Reasons, rules.LabelsRequired, rules.TellContact);
}
