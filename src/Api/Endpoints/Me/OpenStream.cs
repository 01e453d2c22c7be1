using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Streams;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using LiveChat.Storage;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Endpoints.Me;

/// <summary>
/// <c>GET /v1/me/stream</c>: server-sent events (WHATWG HTML, 9.2). An open stream is presence. It ends when the client
/// goes, the agent is disabled, live chat is turned off, the session ends, the server stops, or the client falls
/// behind; the client then comes again with <c>Last-Event-ID</c> and misses nothing.
/// </summary>
internal static class OpenStream
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/me/stream", Handle)
        .Requires(Permission.AgentWorkspace)
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
        .Refuses(409)
        .Described("Agent", "openStream", "Open the agent's stream",
            "Events: snapshot, assigned, transferred, message, delivery, unassigned, closed, status, ping (every 5 s).")
        .TakesHeader("Last-Event-ID", "The id of the last event seen: what was missed comes first");

    private static async Task<IResult> Handle(HttpContext http, IActors actors, StreamHub hub, IDirectory directory)
    {
        var caller = http.Principal();
        if (await IsOff(caller.Tenant, directory))
            return Problem.Conflict("livechat-off", "Live chat is off for this tenant.");
        var agent = ActorId.Of(caller.Tenant, caller.Agent!.Value);
        NoticeId? after = NoticeId.TryParse(http.Request.Headers["Last-Event-ID"], out var seen) ? seen : null;
        var stream = hub.Open(agent, TokenHash.Of(Credentials.Bearer(http.Request)!));
        try
        {
            var attached = await actors.Ask(agent, new AttachStream(hub.Node, stream.Id, after), http.RequestAborted);
            if (attached.Rejection != Rejection.None) return Problem.Of(attached.Rejection);
            using var gone = http.RequestAborted.UnsafeRegister(static it => ((AgentStream)it!).End(), stream);
            await Serve(http, attached, stream, new NoticeWriter(http.Response.BodyWriter, caller, directory), Renew);
            return TypedResults.Empty;
        }
        finally
        {
            hub.Close(stream);
            actors.Tell(agent, new DetachStream(stream.Id));
        }

        void Renew(NoticeId seen) => actors.Tell(agent, new RenewStream(hub.Node, stream.Id, seen));
    }

    /// <summary>Without live chat there is nothing to be there for.</summary>
    private static async ValueTask<bool> IsOff(TenantId tenant, IDirectory directory) =>
        await directory.Tenant(tenant) is not { LiveChat: true };

    /// <summary>
    /// Whether the session goes on; what follows is as its member may see it now. Trouble of the store is no reason to
    /// send agents away.
    /// </summary>
    private static async ValueTask<bool> MayStay(HttpContext http, NoticeWriter writer)
    {
        try
        {
            if (await http.CallerNow() is not { } caller) return false;
            writer.WriteFor(caller);
            return !await IsOff(caller.Tenant, http.RequestServices.GetRequiredService<IDirectory>());
        }
        catch (Exception trouble) when (trouble is StoreUnavailableException or StoreBusyException)
        {
            return true;
        }
    }

    private static async Task Serve(
        HttpContext http, AttachReply attached, AgentStream stream, NoticeWriter writer,
        Action<NoticeId> renew)
    {
        var response = http.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        if (attached.Snapshot is { } snapshot) writer.Snapshot(attached.At, snapshot);
        foreach (var missed in attached.Missed ?? []) await writer.Write(missed);
        writer.StandAt(attached.At);
        if (!await writer.Flush()) return;
        NoticeId? missedAfter = null;
        while (await stream.Items.WaitToReadAsync())
        {
            var pinged = false;
            while (stream.Items.TryRead(out var notice))
            {
                if (notice is not null)
                {
                    var following = await writer.Follow(notice);
                    if (following == Following.OtherEpoch) return;
                    if (following != Following.Gap || missedAfter == writer.Last) continue;
                    missedAfter = writer.Last;
                    renew(writer.Last);
                    continue;
                }

                if (!await MayStay(http, writer)) return;
                pinged = true;
            }

            if (pinged) writer.Ping();

            if (!await writer.Flush()) return;
            if (pinged) renew(writer.Last);
        }
    }
}
