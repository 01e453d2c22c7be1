using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT|PATCH /v1/settings/localisation</c>: languages and the time zone.</summary>
internal static class OfLocalisation
{
    /// <summary>What is left out of a PUT has its default.</summary>
    public sealed record LocalisationRequest
    {
        /// <summary>A tag, as es or pt-BR; null: the tenant's language.</summary>
        public Optional<string?> DefaultLanguage { get; init; }

        /// <summary>
        /// Of the IANA database: the clock of transcripts, and of opening hours that are yet to be set; null: the one
        /// the tenant was made with.
        /// </summary>
        public Optional<string?> TimeZone { get; init; }

        /// <summary>The language of a conversation is that of its first message.</summary>
        public Optional<bool> DetectLanguage { get; init; }

        /// <summary>Where none is detected the default is taken; false: it stays unknown.</summary>
        public Optional<bool> FallBackToDefault { get; init; }

        /// <summary>A message that is nothing but a language's name or code changes the language.</summary>
        public Optional<bool> ContactMaySwitch { get; init; }
    }

    public sealed record LocalisationView(
        string? DefaultLanguage, string? TimeZone, bool DetectLanguage, bool FallBackToDefault, bool ContactMaySwitch);

    public static void Map(RouteGroupBuilder v1) =>
        new SettingShape<LocalisationRules, LocalisationRequest, LocalisationView>(
            "/settings/localisation", "Localisation", "the rules of languages and the time zone",
            """{"detectLanguage":true,"contactMaySwitch":true}""", SettingKind.Localisation, Edit, Shown).Map(v1);

    private static Func<LocalisationRules, LocalisationRules> Edit(LocalisationRequest request, Findings findings)
    {
        var language = request.DefaultLanguage.Value is { } given
            ? findings.Language("defaultLanguage", given)
            : null;
        var zone = request.TimeZone.Value is { } named ? findings.TimeZone("timeZone", named) : null;
        return rules => rules with
        {
            DefaultLanguage = request.DefaultLanguage.IsGiven ? language : rules.DefaultLanguage,
            TimeZone = request.TimeZone.IsGiven ? zone : rules.TimeZone,
            DetectLanguage = request.DetectLanguage.Or(rules.DetectLanguage),
            FallBackToDefault = request.FallBackToDefault.Or(rules.FallBackToDefault),
            ContactMaySwitch = request.ContactMaySwitch.Or(rules.ContactMaySwitch),
        };
    }

    private static LocalisationView Shown(LocalisationRules rules) => new(
        rules.DefaultLanguage, rules.TimeZone, rules.DetectLanguage, rules.FallBackToDefault, rules.ContactMaySwitch);
}
