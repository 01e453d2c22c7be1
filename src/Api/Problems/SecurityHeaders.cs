using LiveChat.Api.Endpoints.Invitations;

namespace LiveChat.Api.Problems;

/// <summary>
/// What browsers are told of every answer: to take it for what it says it is, to run nothing in it and to frame it
/// nowhere. The browsable page of the API may run its own scripts, and nothing else.
/// </summary>
internal sealed class SecurityHeaders(PublicUrl url)
{
    private const string OfAnswers = "default-src 'none'; frame-ancestors 'none'";

    private const string OfDocs =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string OneYear = "max-age=31536000";

    private readonly bool _isHttps = url.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>An endpoint may say otherwise for its own answer.</summary>
    public void Apply(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (_isHttps) headers.StrictTransportSecurity = OneYear;
        if (!http.Request.Path.StartsWithSegments("/docs"))
        {
            headers.ContentSecurityPolicy = OfAnswers;
            return;
        }

        headers.ContentSecurityPolicy = OfDocs;
        headers["Referrer-Policy"] = "no-referrer";
    }
}
