using LiveChat.Api.Limits;
using LiveChat.Api.Problems;

namespace LiveChat.Api.Auth;

/// <summary>
/// Lets a request pass to its endpoint when its credentials are what the endpoint's <see cref="AccessRule"/> asks for;
/// otherwise 401, 403 or, when it is one too many, 429. Runs after routing and before any body is read.
/// </summary>
internal sealed class AccessMiddleware(
    RequestDelegate next, IAuthenticator authenticator, SignInGate gate, RateLimits limits, TimeProvider time)
{
    public Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint) return next(http);
        return endpoint.Metadata.GetMetadata<AccessRule>() switch
        {
            { Anyone: true } rule => PassAnyone(http, rule),
            { } rule => Guard(http, rule),
            null when http.Request.Path.StartsWithSegments("/v1") =>
                throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may call it."),
            null => next(http),
        };
    }

    private async Task PassAnyone(HttpContext http, AccessRule rule)
    {
        if (limits.Judge(http, rule) is { } refusal)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        ActorOfRequest.Enter(http);
        await next(http);
    }

    private async Task Guard(HttpContext http, AccessRule rule)
    {
        var startedAt = time.GetTimestamp();
        var (refusal, caller) = await Judge(http, rule);
        var succeeded = false;
        try
        {
            if (refusal is not null) await refusal.ExecuteAsync(http);
            else await Pass(http, rule, caller);
            succeeded = http.Response.StatusCode < StatusCodes.Status400BadRequest;
        }
        finally
        {
            caller?.Usage?.Count(http, time, startedAt, succeeded);
        }
    }

    private Task Pass(HttpContext http, AccessRule rule, Principal? caller)
    {
        if (caller is not null) http.Features.Set(caller);
        if (rule.MayAdminister) ActorOfRequest.Enter(http, caller?.Tenant ?? default);
        return next(http);
    }

    /// <summary>Why the request may not pass, if so; and who calls, null for the platform key and for nobody.</summary>
    private async ValueTask<(Problem? Refusal, Principal? Caller)> Judge(HttpContext http, AccessRule rule)
    {
        if (Credentials.Bearer(http.Request) is not { } token) return (Problem.Credentials(), null);
        if (rule.Platform && await authenticator.FindPlatform(token, http.RequestAborted) is { } platform)
        {
            http.Features.Set(platform);
            return (null, null);
        }

        if (await authenticator.Find(token, http.RequestAborted) is not { } caller)
        {
            return await authenticator.FindPlatform(token, http.RequestAborted) is not null
                ? (Problem.Forbidden(rule.MissingOfPlatform), null)
                : (Problem.Credentials(), null);
        }

        if (rule.Missing(caller) is { } permission) return (Problem.Forbidden(permission), caller);
        var refusal = await gate.Refusal(caller, http.ClientIp(), http.GetEndpoint(), http.RequestAborted);
        return (refusal ?? await limits.Judge(http, rule, caller), caller);
    }
}
