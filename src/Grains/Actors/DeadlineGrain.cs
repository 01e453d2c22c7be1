using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Deadlines;
using LiveChat.Grains.Wire;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Timers;

namespace LiveChat.Grains.Actors;

/// <summary>
/// A shard of deadlines. It holds one reminder, so that the cluster itself wakes it each minute, wherever its place is,
/// should nobody else do; those of all shards are spread over the minute. It works before it has it: a node whose first
/// look at the database failed takes minutes until it has reminders, and deadlines are not to wait for that.
/// </summary>
[KeepAlive, Reentrant, RandomPlacement, GrainType("deadlines")]
internal sealed partial class DeadlineGrain(
    Func<ClusterEngine> engine, IGrainContext context, IReminderRegistry reminders, ILogger<DeadlineGrain> log)
    : ActorGrain(engine, context, ActorKind.Deadline), IDeadlineGrain, IRemindable
{
    private const string ReminderName = "wake";
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);

    /// <summary>After an attempt in vain.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(5);

    private IGrainTimer? _registering;

    public override async Task OnActivateAsync(CancellationToken token)
    {
        await base.OnActivateAsync(token);
        _registering = this.RegisterGrainTimer(
            Register, new GrainTimerCreationOptions(TimeSpan.Zero, s_again) { Interleave = true, KeepAlive = true });
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        Tell(Envelope.Of(Wake.Up)).AsTask();

    private async Task Register(CancellationToken cancel)
    {
        var shard = BitConverter.ToInt32(Id.Key.ToByteArray());
        var first = s_period * (shard + 1) / DeadlineShard.Count;
        try
        {
            await reminders.RegisterOrUpdateReminder(GrainContext.GrainId, ReminderName, first, s_period);
            _registering?.Dispose();
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested)
        {
            LogNotRegistered(log, trouble, shard);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Shard {Shard} of deadlines has no reminder yet; the sweeps wake it")]
    private static partial void LogNotRegistered(ILogger log, Exception trouble, int shard);
}
