using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT|PATCH /v1/settings/closure</c>: how people close conversations.</summary>
internal static class OfClosure
{
    private const string Path = "/settings/closure";
    private const string Example = """{"reasonRequired":true,"reasons":["solved","spam"]}""";

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

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                SettingResource.Get(http, database, SettingKind.Closure, Shown, cancel))
            .AsResource<ClosureView>("getClosureRules", "Get the rules of closing");
        v1.MapPut(Path, (Body<ClosureRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, _ => new ClosureRules()))
            .AsResourceEdit<ClosureView>("putClosureRules", "Replace the rules of closing", Example);
        v1.MapPatch(Path, (Body<ClosureRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, present => present))
            .AsResourceEdit<ClosureView>("patchClosureRules", "Change the rules of closing", Example);
    }

    private static async Task<IResult> Set(
        ClosureRequest request, HttpContext http, AdministrationCommands commands,
        Func<ClosureRules, ClosureRules> otherwise)
    {
        var findings = new Findings();
        var reasons = findings.Distinct(
            "reasons", findings.Given("reasons", request.Reasons) ?? [], ClosureRules.ReasonsMax);
        var named = reasons.Select(
            (it, index) => findings.Name($"reasons[{index}]", it, ClosureRules.ReasonLengthMax)).ToList();
        if (findings.Problem is { } problem) return problem;
        return await SettingResource.Set(
            http, commands, SettingKind.Closure,
            present => Over(otherwise(present), request, named), Shown);
    }

    private static ClosureRules Over(ClosureRules rules, ClosureRequest request, List<string> reasons) => rules with
    {
        AgentsMayClose = request.AgentsMayClose.Or(rules.AgentsMayClose),
        ReasonRequired = request.ReasonRequired.Or(rules.ReasonRequired),
        Reasons = request.Reasons.IsGiven ? [.. reasons] : rules.Reasons,
        LabelsRequired = request.LabelsRequired.Or(rules.LabelsRequired),
        TellContact = request.TellContact.Or(rules.TellContact),
    };

    private static ClosureView Shown(ClosureRules rules) => new(
        rules.AgentsMayClose, rules.ReasonRequired, rules.Reasons, rules.LabelsRequired, rules.TellContact);
}
