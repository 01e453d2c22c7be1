using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;

namespace LiveChat.Api.Endpoints.Audit;

/// <summary>
/// Rows of one log as CSV, written as they are read: in parts, so that a log of any length takes little memory and no
/// reading lasts long. What a spreadsheet would take for a formula is quoted with an apostrophe.
/// </summary>
internal sealed class AuditCsv(IAdministrationDatabase database, Guid chain, AuditFilter filter) : IResult
{
    public const string ContentType = "text/csv";

    private const int PartCount = 500;

    private static readonly CsvConfiguration _format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
        InjectionEscapeCharacter = '\'',
    };

    private static readonly string[] _columns =
    [
        "number", "at", "actor", "actorId", "actorName", "ip", "action", "targetKind", "target", "tenant", "before",
        "after", "hash",
    ];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancel = httpContext.RequestAborted;
        httpContext.Response.ContentType = $"{ContentType}; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        await using var text = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(false), leaveOpen: true);
        await using var csv = new CsvWriter(text, _format, leaveOpen: true);
        await Write(csv, _columns);
        for (var before = long.MaxValue; ;)
        {
            var from = before;
            var rows = await database.Read(
                (it, token) => AuditReading.Page(it, chain, filter, from, PartCount, token), cancel);
            foreach (var row in rows) await Write(csv, CellsOf(row));
            await csv.FlushAsync();
            await text.FlushAsync(cancel);
            if (rows.Count < PartCount) return;
            before = rows[^1].Number;
        }
    }

    private static async Task Write(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        await csv.NextRecordAsync();
    }

    private static string?[] CellsOf(AuditRow row)
    {
        var view = AuditView.Of(row);
        return
        [
            row.Number.ToString(CultureInfo.InvariantCulture),
            row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            row.Actor, row.ActorId, view.Actor.Name, row.Ip, row.Action, row.TargetKind, row.Target, view.Tenant,
            view.Before?.ToJsonString(), view.After?.ToJsonString(), row.Hash,
        ];
    }
}
