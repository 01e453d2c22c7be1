using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Conversations;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// <c>GET /v1/conversations/{id}/transcript</c>: the conversation as a page to print, its times in the tenant's zone,
/// the contact's address as the caller may see it.
/// </summary>
internal static class PrintTranscript
{
    private const int EventsPageMax = 500;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/conversations/{id}/transcript", Handle)
        .RequiresAny([Permission.ViewConversations, Permission.AgentWorkspace], Scope.ConversationsRead)
        .WhereWorkspaceAllows(WorkspaceAction.PrintConversation)
        .Produces<string>(StatusCodes.Status200OK, "text/html")
        .Refuses(404)
        .Described("Conversations", "printTranscript", "Get a conversation as a page to print",
            "Without scripts and without anything to load. Notes, which the contact never saw, are left out unless "
            + "they are asked for.")
        .TakesQuery(("notes", "true: with the notes"));

    private static async Task<IResult> Handle(
        string id, HttpContext http, IConversationStore store, IDirectory directory, CancellationToken cancel)
    {
        var caller = http.Principal();
        var findings = new Findings();
        var notes = http.Request.Query["notes"].ToString();
        findings.Require(notes is "" or "true" or "false", "notes", "must be true or false");
        if (findings.Problem is { } problem) return problem;
        if (await store.Visible(id, caller, cancel) is not { } head) return Problem.NotFound();
        if (await directory.Tenant(head.Tenant, cancel) is not { } tenant) return Problem.NotFound();

        var page = new TranscriptPage(http.Response.BodyWriter, tenant.TimeZone);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = TranscriptPage.ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        page.Begin(tenant.Name, ConversationView.Of(head, caller.ShowFullPhone));
        var sight = new ContactSight(head.Contact, caller.ShowFullPhone);
        await Write(page, head, sight, notes == "true", store, directory, cancel);
        page.End();
        await http.Response.BodyWriter.FlushAsync(cancel);
        return TypedResults.Empty;
    }

    /// <summary>Page by page, so that a long conversation is never whole in memory.</summary>
    private static async ValueTask Write(
        TranscriptPage page, ConversationHead head, ContactSight sight, bool withNotes, IConversationStore store,
        IDirectory directory, CancellationToken cancel)
    {
        for (var from = head.FirstVersion; ;)
        {
            var events = await store.Events(head.Tenant, head.Id, from, EventsPageMax, cancel);
            foreach (var (version, happened) in events)
            {
                if (!MessageView.IsMessage(happened) || (happened is Noted && !withNotes)) continue;
                var author = await AuthorView.Of(happened.By, head.Tenant, directory, cancel);
                page.Add(MessageView.Of(head.Id.Thread, version, happened, author, delivery: null, sight));
            }

            if (events.Count < EventsPageMax) return;
            await page.Flush(cancel);
            from = events[^1].Version + 1;
        }
    }
}
