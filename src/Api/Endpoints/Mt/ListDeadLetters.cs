using System.Globalization;
using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Core.Addresses;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;

namespace LiveChat.Api.Endpoints.Mt;

/// <summary><c>GET /v1/mt/dead-letters</c>: messages that were given up, the latest first.</summary>
internal static class ListDeadLetters
{
    private const string ListName = "dead-letters";

    /// <param name="Message">The message.</param>
    /// <param name="Code">Why: <c>http-410</c>, <c>timeout</c>, <c>unreachable</c>, <c>url-not-allowed</c>, ….</param>
    /// <param name="Attempts">How often it was tried and put off before.</param>
    /// <param name="GivenUpAt">When.</param>
    public sealed record DeadLetterView(MtView Message, string? Code, int Attempts, DateTimeOffset GivenUpAt);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/mt/dead-letters", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminRead)
        .Produces<PageOf<DeadLetterView>>()
        .Refuses(422)
        .Described("Mt", "listDeadLetters", "List messages that were given up", "The latest first.")
        .TakesQuery(("senderId", "Only those of this sender"))
        .TakesPage();

    private static async Task<IResult> Handle(HttpContext http, IOutboxStore outbox, CancellationToken cancel)
    {
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = After(page, findings);
        SenderId? sender = http.Request.Query.TryGetValue("senderId", out var text)
            ? findings.Id<SenderId>("senderId", text.ToString())
            : null;
        if (findings.Problem is { } problem) return problem;
        var principal = http.Principal();
        var found = await outbox.DeadLetters(principal.Tenant, sender, after, page.Limit + 1, cancel);
        return TypedResults.Ok(found.ToPage(page, letter => ViewOf(letter, principal), CursorOf));
    }

    private static DeadLetterView ViewOf(DeadLetter letter, Principal principal)
    {
        var message = MtView.Of(letter.Message);
        if (!principal.ShowFullPhone)
        {
            var sight = new ContactSight(message.To, Full: false);
            message = message with
            {
                To = PhoneNumber.Mask(message.To),
                Text = sight.Text(message.Text),
                Attachments = message.Attachments?
                    .Select(it => it with { Url = sight.Text(it.Url), Name = sight.Text(it.Name) }).ToArray(),
            };
        }

        return new DeadLetterView(message, letter.Code, letter.Message.Attempts, letter.GivenUpAt);
    }

    private static string CursorOf(DeadLetter letter) => Cursor.Of(
        ListName, letter.GivenUpAt.UtcTicks.ToString(CultureInfo.InvariantCulture), letter.Message.Id.ToString());

    private static DeadLetterCursor? After(Page page, Findings findings)
    {
        if (page.After(ListName, 2, findings) is not { } parts) return null;
        if (long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks && MessageId.TryParse(parts[1], out var message))
            return new DeadLetterCursor(new DateTimeOffset(ticks, TimeSpan.Zero), message);
        findings.Add("cursor", "is not a cursor of this list");
        return null;
    }
}
