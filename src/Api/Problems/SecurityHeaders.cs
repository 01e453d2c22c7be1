using LiveChat.Api.Endpoints.Invitations;

namespace LiveChat.Api.Problems;

/// <summary>
/// What browsers are told of every answer: to take it for what it says it is, to run nothing in it, to frame it
/// nowhere, to let no other site embed it and to tell nobody where they come from. The pages that the program serves
/// may run their own files, and nothing else.
/// </summary>
internal sealed class SecurityHeaders(PublicUrl url)
{
    private const string OfAnswers = "default-src 'none'; frame-ancestors 'none'";

    private const string OfDocs =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string OfPages =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private const string OneYear = "max-age=31536000";

    private readonly bool _isHttps = url.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>An endpoint may say otherwise for its own answer.</summary>
    public void Apply(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (_isHttps) headers.StrictTransportSecurity = OneYear;
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/docs") ? OfDocs : OfAnswers;
    }

    /// <summary>For a page of ours: its scripts, styles and pictures are files of this server, never in line.</summary>
    public static void LetRunOwnFiles(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = OfPages;
        http.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
