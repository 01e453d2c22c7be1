using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Phrases;
using LiveChat.Core.Sms;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// <c>POST /v1/settings/phrases/preview</c>: a phrase as a contact would get it, and what it costs as SMS.
/// </summary>
internal static class PreviewPhrase
{
    private const int PositionMax = 1_000_000;
    private const int MinutesMax = 100_000;
    private const int AgentLengthMax = 100;

    /// <param name="Key">Which phrase.</param>
    /// <param name="Language">One of en, es, fr, de, pt, it; null: the tenant's.</param>
    /// <param name="Text">A text to try; null: the one in force.</param>
    /// <param name="Values">What stands for the variables; samples where they are left out.</param>
    public sealed record PreviewRequest(
        string Key, string? Language = null, string? Text = null, PreviewValues? Values = null);

    public sealed record PreviewValues(int Position = 3, int Minutes = 5, string Agent = "Ana");

    /// <param name="Text">With its values.</param>
    /// <param name="Sent">False when the text is empty: then nothing is sent.</param>
    /// <param name="Coding">gsm7 or ucs2.</param>
    /// <param name="Units">Septets, or 16-bit units.</param>
    /// <param name="Segments">How many SMS it takes.</param>
    public sealed record Preview(
        string Key, string Language, string Text, bool Sent, string Coding, int Units, int Segments);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/settings/phrases/preview", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
        .Produces<Preview>()
        .WithExample("""{"key":"waiting","language":"es"}""")
        .Described("Settings", "previewPhrase", "See a phrase as a contact would get it");

    private static async Task<IResult> Handle(
        Body<PreviewRequest> body, HttpContext http, IDirectory directory, CancellationToken cancel)
    {
        var request = body.Value;
        var findings = new Findings();
        var values = request.Values ?? new PreviewValues();
        var language = request.Language;
        findings.Require(PhraseKey.All.Contains(request.Key), "key", "is not a phrase");
        findings.Require(
            language is null || DefaultPhrases.Languages.Contains(language), "language",
            $"must be one of {string.Join(", ", DefaultPhrases.Languages)}");
        findings.Within("values.position", values.Position, 1, PositionMax);
        findings.Within("values.minutes", values.Minutes, 1, MinutesMax);
        var agent = findings.Name("values.agent", values.Agent, AgentLengthMax);
        if (request.Text is { } given && PhraseKey.All.Contains(request.Key))
            PhraseRules.Check(findings, "text", request.Key, given);
        if (findings.Problem is { } problem) return problem;

        var tenant = await directory.Tenant(http.Principal().Tenant, cancel);
        language ??= DefaultPhrases.Known(tenant?.Language) ?? DefaultPhrases.LastLanguage;
        var book = tenant?.Phrases ?? PhraseBook.Default;
        var wording = new Wording(
            book, language, language, agent, values.Position, TimeSpan.FromMinutes(values.Minutes));
        var text = wording.Fill(
            request.Text is { } tried ? PhraseRules.Stored(tried) : book.TextOf(request.Key, language, null));
        var length = SmsLength.Of(text);
        return TypedResults.Ok(new Preview(
            request.Key, language, text, text.Length > 0, length.Coding == SmsCoding.Gsm7 ? "gsm7" : "ucs2",
            length.Units, text.Length == 0 ? 0 : length.Segments));
    }
}
