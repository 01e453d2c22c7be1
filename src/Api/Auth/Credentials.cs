using Microsoft.Net.Http.Headers;

namespace LiveChat.Api.Auth;

/// <summary>The caller of a request, once the access middleware has let it pass.</summary>
public static class Credentials
{
    /// <summary>Who calls.</summary>
    /// <exception cref="InvalidOperationException">
    /// The endpoint has no tenant's caller: platform key, or anyone.
    /// </exception>
    public static Principal Principal(this HttpContext context) =>
        context.Features.Get<Principal>()
        ?? throw new InvalidOperationException("This endpoint is not one that a member or an API key calls.");

    /// <summary>
    /// The caller as it is now, for requests that live long (streams, long polls): null once the session or key was
    /// ended or has expired, the member was disabled, lost the right to this endpoint, or its tenant asks more of it
    /// than it has. Counts as activity of the session.
    /// </summary>
    internal static async ValueTask<Principal?> CallerNow(this HttpContext context, CancellationToken cancel = default)
    {
        var services = context.RequestServices;
        if (Bearer(context.Request) is not { } token) return null;
        if (await services.GetRequiredService<IAuthenticator>().Find(token, cancel) is not { } caller) return null;
        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>()?.Missing(caller) is not null) return null;
        var refusal = await services.GetRequiredService<SignInGate>()
            .Refusal(caller, context.ClientIp(), context.GetEndpoint(), cancel);
        return refusal is null ? caller : null;
    }

    /// <summary>The bearer token (RFC 6750), or null when there is none or more than one.</summary>
    internal static string? Bearer(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers[HeaderNames.Authorization];
        if (header.Count != 1 || header[0] is not { } value) return null;
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var token = value[Scheme.Length..].Trim();
        return token.Length is > 0 and <= TokenLengthMax ? token : null;
    }

    private const int TokenLengthMax = 256;
}
