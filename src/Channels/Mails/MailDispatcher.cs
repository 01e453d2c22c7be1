using System.Security.Cryptography;
using System.Threading.Channels;
using LiveChat.Channels.Outbox;
using LiveChat.Core.Letters;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Mails;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Channels.Mails;

/// <summary>
/// Hands every queued mail to the mail server, at least once: a mail is taken with a lease, and comes again when that
/// has run out without a result on disk. Tenants are served in turn. It remembers when the next mail is due, and looks
/// again when a change has queued one.
/// </summary>
public sealed partial class MailDispatcher(
    IAdministrationDatabase database, MailOutbox outbox, IMailCarrier carrier, MailMetrics metrics, TimeProvider time,
    Random chance, ILogger<MailDispatcher> log) : BackgroundService, IRemembersAdministration
{
    /// <summary>Mails under way at the same time; more wait in their rows.</summary>
    public const int AtOnceMax = 8;

    /// <summary>An attempt that takes longer has failed.</summary>
    public static readonly TimeSpan AttemptTimeMax = TimeSpan.FromSeconds(30);

    /// <summary>After a crash, what was under way comes again this long after it was taken.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    /// <summary>Sent and dead mails are shown for so long.</summary>
    public static readonly TimeSpan KeptTime = TimeSpan.FromDays(30);

    /// <summary>It looks at least so often, should others have queued something.</summary>
    private static readonly TimeSpan _lookEach = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan _dropEach = TimeSpan.FromHours(1);
    private static readonly TimeSpan _troublePause = TimeSpan.FromSeconds(5);
    private const int DroppedAtOnceMax = 1_000;

    private readonly Channel<bool> _queued = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private Task<bool>? _nextQueued;
    private DateTimeOffset _droppedAt;
    private uint _turn;

    public void Forget(Touched touched)
    {
        if (touched.MailsQueued > 0) _queued.Writer.TryWrite(true);
    }

    public void ForgetAll() => _queued.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await Round(stoppingToken);
            if (pause > TimeSpan.Zero) await Pause(pause, stoppingToken);
        }
    }

    /// <summary>Sends what is due, as many as may be under way; how long there is nothing to do.</summary>
    private async Task<TimeSpan> Round(CancellationToken stop)
    {
        try
        {
            var now = time.GetUtcNow();
            var taken = await database.Write(
                (rows, cancel) => MailQueue.Claim(rows, now, now + LeaseTime, AtOnceMax, _turn++, cancel), stop);
            await Task.WhenAll(taken.Select(mail => Send(mail, stop)));
            if (taken.Count > 0) return TimeSpan.Zero;
            await DropEnded(now, stop);
            var due = await database.Read(MailQueue.NextDue, stop) ?? DateTimeOffset.MaxValue;
            var left = due - time.GetUtcNow();
            return left < _lookEach ? left : _lookEach;
        }
        catch (Exception trouble) when (!stop.IsCancellationRequested)
        {
            NotRead(log, trouble.GetType().Name);
            return _troublePause;
        }
        catch (OperationCanceledException)
        {
            return TimeSpan.Zero;
        }
    }

    private async Task Send(MailRow mail, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var attempt = await Try(mail, stop);
        metrics.Attempted(attempt.Outcome, time.GetElapsedTime(began));
        await RecordUntilDurable(mail, attempt, stop);
    }

    private async Task<Attempt> Try(MailRow mail, CancellationToken stop)
    {
        using var timeUp = new CancellationTokenSource(AttemptTimeMax, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, stop);
        try
        {
            return await carrier.Carry(mail.Id, mail.Recipient, outbox.Open(mail), ends.Token);
        }
        catch (CryptographicException)
        {
            return Attempt.Refused("unreadable");
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? new Attempt(AttemptOutcome.Postponed) : Attempt.Failed("timeout");
        }
        catch (Exception fault)
        {
            // Its message may hold the address.
            CarrierFailed(log, fault.GetType().Name, mail.Id);
            return Attempt.Failed("fault");
        }
    }

    /// <summary>
    /// What was sent is not sent again by this process, however long the store is away: until it stops.
    /// </summary>
    private async Task RecordUntilDurable(MailRow mail, Attempt attempt, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await Record(mail, attempt);
                return;
            }
            catch (Exception trouble)
            {
                NotRecorded(log, trouble.GetType().Name, mail.Id);
            }

            if (stop.IsCancellationRequested) return;
            await Task.Delay(_troublePause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A mail that was withdrawn meanwhile has no row any more.</summary>
    private async Task Record(MailRow mail, Attempt attempt)
    {
        var now = time.GetUtcNow();
        var noted = await database.For(mail.Tenant).Write(async (rows, cancel) =>
        {
            var row = await rows.Mails.FirstOrDefaultAsync(
                it => it.Tenant == mail.Tenant && it.Id == mail.Id && it.State == MailState.Queued, cancel);
            if (row is not null) MailRetry.Note(row, attempt, now, chance.NextDouble());
            return row;
        });
        if (noted?.State == MailState.Dead) GivenUp(log, mail.Id, noted.Kind, noted.Attempts, noted.Code);
    }

    private async Task DropEnded(DateTimeOffset now, CancellationToken stop)
    {
        if (now - _droppedAt < _dropEach) return;
        var dropped = await database.Write(
            (rows, cancel) => MailQueue.DropEnded(rows, now - KeptTime, DroppedAtOnceMax, cancel), stop);
        if (dropped < DroppedAtOnceMax) _droppedAt = now;
    }

    private async Task Pause(TimeSpan pause, CancellationToken stop)
    {
        _nextQueued ??= _queued.Reader.ReadAsync(CancellationToken.None).AsTask();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(_nextQueued, Task.Delay(pause, time, over.Token));
        await over.CancelAsync();
        if (_nextQueued.IsCompleted) _nextQueued = null;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Mail {Mail} ({Kind}) was given up after {Attempts} attempts: {Code}.")]
    private static partial void GivenUp(ILogger log, Guid mail, LetterKind kind, int attempts, string? code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} could not be tried: {Fault}.")]
    private static partial void CarrierFailed(ILogger log, string fault, Guid mail);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of mail {Mail} is not recorded yet: {Trouble}.")]
    private static partial void NotRecorded(ILogger log, string trouble, Guid mail);

    [LoggerMessage(Level = LogLevel.Error, Message = "The queued mails cannot be read: {Trouble}.")]
    private static partial void NotRead(ILogger log, string trouble);
}
