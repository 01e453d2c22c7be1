using LiveChat.Channels.Generic;
using LiveChat.Channels.Kannel;
using LiveChat.Channels.Outgoing;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage;

namespace LiveChat.Channels.Outbox;

/// <summary>Finds the adapter of a message's sender and makes one attempt, of at most 10 s.</summary>
public sealed partial class Carrier(
    IDirectory directory, CallbackAdapter callback, KannelAdapter kannel, TimeProvider clock, OutboxMetrics metrics,
    ILogger<Carrier> log)
{
    public static readonly TimeSpan AttemptTimeMax = TimeSpan.FromSeconds(10);

    /// <summary>Whether the sender's adapter fetches its messages.</summary>
    /// <exception cref="StoreUnavailableException">The settings could not be read.</exception>
    public async ValueTask<bool> IsFetched(SenderId sender, CancellationToken cancel) =>
        await directory.Sender(sender, cancel) is { Delivery: PullDelivery };

    /// <summary>Never throws but for <paramref name="stop"/>.</summary>
    public async ValueTask<Attempt> Send(OutboxMessage message, CancellationToken stop)
    {
        using var activity = ChannelTraces.Attempt(message);
        var attempt = await Deliver(message, stop);
        activity?.SetTag("livechat.outcome", OutboxMetrics.Name(attempt.Outcome));
        return attempt;
    }

    private async ValueTask<Attempt> Deliver(OutboxMessage message, CancellationToken stop)
    {
        SenderEntry? sender;
        try
        {
            sender = await directory.Sender(message.Sender, stop);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or StoreBusyException)
        {
            return new Attempt(AttemptOutcome.Postponed);
        }

        return sender?.Delivery switch
        {
            null => Attempt.Refused("sender-gone"),
            _ when sender.Tenant != message.Tenant => Attempt.Refused("sender-gone"),
            PullDelivery => new Attempt(AttemptOutcome.Fetched),
            CallbackDelivery => await Try(callback, sender, message, stop),
            KannelDelivery => await Try(kannel, sender, message, stop),
            var other => throw new InvalidOperationException($"No adapter for {other.GetType().Name}."),
        };
    }

    private async ValueTask<Attempt> Try(
        IAdapter adapter, SenderEntry sender, OutboxMessage message, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(AttemptTimeMax, clock);
        using var stopping = stop.UnsafeRegister(static it => ((CancellationTokenSource)it!).Cancel(), limit);
        var started = clock.GetTimestamp();
        Attempt attempt;
        try
        {
            attempt = await adapter.Send(sender, message, limit.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (OperationCanceledException)
        {
            attempt = Attempt.Failed("timeout");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            attempt = Attempt.Failed(CodeOf(failure));
        }
        catch (Exception fault)
        {
            Faulted(log, fault, sender.Id);
            attempt = Attempt.Failed("internal");
        }

        metrics.Attempted(attempt.Outcome, clock.GetElapsedTime(started));
        return attempt;
    }

    private static string CodeOf(Exception failure) =>
        failure is AddressNotAllowedException || failure.InnerException is AddressNotAllowedException
            ? "url-not-allowed"
            : "unreachable";

    [LoggerMessage(Level = LogLevel.Error, Message = "An attempt for sender {Sender} failed by our own fault.")]
    private static partial void Faulted(ILogger log, Exception fault, SenderId sender);
}
