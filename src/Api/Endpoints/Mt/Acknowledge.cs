using System.Text.Json.Serialization;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;

namespace LiveChat.Api.Endpoints.Mt;

/// <summary>
/// <c>POST /v1/mt/ack</c>: the adapter has them, so they are sent and not given again. Repeating it changes nothing.
/// </summary>
internal static class Acknowledge
{
    private const int IdsMax = 1_000;

    /// <param name="MessageIds">1–1,000 ids.</param>
    public sealed record AckRequest(IReadOnlyList<string> MessageIds);

    public sealed record AckAnswer(IReadOnlyList<AckResult> Results);

    public sealed record AckResult(
        string MessageId, bool Ok,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/mt/ack", Handle)
        .RequiresScope(Scope.MtRead)
        .Produces<AckAnswer>()
        .Refuses(422)
        .WithExample("""{"messageIds":["0198c5b1c2f07d3f8a7f3f2f9a1b2c3d.7"]}""")
        .Described("Mt", "acknowledgeMt", "Acknowledge fetched messages", "One result for each id, in their order.");

    private static async Task<IResult> Handle(
        Body<AckRequest> body, HttpContext http, IDeliveryReports reports, IOutboxBell bell, TimeProvider clock)
    {
        var ids = body.Value.MessageIds;
        var findings = new Findings();
        findings.Require(ids.Count is > 0 and <= IdsMax, "messageIds", $"must have 1 to {IdsMax} entries");
        if (findings.Problem is { } problem) return problem;
        var tenant = http.Principal().Tenant;
        var now = clock.GetUtcNow();
        var changes = await Task.WhenAll(ids.Select(id => Record(reports, tenant, id, now)));
        foreach (var sender in changes.OfType<DeliveryChange>().Select(change => change.Sender).Distinct())
            bell.Ring(sender);
        return TypedResults.Ok(new AckAnswer([.. ids.Zip(changes, ResultOf)]));
    }

    private static async Task<DeliveryChange?> Record(
        IDeliveryReports reports, TenantId tenant, string id, DateTimeOffset now) =>
        MessageId.TryParse(id, out var message)
            ? await reports.Record(new DeliveryUpdate(tenant, message, DeliveryState.Sent, null, now))
            : null;

    private static AckResult ResultOf(string id, DeliveryChange? change) =>
        new(id, change is not null, change is null ? "not-found" : null);
}
