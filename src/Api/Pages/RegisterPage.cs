using LiveChat.Api.Auth;

namespace LiveChat.Api.Pages;

/// <summary>
/// <c>/register#token=…</c>: where the link of an invitation leads. All it does it does with
/// <c>GET|POST /v1/registration</c>, as any other client could. Its addresses are relative, so that it also works below
/// a path of a proxy.
/// </summary>
internal static class RegisterPage
{
    private const string Path = "/register";

    private static readonly string[] _methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder app)
    {
        var page = new PageFile("register/page.html", "text/html; charset=utf-8");
        app.MapMethods(Path, _methods, http => WithoutSlash(http)
                ? page.Answer(http).ExecuteAsync(http)
                : TypedResults.Redirect($"..{Path}", permanent: true).ExecuteAsync(http))
            .AllowsAnyone().ExcludeFromDescription();
        MapFile(app, "page.js", "text/javascript; charset=utf-8");
        MapFile(app, "page.css", "text/css; charset=utf-8");
        MapFile(app, "icon.svg", "image/svg+xml");
    }

    private static void MapFile(IEndpointRouteBuilder app, string name, string type)
    {
        var file = new PageFile($"register/{name}", type);
        app.MapMethods($"{Path}/{name}", _methods, http => file.Answer(http).ExecuteAsync(http))
            .AllowsAnyone().ExcludeFromDescription();
    }

    /// <summary>With a slash at the end, the page's files would be looked for one level too deep.</summary>
    private static bool WithoutSlash(HttpContext http) => !http.Request.Path.Value!.EndsWith('/');
}
