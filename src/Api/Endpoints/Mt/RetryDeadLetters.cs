using System.Text.Json.Serialization;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;

namespace LiveChat.Api.Endpoints.Mt;

/// <summary>
/// <c>POST /v1/mt/dead-letters:retry</c>: puts messages that were given up back in the queue. What their threads have
/// sent meanwhile is not called back, so they come late.
/// </summary>
internal static class RetryDeadLetters
{
    private const int IdsMax = 500;

    /// <param name="MessageIds">1–500 ids.</param>
    public sealed record RetryRequest(IReadOnlyList<string> MessageIds);

    public sealed record RetryAnswer(IReadOnlyList<RetryResult> Results);

    public sealed record RetryResult(
        string MessageId, bool Ok,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/mt/dead-letters:retry", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<RetryAnswer>()
        .Refuses(422)
        .WithExample("""{"messageIds":["0198c5b1c2f07d3f8a7f3f2f9a1b2c3d.7"]}""")
        .Described("Mt", "retryDeadLetters", "Send messages that were given up after all",
            "One result for each id, in their order.");

    private static async Task<IResult> Handle(
        Body<RetryRequest> body, HttpContext http, IOutboxStore outbox, IOutboxFeed feed, TimeProvider clock,
        CancellationToken cancel)
    {
        var given = body.Value.MessageIds;
        var findings = new Findings();
        findings.Require(given.Count is > 0 and <= IdsMax, "messageIds", $"must have 1 to {IdsMax} entries");
        if (findings.Problem is { } problem) return problem;
        var ids = given.Select(text => MessageId.TryParse(text, out var id) ? id : (MessageId?)null).ToList();
        var queued = await outbox.Requeue(
            http.Principal().Tenant, [.. ids.OfType<MessageId>().Distinct()], clock.GetUtcNow(), cancel);
        foreach (var sender in queued.OfType<OutboxMessage>().Select(message => message.Sender).Distinct())
            feed.Missed(sender);
        var done = queued.OfType<OutboxMessage>().Select(message => (MessageId?)message.Id).ToHashSet();
        return TypedResults.Ok(new RetryAnswer([.. given.Zip(ids, (text, id) => ResultOf(text, done.Contains(id)))]));
    }

    private static RetryResult ResultOf(string id, bool ok) => new(id, ok, ok ? null : "not-found");
}
