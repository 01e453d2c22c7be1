using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;

namespace LiveChat.Api.Endpoints.Dlr;

/// <summary>
/// <c>POST /v1/dlr</c>: what became of a message, from the adapter that has it. States only move forward: a report that
/// comes late or again changes nothing, and the answer tells what stands.
/// </summary>
internal static class Report
{
    private const int CodeLengthMax = 64;

    /// <param name="MessageId">The message, as it was delivered or fetched.</param>
    /// <param name="Status">sent, delivered, read or failed.</param>
    /// <param name="Code">The provider's code, where it failed.</param>
    /// <param name="At">When it happened; in the future it counts as now.</param>
    public sealed record DlrRequest(string MessageId, string Status, string? Code = null, DateTimeOffset? At = null);

    /// <param name="MessageId">The message.</param>
    /// <param name="Status">The state that stands now.</param>
    /// <param name="Changed">Whether this report changed it.</param>
    public sealed record DlrAnswer(MessageId MessageId, string Status, bool Changed);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/dlr", Handle)
        .RequiresScope(Scope.DlrWrite)
        .Produces<DlrAnswer>()
        .Refuses(404, 422)
        .WithExample("""{"messageId":"0198c5b1c2f07d3f8a7f3f2f9a1b2c3d.7","status":"delivered"}""")
        .Described("Mt", "reportDelivery", "Report what became of a message",
            "States only move forward: queued, sent, delivered, read; failed ends.");

    private static async Task<IResult> Handle(
        Body<DlrRequest> body, HttpContext http, IDeliveryReports reports, IOutboxBell bell, TimeProvider clock)
    {
        var request = body.Value;
        var findings = new Findings();
        var state = StateOf(request.Status);
        findings.Require(state is not null, "status", "must be sent, delivered, read or failed");
        var code = findings.NameOrNull("code", request.Code, CodeLengthMax);
        if (findings.Problem is { } problem) return problem;
        if (!MessageId.TryParse(request.MessageId, out var message)) return Problem.UnknownReference("messageId");
        var now = clock.GetUtcNow();
        var at = request.At < now ? request.At.Value : now;
        var change = await reports.Record(new DeliveryUpdate(http.Principal().Tenant, message, state, code, at));
        if (change is null) return Problem.UnknownReference("messageId");
        if (change.Changed) bell.Ring(change.Sender);
        return TypedResults.Ok(new DlrAnswer(message, DeliveryNames.Of(change.State), change.Changed));
    }

    private static DeliveryState? StateOf(string name) => name switch
    {
        "sent" => DeliveryState.Sent,
        "delivered" => DeliveryState.Delivered,
        "read" => DeliveryState.Read,
        "failed" => DeliveryState.Failed,
        _ => null,
    };
}
