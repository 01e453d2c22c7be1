using LiveChat.Api.Validation;
using LiveChat.Storage.Questionnaires;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary><c>?from=&amp;to=</c> of results: the last 30 days, unless they are given; 366 days at most.</summary>
internal static class ResultSpan
{
    private static readonly TimeSpan Default = TimeSpan.FromDays(30);
    private static readonly TimeSpan Max = TimeSpan.FromDays(366);

    public static RunSpan Of(HttpContext http, TimeProvider time, Findings findings)
    {
        var query = http.Request.Query;
        var to = findings.Time("to", query) ?? time.GetUtcNow();
        var from = findings.Time("from", query)
            ?? (to - DateTimeOffset.MinValue > Default ? to - Default : DateTimeOffset.MinValue);
        findings.Require(from <= to, "from", "must not be after to");
        findings.Require(to - from <= Max, "from", "must be at most 366 days before to");
        return new RunSpan(from, to);
    }
}
