using LiveChat.Api.Auth;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LiveChat.Api.OpenApi;

/// <summary>
/// The OpenAPI document: made from the endpoints themselves, completed with what is the same for all.
/// </summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    internal const string SchemeName = "bearer";

    private const string Introduction =
        """
        LiveChat routes people who write by SMS or WhatsApp to human agents.

        Times are RFC 3339 in UTC, durations whole seconds, ids opaque strings. Lists answer `items` and `next`, the
        cursor of the following part. Errors are problems as in RFC 9457 with a stable `code`; 503 comes with
        `Retry-After`. Unknown fields in bodies are refused.
        """;

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "LiveChat", Version = Name, Description = Introduction };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A session's token, an API key, or for /v1/platform the platform key.",
            };
            return Task.CompletedTask;
        });
        options.CreateSchemaReferenceId = SchemaDetails.NameOf;
        options.AddOperationTransformer(OperationDetails.Complete);
        options.AddSchemaTransformer(SchemaDetails.Complete);
    }

    /// <summary>Who may call, in words.</summary>
    internal static string AudienceOf(AccessRule rule)
    {
        if (rule.Platform) return "The platform key.";
        if (rule.AnyMember) return "Any member.";
        var members = string.Join(" or ", rule.AnyOf.Select(PermissionNames.Of));
        if (rule.OfAdmins) members = $"admin and {members}";
        if (rule.Switch is { } action) members += $" (where the workspace allows {PermissionNames.Of(action)})";
        return rule.Scope is null ? $"Members with {members}."
            : members.Length == 0 ? $"API keys with {rule.Scope}."
            : $"Members with {members}, API keys with {rule.Scope}.";
    }
}
