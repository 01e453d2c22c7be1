using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;
using Microsoft.Extensions.Hosting;

namespace LiveChat.Api.Endpoints.Mt;

/// <summary>
/// <c>GET /v1/mt</c>: what waits for an adapter that fetches. Each message is leased for 60 s; of a thread only the
/// first is given, and the next after that one's acknowledgement. With nothing to give it waits up to
/// <c>waitSeconds</c>.
/// </summary>
internal static class Fetch
{
    private static readonly TimeSpan _leaseTime = TimeSpan.FromSeconds(60);

    /// <summary>How long a ring is waited for before looking again, as leases end without one.</summary>
    private static readonly TimeSpan _lookAgain = TimeSpan.FromSeconds(5);

    public sealed record MtList(IReadOnlyList<MtView> Items);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/mt", Handle)
        .RequiresScope(Scope.MtRead)
        .Produces<MtList>()
        .Refuses(404, 409, 422)
        .Described("Mt", "fetchMt", "Fetch messages to contacts",
            "Leased for 60 s: what is not acknowledged by then is given again. A thread's next message waits for the "
            + "acknowledgement of the former.")
        .TakesQuery(
            ("sender", "The sender's address"), ("channel", "sms or whatsapp, where both have that address"),
            ("max", "1–1,000, 100 by default"), ("waitSeconds", "0–60, 20 by default"));

    private static async Task<IResult> Handle(
        HttpContext http, IDirectory directory, IOutboxStore outbox, IOutboxBell bell, TimeProvider clock,
        IHostApplicationLifetime program)
    {
        var findings = new Findings();
        var query = FetchQuery.Of(http.Request.Query, findings);
        if (findings.Problem is { } problem) return problem;
        var tenant = http.Principal().Tenant;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, program.ApplicationStopping);
        var senders = await Senders(directory, tenant, query, ending.Token);
        if (senders.Count == 0) return new Problem(404, "sender-unknown", "The tenant has no such sender.");
        senders.RemoveAll(sender => sender.Delivery is not PullDelivery);
        if (senders.Count == 0)
            return Problem.Conflict("sender-not-pull", "The messages of this sender are not fetched but delivered.");
        var until = clock.GetUtcNow() + query.Wait;
        while (true)
        {
            Task[] rings = [.. senders.Select(sender => bell.NextRing(sender.Id))];
            var items = await Lease(outbox, senders, query.Max, clock.GetUtcNow(), http.RequestAborted);
            var left = until - clock.GetUtcNow();
            if (items.Count > 0 || left <= TimeSpan.Zero || ending.IsCancellationRequested)
                return TypedResults.Ok(new MtList(items));
            var waitingSince = clock.GetTimestamp();
            await Wait(rings, left < _lookAgain ? left : _lookAgain, clock, ending.Token);
            http.NoteWait(clock.GetElapsedTime(waitingSince));
            if (await http.CallerNow(http.RequestAborted) is null) return Problem.Credentials();
        }
    }

    private static async Task<List<SenderEntry>> Senders(
        IDirectory directory, TenantId tenant, FetchQuery query, CancellationToken cancel)
    {
        var found = new List<SenderEntry>();
        foreach (var channel in query.Channel is { } only ? [only] : Enum.GetValues<Channel>())
            if (await directory.Sender(channel, query.Sender, cancel) is { } sender && sender.Tenant == tenant)
                found.Add(sender);
        return found;
    }

    private static async Task<IReadOnlyList<MtView>> Lease(
        IOutboxStore outbox, List<SenderEntry> senders, int max, DateTimeOffset now, CancellationToken cancel)
    {
        var items = new List<MtView>();
        foreach (var sender in senders)
        {
            if (items.Count == max) break;
            var leased = await outbox.Lease(
                sender.Tenant, sender.Id, now, now + _leaseTime, max - items.Count, cancel);
            items.AddRange(leased.Select(MtView.Of));
        }

        return items;
    }

    private static async Task Wait(Task[] rings, TimeSpan time, TimeProvider clock, CancellationToken ending)
    {
        try
        {
            await Task.WhenAny(rings).WaitAsync(time, clock, ending);
        }
        catch (Exception end) when (end is TimeoutException or OperationCanceledException)
        {
            // Time to look again, or to end.
        }
    }
}
