using LiveChat.Storage;

namespace LiveChat.Api.Endpoints.Health;

/// <summary>
/// <c>GET /health/live</c>: the process answers. <c>GET /health/ready</c>: it can serve, so its store works; 503 with
/// the reason while it does not. For orchestrators and balancers; both need no credentials.
/// </summary>
internal static class Probe
{
    public sealed record Health(string Status, string? Trouble, DateTimeOffset? Since);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new Health("live", null, null)))
            .Produces<Health>()
            .Described("Operations", "live", "Whether the process answers");
        app.MapGet("/health/ready", Ready)
            .Produces<Health>()
            .Produces<Health>(StatusCodes.Status503ServiceUnavailable)
            .Described("Operations", "ready", "Whether the server can serve");
    }

    private static async Task<IResult> Ready(IStoreHealth health, CancellationToken cancel)
    {
        var store = await health.Check(cancel);
        return store.Serves
            ? TypedResults.Ok(new Health("ready", null, null))
            : TypedResults.Json(
                new Health("unavailable", store.Trouble, store.Since),
                statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
