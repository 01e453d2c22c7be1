using System.Collections.Immutable;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Phrases;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;
using PhraseTable = System.Collections.Generic.Dictionary<
    string, System.Collections.Generic.Dictionary<string, string?>?>;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT|PATCH /v1/settings/phrases</c>: what the system sends by itself, by language.</summary>
internal static class OfPhrases
{
    private const string Path = "/settings/phrases";
    private const string Example = """{"es":{"queueFull":"Ahora no podemos atenderle."}}""";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                SettingResource.Get(http, database, SettingKind.Phrases, Shown, cancel))
            .AsResource<PhraseTable>("getPhrases", "Get the phrases in force, defaults included");
        v1.MapPut(Path, (Body<PhraseTable> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, merges: false))
            .AsResourceEdit<PhraseTable>("putPhrases", "Replace the phrases", Example);
        v1.MapPatch(Path, (Body<PhraseTable> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, merges: true))
            .AsResourceEdit<PhraseTable>("patchPhrases", "Change some phrases", Example);
    }

    private static async Task<IResult> Set(
        PhraseTable given, HttpContext http, AdministrationCommands commands, bool merges)
    {
        var findings = new Findings();
        foreach (var (language, texts) in given) Check(findings, language, texts);
        if (findings.Problem is { } problem) return problem;
        return await SettingResource.Set(
            http, commands, SettingKind.Phrases, present => Over(merges ? present : PhraseBook.Default, given), Shown);
    }

    private static void Check(Findings findings, string language, Dictionary<string, string?>? texts)
    {
        if (!DefaultPhrases.Languages.Contains(language))
        {
            findings.Add(language, $"is not a language of phrases: {string.Join(", ", DefaultPhrases.Languages)}");
            return;
        }

        foreach (var (key, text) in texts ?? [])
        {
            var field = $"{language}.{key}";
            if (!PhraseKey.All.Contains(key)) findings.Add(field, "is not a phrase");
            else if (text is not null) PhraseRules.Check(findings, field, key, text);
        }
    }

    /// <summary>Null, of a text or a language, goes back to the defaults.</summary>
    private static PhraseBook Over(PhraseBook present, PhraseTable given)
    {
        var languages = present.Texts.ToBuilder();
        foreach (var (language, texts) in given)
        {
            var own = (languages.GetValueOrDefault(language) ?? ImmutableSortedDictionary<string, string>.Empty)
                .ToBuilder();
            if (texts is null) own.Clear();
            foreach (var (key, text) in texts ?? [])
            {
                if (text is null) own.Remove(key);
                else own[key] = PhraseRules.Stored(text);
            }

            languages[language] = own.ToImmutable();
        }

        return new PhraseBook(languages.ToImmutable());
    }

    private static PhraseTable Shown(PhraseBook book) => DefaultPhrases.Languages.ToDictionary(
        language => language,
        language => (Dictionary<string, string?>?)PhraseKey.All.ToDictionary(
            key => key, string? (key) => book.TextOf(key, language, null)));
}
