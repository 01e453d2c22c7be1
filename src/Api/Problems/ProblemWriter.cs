using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Api.Json;

namespace LiveChat.Api.Problems;

/// <summary>The body of a problem response, as in RFC 9457 with the extensions <c>code</c>, <c>traceId</c>,
/// <c>errors</c>
/// and <c>permission</c>.</summary>
public sealed record ProblemBody(
    string Type, string Title, int Status, string Code, string? Detail, string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, string[]>? Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Permission);

/// <summary>Writes problems as <c>application/problem+json</c>.</summary>
internal static class ProblemWriter
{
    /// <summary>
    /// What finds this request in the logs: the trace's id where it is traced, else the connection's and its own.
    /// </summary>
    public static string TraceId(HttpContext http) =>
        Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    public static Task Write(HttpContext http, Problem problem)
    {
        var response = http.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        var body = new ProblemBody(
            $"urn:livechat:problem:{problem.Code}", problem.Title, problem.Status, problem.Code, problem.Detail,
            TraceId(http), problem.Errors, problem.Permission);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.TypeInfo<ProblemBody>());
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }
}
