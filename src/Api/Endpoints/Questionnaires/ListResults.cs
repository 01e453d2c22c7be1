using System.Globalization;
using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Questionnaires;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary><c>GET /v1/questionnaires/{id}/results</c>: each time it was put, newest first.</summary>
internal static class ListResults
{
    private const string ListName = "results";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/questionnaires/{id}/results", Handle)
        .RequiresAny([Permission.ViewAnalytics, Permission.Supervise, Permission.ManageTeam], Scope.AdminRead)
        .Produces<PageOf<RunView>>()
        .Refuses(404)
        .Described("Questionnaires", "listResults", "List what was answered", "Newest first by sentAt.")
        .TakesQuery(
            ("from", "Sent at or after this time; 30 days before to by default"),
            ("to", "Sent before this time; now by default, and at most 366 days after from"))
        .TakesPage();

    private static async Task<IResult> Handle(
        string id, HttpContext http, IDirectory directory, IQuestionnaireStore store, TimeProvider time,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        var tenant = caller.Tenant;
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = After(page, findings);
        var span = ResultSpan.Of(http, time, findings);
        if (findings.Problem is { } problem) return problem;
        if (await directory.Questionnaire(tenant, id, cancel) is not { } questionnaire) return Problem.NotFound();
        var runs = await store.Runs(tenant, questionnaire.Id, span, after, page.Limit + 1, cancel);
        return TypedResults.Ok(runs.ToPage(page, run => RunView.Of(run, caller.ShowFullPhone), run => Cursor.Of(
            ListName, run.SentAt.Ticks.ToString(CultureInfo.InvariantCulture), run.Conversation.Thread.ToString(),
            run.Run.ToString(CultureInfo.InvariantCulture))));
    }

    private static RunCursor? After(Page page, Findings findings)
    {
        if (page.After(ListName, 3, findings) is not { } parts) return null;
        if (long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            && GuidId.TryParse<ThreadId>(parts[1], out var thread)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var run))
        {
            return new RunCursor(new DateTimeOffset(ticks, TimeSpan.Zero), thread, run);
        }

        findings.Add("cursor", "is not a cursor of this list");
        return null;
    }
}
