using LiveChat.Api.Problems;
using Microsoft.AspNetCore.Http.Metadata;

namespace LiveChat.Api.Endpoints;

/// <summary>What endpoints tell of themselves, for the OpenAPI document and the server's limits.</summary>
internal static class EndpointDescriptions
{
    public static T Described<T>(
        this T endpoint, string tag, string name, string summary, string? description = null)
        where T : IEndpointConventionBuilder
    {
        endpoint.WithTags(tag).WithName(name).WithSummary(summary);
        return description is null ? endpoint : endpoint.WithDescription(description);
    }

    /// <summary>Which statuses it refuses with, beyond those that every endpoint has.</summary>
    public static T Refuses<T>(this T endpoint, params ReadOnlySpan<int> statuses) where T : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(
                status, typeof(ProblemBody), ["application/problem+json"]));
        }

        return endpoint;
    }

    /// <summary>The body and the answer of an endpoint that is a plain request delegate.</summary>
    public static T Exchanges<T>(this T endpoint, Type body, int status, Type answer)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(
            new AcceptsMetadata(["application/json"], body),
            new ProducesResponseTypeMetadata(status, answer, ["application/json"]));

    /// <summary>An example of its body, in JSON.</summary>
    public static T WithExample<T>(this T endpoint, string json) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new BodyExample(json));

    /// <summary>Query parameters that the handler reads by itself.</summary>
    public static T TakesQuery<T>(this T endpoint, params ReadOnlySpan<(string Name, string Description)> parameters)
        where T : IEndpointConventionBuilder
    {
        foreach (var (name, description) in parameters)
        {
            endpoint.WithMetadata(new TakenParameter(name, "query", description));
        }

        return endpoint;
    }

    /// <summary><c>?cursor=&amp;limit=</c>.</summary>
    public static T TakesPage<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.TakesQuery(
        ("cursor", "The next of the part before"), ("limit", "How many: 1–200, 50 by default"));

    public static T TakesHeader<T>(this T endpoint, string name, string description)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new TakenParameter(name, "header", description));
}

/// <summary>A parameter that a handler reads by itself, for the OpenAPI document.</summary>
internal sealed record TakenParameter(string Name, string In, string Description);

/// <summary>An example of a request's body, for the OpenAPI document.</summary>
internal sealed record BodyExample(string Json);

/// <summary>How large the body of an endpoint may be, where it is not the default.</summary>
internal sealed record BodyLimit(long BytesMax);
