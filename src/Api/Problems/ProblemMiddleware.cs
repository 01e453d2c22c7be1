using LiveChat.Api.Auth;
using LiveChat.Contracts.Actors;
using LiveChat.Storage;

namespace LiveChat.Api.Problems;

/// <summary>
/// Outermost: whatever goes wrong becomes a problem. Expected trouble of the machinery is told with its code and
/// <c>Retry-After</c>; the rest is logged and told as <c>internal</c>, without details.
/// </summary>
internal sealed partial class ProblemMiddleware(
    RequestDelegate next, SecurityHeaders security, ILogger<ProblemMiddleware> log)
{
    public Task Invoke(HttpContext http)
    {
        security.Apply(http);
        var handled = Next(http);
        return handled.IsCompletedSuccessfully && !IsBare(http.Response) ? handled : Finish(http, handled);
    }

    /// <summary>The problem that an exception is; null for a fault of ours or one not known.</summary>
    internal static Problem? Of(Exception trouble) => trouble switch
    {
        ActorBusyException or StoreBusyException or PasswordsBusyException => Problem.Busy(),
        StoreUnavailableException => Problem.StoreUnavailable(),
        ActorUnreachableException => Problem.Unreachable(),
        ActorFaultedException { InnerException: { } inner } => Of(inner),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            Problem.OfStatus(StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException bad => Problem.OfStatus(bad.StatusCode),
        _ => null,
    };

    private Task Next(HttpContext http)
    {
        try
        {
            return next(http);
        }
        catch (Exception trouble)
        {
            return Task.FromException(trouble);
        }
    }

    private async Task Finish(HttpContext http, Task handled)
    {
        try
        {
            await handled;
            if (IsBare(http.Response)) await ProblemWriter.Write(http, Problem.OfStatus(http.Response.StatusCode));
        }
        catch (Exception trouble) when (http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            Gone(log, trouble.GetType().Name);
        }
        catch (Exception trouble) when (!http.Response.HasStarted)
        {
            var problem = Of(trouble);
            if (problem is null) Failed(log, trouble, http.GetEndpoint()?.DisplayName, ProblemWriter.TraceId(http));
            http.Response.Clear();
            security.Apply(http);
            await ProblemWriter.Write(http, problem ?? Problem.Internal());
        }
    }

    private static bool IsBare(HttpResponse response) =>
        response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed; trace id {TraceId}")]
    private static partial void Failed(ILogger log, Exception trouble, string? endpoint, string traceId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The caller went away ({Trouble}).")]
    private static partial void Gone(ILogger log, string trouble);
}
