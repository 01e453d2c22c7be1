using System.Text.Json.Serialization;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Limits;
using LiveChat.Api.Mo;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Mo;

/// <summary>
/// <c>POST /v1/mo/batch</c>: up to 1,000 messages, each with a result of its own. Those of one contact are taken in
/// order, and what follows a failed one of the same contact fails with it, so that repeating the batch keeps the order.
/// </summary>
internal static class ReceiveBatch
{
    private const int ItemsMax = 1_000;
    private const int ThreadsAtOnceMax = 64;
    private const long BodyBytesMax = 16 * 1024 * 1024;

    public sealed record MoBatchRequest(IReadOnlyList<MoRequest> Items);

    public sealed record MoBatchAnswer(IReadOnlyList<MoResult> Results);

    /// <param name="Id">The provider id of the item.</param>
    /// <param name="ConversationId">Set when it was taken.</param>
    /// <param name="Duplicate">Set when it was taken.</param>
    /// <param name="Code">Set when it was not taken: the code that the single call would have answered with.</param>
    /// <param name="Detail">With a code: what is wrong.</param>
    public sealed record MoResult(
        string Id,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConversationId? ConversationId = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Duplicate = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/mo/batch", Handle)
        .RequiresScope(Scope.MoWrite)
        .WithMetadata(new BodyLimit(BodyBytesMax))
        .Produces<MoBatchAnswer>(StatusCodes.Status202Accepted)
        .WithExample("""
            {"items":[{"channel":"sms","sender":"+34900100200","from":"+34600111222","id":"provider-1","text":"hola"}]}
            """)
        .Described("Mo", "receiveMoBatch", "Push many messages",
            "Each item has its own result, in the order of the items, and counts to the tenant's limit of messages; "
            + "rate-limited refuses the batch whole. One that is larger than the limit's burst is taken, and what is "
            + "lacking is owed: the next message is taken once that has come in. An item that is not well-formed "
            + "refuses the batch, too; one whose values are not valid has the code validation.");

    private static async Task<IResult> Handle(
        Body<MoBatchRequest> body, HttpContext http, IMoEntry entry, RateLimits limits, CancellationToken cancel)
    {
        var items = body.Value.Items;
        if (items.Count is 0 or > ItemsMax) return Problem.Validation("items", $"must have 1 to {ItemsMax} entries");
        if (items.Count > 1 && await limits.JudgeBatch(http, http.Principal(), items.Count) is { } refusal)
            return refusal;
        var results = new MoResult[items.Count];
        var threads = Threads(items, http.Principal().Tenant, results);
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = ThreadsAtOnceMax, CancellationToken = cancel };
        await Parallel.ForEachAsync(threads, bounded, (thread, token) => TakeThread(thread, entry, results, token));
        return TypedResults.Accepted((string?)null, new MoBatchAnswer(results));
    }

    /// <summary>The valid items by thread, in order; the others have their result already.</summary>
    private static Dictionary<(Channel, string, string), List<(int Index, IncomingMo Mo)>>.ValueCollection Threads(
        IReadOnlyList<MoRequest> items, TenantId tenant, MoResult[] results)
    {
        var threads = new Dictionary<(Channel, string, string), List<(int, IncomingMo)>>();
        for (var i = 0; i < items.Count; i++)
        {
            var findings = new Findings();
            var mo = items[i].Check(tenant, findings);
            if (findings.Problem is { } problem)
            {
                results[i] = new MoResult(items[i].Id, Code: problem.Code, Detail: problem.Detail);
                continue;
            }

            var key = (mo.Channel, mo.Sender, mo.Contact);
            if (!threads.TryGetValue(key, out var thread)) threads.Add(key, thread = []);
            thread.Add((i, mo));
        }

        return threads.Values;
    }

    private static async ValueTask TakeThread(
        List<(int Index, IncomingMo Mo)> thread, IMoEntry entry, MoResult[] results, CancellationToken cancel)
    {
        Problem? failed = null;
        foreach (var (index, mo) in thread)
        {
            try
            {
                results[index] = failed is null
                    ? ResultOf(mo, await entry.Receive(mo, cancel))
                    : new MoResult(mo.ProviderId, Code: failed.Code);
            }
            catch (Exception trouble) when (ProblemMiddleware.Of(trouble) is { } problem)
            {
                failed = problem;
                results[index] = new MoResult(mo.ProviderId, Code: problem.Code);
            }
        }
    }

    private static MoResult ResultOf(IncomingMo mo, MoAnswer answer) => Receive.Refusal(answer.Outcome) is { } refusal
        ? new MoResult(mo.ProviderId, Code: refusal.Code)
        : new MoResult(mo.ProviderId, answer.Conversation, answer.Outcome == MoOutcome.Duplicate);
}
