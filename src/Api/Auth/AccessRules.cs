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

    /// <summary>
    /// A member whose workspace allows it, besides what the declaration before this one asks for. API keys have no
    /// workspace.
    /// </summary>
    public static T WhereWorkspaceAllows<T>(this T endpoint, WorkspaceAction action)
        where T : IEndpointConventionBuilder => endpoint.Narrowed(rule => rule with { Switch = action });

    /// <summary>Of the members that the declaration before this one lets in, admins only.</summary>
    public static T OfAdmins<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        endpoint.Narrowed(rule => rule with { OfAdmins = true });

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

    /// <summary>
    /// For what anyone may call and what can be guessed at: only so many calls from one address are taken.
    /// </summary>
    public static T LimitedPerAddress<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        endpoint.Narrowed(rule => rule with { PerAddress = true });

    private static T Narrowed<T>(this T endpoint, Func<AccessRule, AccessRule> narrow)
        where T : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(narrow(builder.Metadata.OfType<AccessRule>().Last())));
        return endpoint;
    }

    /// <summary>Also for an admin who must enrol a second factor first.</summary>
    internal static T AllowsBeforeEnrolment<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(OpenBeforeEnrolment.Instance);

    private static T Under<T>(this T endpoint, AccessRule rule) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(rule);
}
