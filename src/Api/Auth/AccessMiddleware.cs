using LiveChat.Api.Problems;

namespace LiveChat.Api.Auth;

/// <summary>
/// Lets a request pass to its endpoint when its credentials are what the endpoint's <see cref="AccessRule"/> asks for;
/// otherwise 401 or 403. Runs after routing and before any body is read.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, IAuthenticator authenticator, SignInGate gate)
{
    public Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint) return next(http);
        return endpoint.Metadata.GetMetadata<AccessRule>() switch
        {
            { Anyone: true } => PassAnyone(http),
            { } rule => Guard(http, rule),
            null when http.Request.Path.StartsWithSegments("/v1") =>
                throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may call it."),
            null => next(http),
        };
    }

    private async Task PassAnyone(HttpContext http)
    {
        ActorOfRequest.Enter(http);
        await next(http);
    }

    private async Task Guard(HttpContext http, AccessRule rule)
    {
        if (await Refusal(http, rule) is { } problem)
        {
            await problem.ExecuteAsync(http);
            return;
        }

        if (rule.MayAdminister) ActorOfRequest.Enter(http);
        await next(http);
    }

    private async ValueTask<Problem?> Refusal(HttpContext http, AccessRule rule)
    {
        if (Credentials.Bearer(http.Request) is not { } token) return Problem.Credentials();
        if (rule.Platform && authenticator.IsPlatformKey(token))
        {
            http.Features.Set(PlatformCaller.Instance);
            return null;
        }

        if (await authenticator.Find(token, http.RequestAborted) is not { } caller)
        {
            return authenticator.IsPlatformKey(token)
                ? Problem.Forbidden(rule.MissingOfPlatform)
                : Problem.Credentials();
        }

        if (rule.Missing(caller) is { } permission) return Problem.Forbidden(permission);
        if (await gate.Refusal(caller, http.ClientIp(), http.GetEndpoint(), http.RequestAborted) is { } problem)
            return problem;
        http.Features.Set(caller);
        return null;
    }
}
