using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Storage;
using LiveChat.Storage.Outbox;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Channels.Kannel;

/// <summary>
/// Where smsbox calls: <c>kannel/{connection}</c> with an MO, by GET or POST (<c>get-url</c>, <c>post-url</c> of an
/// <c>sms-service</c>), and <c>kannel/{connection}/dlr</c> with a delivery report. smsbox takes 200 and 202 for
/// success, tries again after anything else as its <c>http-request-retry</c> says, and sends the contact whatever text
/// a success has. So the answer is 200 without a text once the message is on disk and also for what can never succeed
/// (a contact without a number, live chat switched off: logged), 503 when trying again will help, and 429 to a tenant
/// that brings more than it may.
/// </summary>
public static partial class KannelHooks
{
    private const string RetryAfterSeconds = "2";
    private const int BodyBytesMax = 64 * 1024;

    /// <summary>
    /// They authenticate by the connection, a secret in the path: no other credentials are to be asked for.
    /// </summary>
    public static void MapKannelHooks(this IEndpointRouteBuilder hooks)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Post];
        var kannel = hooks.MapGroup("/kannel/{connection}").WithTags("Hooks")
            .WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        kannel.MapMethods("", methods, Receive).WithSummary("MO from Kannel");
        kannel.MapMethods("/dlr", methods, Report).WithSummary("Delivery report from Kannel");
    }

    private static async Task<IResult> Receive(
        string connection, HttpContext http, IDirectory directory, IMoAdmission admission, IMoEntry entry,
        ILoggerFactory logs)
    {
        var log = logs.CreateLogger(typeof(KannelHooks));
        try
        {
            if (await Find(connection, directory, http.RequestAborted) is not { } sender) return Results.NotFound();
            if (await admission.Admit(sender.Tenant, 1, http.RequestAborted) is { } wait) return TooMany(http, wait);
            if (await KannelMo.Read(http.Request, sender) is not { } mo)
            {
                Unusable(log, sender.Id.ToString());
                return Taken();
            }

            var answer = await entry.Receive(mo, http.RequestAborted);
            if (answer.Outcome is MoOutcome.SenderUnknown or MoOutcome.LiveChatOff)
                Refused(log, sender.Id.ToString(), answer.Outcome);
            return Taken();
        }
        catch (Exception trouble) when (IsPassing(trouble))
        {
            return TryAgain(http);
        }
    }

    private static async Task<IResult> Report(
        string connection, HttpContext http, IDirectory directory, IDeliveryReports reports, TimeProvider clock)
    {
        try
        {
            if (await Find(connection, directory, http.RequestAborted) is not { } sender) return Results.NotFound();
            var query = KannelQuery.Parse(http.Request.QueryString.Value ?? "");
            if (KannelReport.Read(query, sender.Tenant, clock.GetUtcNow()) is { } update) await reports.Record(update);
            return Taken();
        }
        catch (Exception trouble) when (IsPassing(trouble))
        {
            return TryAgain(http);
        }
    }

    private static async ValueTask<SenderEntry?> Find(string text, IDirectory directory, CancellationToken cancel)
    {
        if (!HookConnection.TryParse(text, out var connection)) return null;
        var sender = await directory.Sender(connection.Sender, cancel);
        return sender?.Delivery is KannelDelivery delivery && IsKey(connection.Key, delivery.HookKey) ? sender : null;
    }

    private static bool IsKey(string given, string expected) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private static bool IsPassing(Exception trouble) =>
        trouble is ActorBusyException or ActorFaultedException or StoreBusyException or StoreUnavailableException;

    private static IResult Taken() => Results.Text("", "text/plain");

    private static IResult TooMany(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter =
            Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Results.Text("too many", "text/plain", statusCode: StatusCodes.Status429TooManyRequests);
    }

    private static IResult TryAgain(HttpContext http)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Results.Text("busy", "text/plain", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An MO for sender {Sender} was dropped: it has no number.")]
    private static partial void Unusable(ILogger log, string sender);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An MO for sender {Sender} was dropped: {Outcome}.")]
    private static partial void Refused(ILogger log, string sender, MoOutcome outcome);
}
