using System.Globalization;
using System.Text.Json.Nodes;
using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints;
using LiveChat.Api.Problems;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LiveChat.Api.OpenApi;

/// <summary>
/// Completes each operation: who may call, parameters read by hand, examples, and every problem it may answer.
/// </summary>
internal static class OperationDetails
{
    private static readonly Dictionary<int, string> _meanings = new()
    {
        [400] = "The body is not JSON.",
        [401] = "No valid credentials.",
        [403] = "Not allowed; permission names what is missing.",
        [404] = "There is no such thing in this tenant.",
        [409] = "Refused; the code says why, and nothing was changed.",
        [412] = "The settings have changed meanwhile.",
        [413] = "The body is too large.",
        [415] = "The body is not application/json.",
        [422] = "Fields are not valid; errors names each.",
        [429] = "Too many requests or attempts; see Retry-After.",
        [500] = "Something went wrong on our side.",
        [503] = "Busy, or the store cannot serve; see Retry-After.",
    };

    public static async Task Complete(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var rule = metadata.OfType<AccessRule>().LastOrDefault();
        if (rule is { Anyone: false })
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(ApiDocument.SchemeName, context.Document)] = [],
                },
            ];
            var audience = ApiDocument.AudienceOf(rule);
            operation.Description = operation.Description is { } text ? $"{text}\n\n{audience}" : audience;
        }

        Parameters(operation, metadata);
        Example(operation, metadata);
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancel);
        context.Document?.AddComponent(nameof(ProblemBody), problem);
        var reference = new OpenApiSchemaReference(nameof(ProblemBody), context.Document);
        foreach (var status in Statuses(operation, metadata, rule)) Problem(operation, status, reference);
    }

    private static void Parameters(OpenApiOperation operation, IList<object> metadata)
    {
        operation.Parameters ??= [];
        foreach (var taken in metadata.OfType<TakenParameter>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = taken.Name,
                In = taken.In == "header" ? ParameterLocation.Header : ParameterLocation.Query,
                Description = taken.Description,
                Schema = new OpenApiSchema
                {
                    Type = taken.Name == "limit" ? JsonSchemaType.Integer : JsonSchemaType.String,
                },
            });
        }
    }

    private static void Example(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<BodyExample>().LastOrDefault() is not { } example) return;
        foreach (var (_, media) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            media.Example = JsonNode.Parse(example.Json);
        }
    }

    private static SortedSet<int> Statuses(OpenApiOperation operation, IList<object> metadata, AccessRule? rule)
    {
        var statuses = new SortedSet<int>(metadata.OfType<IProducesResponseTypeMetadata>()
            .Where(it => it.Type == typeof(ProblemBody)).Select(it => it.StatusCode));
        if (rule is null) return statuses;
        statuses.UnionWith([500, 503]);
        if (!rule.Anyone) statuses.UnionWith([401, 403, 429]);
        if (rule.PerAddress) statuses.Add(429);
        if (operation.Parameters is { Count: > 0 } parameters && parameters.Any(it => it.In != ParameterLocation.Path))
        {
            statuses.Add(422);
        }

        if (operation.RequestBody is not null) statuses.UnionWith([400, 413, 415, 422]);
        return statuses;
    }

    private static void Problem(OpenApiOperation operation, int status, IOpenApiSchema schema)
    {
        operation.Responses ??= [];
        operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
        {
            Description = _meanings.GetValueOrDefault(status, "Refused."),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = schema },
            },
        };
    }
}
