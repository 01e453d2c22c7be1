using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT|PATCH /v1/settings/localisation</c>: in which language contacts are written to.</summary>
internal static class OfLocalisation
{
    private const string Path = "/settings/localisation";
    private const string Example = """{"detectLanguage":true,"contactMaySwitch":true}""";

    /// <summary>What is left out of a PUT has its default.</summary>
    public sealed record LocalisationRequest
    {
        /// <summary>A tag, as es or pt-BR; null: the tenant's language.</summary>
        public Optional<string?> DefaultLanguage { get; init; }

        /// <summary>The language of a conversation is that of its first message.</summary>
        public Optional<bool> DetectLanguage { get; init; }

        /// <summary>Where none is detected the default is taken; false: it stays unknown.</summary>
        public Optional<bool> FallBackToDefault { get; init; }

        /// <summary>A message that is nothing but a language's name or code changes the language.</summary>
        public Optional<bool> ContactMaySwitch { get; init; }
    }

    public sealed record LocalisationView(
        string? DefaultLanguage, bool DetectLanguage, bool FallBackToDefault, bool ContactMaySwitch);

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                SettingResource.Get(http, database, SettingKind.Localisation, Shown, cancel))
            .AsResource<LocalisationView>("getLocalisation", "Get the rules of languages");
        v1.MapPut(Path, (Body<LocalisationRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, _ => new LocalisationRules()))
            .AsResourceEdit<LocalisationView>("putLocalisation", "Replace the rules of languages", Example);
        v1.MapPatch(Path, (Body<LocalisationRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, present => present))
            .AsResourceEdit<LocalisationView>("patchLocalisation", "Change the rules of languages", Example);
    }

    private static async Task<IResult> Set(
        LocalisationRequest request, HttpContext http, AdministrationCommands commands,
        Func<LocalisationRules, LocalisationRules> otherwise)
    {
        var findings = new Findings();
        var language = request.DefaultLanguage.Value is { } given
            ? findings.Language("defaultLanguage", given)
            : null;
        if (findings.Problem is { } problem) return problem;
        return await SettingResource.Set(
            http, commands, SettingKind.Localisation,
            present => Over(otherwise(present), request, language), Shown);
    }

    private static LocalisationRules Over(
        LocalisationRules rules, LocalisationRequest request, string? language) => rules with
        {
            DefaultLanguage = request.DefaultLanguage.IsGiven ? language : rules.DefaultLanguage,
            DetectLanguage = request.DetectLanguage.Or(rules.DetectLanguage),
            FallBackToDefault = request.FallBackToDefault.Or(rules.FallBackToDefault),
            ContactMaySwitch = request.ContactMaySwitch.Or(rules.ContactMaySwitch),
        };

    private static LocalisationView Shown(LocalisationRules rules) => new(
        rules.DefaultLanguage, rules.DetectLanguage, rules.FallBackToDefault, rules.ContactMaySwitch);
}
