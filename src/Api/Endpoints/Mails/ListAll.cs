using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Mails;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Mails;

/// <summary>
/// <c>GET /v1/mail</c>, and for the operator <c>GET /v1/platform/mail</c>: mails of the last 30 days, newest first.
/// </summary>
internal static class ListAll
{
    private const string ListName = "mail";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/mail", (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                Handle(http, database, http.Principal().Tenant, cancel))
            .Requires(Permission.ManageTeam, Scope.AdminRead)
            .Produces<PageOf<MailView>>()
            .Described("Mail", "listMail", "List mails to members", "Newest first; those that ended, for 30 days.")
            .TakesQuery(("state", "Only those: queued, sent or dead"))
            .TakesPage();
        v1.MapGet("/platform/mail", (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                Handle(http, database, tenant: null, cancel))
            .RequiresPlatformKey()
            .Produces<PageOf<MailView>>()
            .Described("Platform", "listMailOfAll", "List mails of all tenants", "Newest first.")
            .TakesQuery(("state", "Only those: queued, sent or dead"))
            .TakesPage();
    }

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, TenantId? tenant, CancellationToken cancel)
    {
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var before = page.IdOr(Guid.AllBitsSet, ListName, findings);
        var state = State(http.Request.Query["state"].ToString(), findings);
        if (findings.Problem is { } problem) return problem;
        var found = await database.Read(
            async (rows, token) => await (
                from mail in Of(rows, tenant, state)
                join owner in rows.PresentTenants on mail.Tenant equals owner.Id
                where mail.Id.CompareTo(before) < 0
                orderby mail.Id descending
                select new { Mail = mail, owner.Slug }).Take(page.Limit + 1).ToListAsync(token),
            cancel);
        return TypedResults.Ok(found.ToPage(
            page, it => MailView.Of(it.Mail, it.Slug), it => Cursor.Of(ListName, it.Mail.Id.ToString("N"))));
    }

    private static IQueryable<MailRow> Of(AdministrationContext rows, TenantId? tenant, MailState? state)
    {
        var mails = tenant is { } owner ? rows.Mails.Where(row => row.Tenant == owner) : rows.Mails;
        return state is { } wanted ? mails.Where(row => row.State == wanted) : mails;
    }

    private static MailState? State(string text, Findings findings)
    {
        if (text.Length == 0) return null;
        if (Names.TryParse<MailState>(text, out var state)) return state;
        findings.Add("state", "must be queued, sent or dead");
        return null;
    }
}
