using System.Globalization;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Problems;

/// <summary>
/// A refusal or failure as RFC 9457 says it, with a stable <c>Code</c>. It is a result: a handler returns it, and
/// writing it adds the trace id. Never holds what a caller must not see.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Kebab-case and stable: clients act on it.</param>
/// <param name="Title">The same for every problem of this code.</param>
/// <param name="Detail">What is wrong this time, for a person.</param>
public sealed record Problem(int Status, string Code, string Title, string? Detail = null) : IResult
{
    /// <summary>
    /// The fields at fault, by their path in the body (<c>items[3].text</c>) or their query parameter.
    /// </summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>With 403: the permission or scope that is missing.</summary>
    public string? Permission { get; init; }

    /// <summary>Sent as <c>Retry-After</c>.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static Problem Validation(IReadOnlyDictionary<string, string[]> errors) =>
        new(422, "validation", "Some fields are not valid.", FirstOf(errors)) { Errors = errors };

    public static Problem Validation(string field, string message) =>
        Validation(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>Fields of a feature that is not available here, given with something else than their default.</summary>
    public static Problem NotAvailable(IReadOnlyDictionary<string, string[]> errors) =>
        new(422, "not-available", "This is not available here.", FirstOf(errors)) { Errors = errors };

    /// <summary>A call of a feature that is not there.</summary>
    public static Problem NotAvailable(string detail) =>
        new(422, "not-available", "This is not available here.", detail);

    public static Problem MalformedJson(string? detail = null) =>
        new(400, "malformed-json", "The body is not valid JSON.", detail);

    public static Problem BadRequest(string detail) => new(400, "bad-request", "The request is not valid.", detail);

    public static Problem Credentials(string code = "unauthorized", string? detail = null) =>
        new(401, code, "No valid credentials were given.", detail);

    public static Problem Forbidden(string permission) =>
        new(403, "forbidden", "You are not allowed to do this.", $"It needs {permission}.") { Permission = permission };

    /// <summary>Too much was tried and failed.</summary>
    public static Problem Locked(TimeSpan left) => new(429, "locked", "Too many failed attempts; try again later.")
    {
        RetryAfterSeconds = (int)Math.Ceiling(left.TotalSeconds),
    };

    public static Problem NotFound(string? detail = null) => new(404, "not-found", "There is no such thing.", detail);

    /// <summary>An id in the body or query names nothing in this tenant.</summary>
    public static Problem UnknownReference(string field) => NotFound($"The {field} names nothing that exists.") with
    {
        Errors = new Dictionary<string, string[]> { [field] = ["names nothing that exists"] },
    };

    public static Problem Conflict(string code, string title, string? detail = null) => new(409, code, title, detail);

    public static Problem TooLarge(long bytesMax) => new(
        413, "too-large", "The body is too large.",
        string.Create(CultureInfo.InvariantCulture, $"At most {bytesMax} bytes are taken."));

    public static Problem UnsupportedMediaType(string detail = "It must be application/json.") =>
        new(415, "unsupported-media-type", "The body is not of a type that is taken here.", detail);

    public static Problem Busy() => new(503, "busy", "The server is busy; nothing was done.") { RetryAfterSeconds = 1 };

    public static Problem StoreUnavailable() =>
        new(503, "store-unavailable", "The store cannot serve now; try again.") { RetryAfterSeconds = 2 };

    /// <summary>A node of the cluster did not answer: whether it did anything is unknown.</summary>
    public static Problem Unreachable() =>
        new(503, "unreachable", "A part of the cluster did not answer; try again.") { RetryAfterSeconds = 2 };

    public static Problem Internal() => new(500, "internal", "Something went wrong on our side.");

    /// <summary>A refusal of the core: 404 for what is not there, 409 otherwise.</summary>
    public static Problem Of(Rejection rejection) => rejection == Rejection.NotFound
        ? NotFound()
        : Conflict(RejectionCode.Of(rejection), RejectionTitle.Of(rejection));

    /// <summary>A bare status of the framework (no route, wrong method, …).</summary>
    public static Problem OfStatus(int status) => status switch
    {
        400 => new(400, "bad-request", "The request is not valid."),
        401 => Credentials(),
        404 => NotFound(),
        405 => new(405, "method-not-allowed", "This path does not take that method."),
        408 => new(408, "too-slow", "The request came too slowly."),
        413 => new(413, "too-large", "The body is too large."),
        415 => new(415, "unsupported-media-type", "The body is not of a type that is taken here."),
        >= 500 => Internal() with { Status = status },
        _ => new(status, "refused", "The request was refused."),
    };

    public Task ExecuteAsync(HttpContext httpContext) => ProblemWriter.Write(httpContext, this);

    private static string? FirstOf(IReadOnlyDictionary<string, string[]> errors)
    {
        foreach (var (field, messages) in errors) return $"{field}: {messages[0]}";
        return null;
    }
}
