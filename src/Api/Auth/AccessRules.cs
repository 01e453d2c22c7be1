namespace LiveChat.Api.Auth;

/// <summary>
/// Declares who may call an endpoint or a group. Every endpoint under <c>/v1</c> has exactly one such declaration in
/// force, the innermost; one without is a bug, and is answered to nobody.
/// </summary>
public static class AccessRules
{
    /// <summary>A member with the permission; with <c>orScope</c> also an API key with that scope.</summary>
    public static T Requires<T>(this T endpoint, Permission permission, string? orScope = null)
        where T : IEndpointConventionBuilder => endpoint.Under(new AccessRule([permission], orScope));

    /// <summary>
    /// A member with at least one of the permissions; with <c>orScope</c> also an API key with that scope.
    /// </summary>
    public static T RequiresAny<T>(this T endpoint, ReadOnlySpan<Permission> permissions, string? orScope = null)
        where T : IEndpointConventionBuilder => endpoint.Under(new AccessRule([.. permissions], orScope));

    /// <summary>Any signed-in member, and no API key.</summary>
    public static T RequiresMember<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.Under(new AccessRule([], AnyMember: true));

    /// <summary>An API key with the scope, and no member.</summary>
    public static T RequiresScope<T>(this T endpoint, string scope)
        where T : IEndpointConventionBuilder => endpoint.Under(new AccessRule([], scope));

    /// <summary>The platform key, and nobody else. Such an endpoint has no <see cref="Principal"/>.</summary>
    public static T RequiresPlatformKey<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.Under(new AccessRule([], Platform: true));

    /// <summary>Anyone, without credentials: sign-in, and hooks that authenticate by themselves.</summary>
    public static T AllowsAnyone<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.Under(new AccessRule([], Anyone: true));

    private static T Under<T>(this T endpoint, AccessRule rule) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(rule);
}
