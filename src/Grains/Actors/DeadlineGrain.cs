using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Deadlines;
using LiveChat.Grains.Wire;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Timers;

namespace LiveChat.Grains.Actors;

/// <summary>
/// A shard of deadlines. It holds one reminder, so that the cluster itself wakes it each minute, wherever its place is,
/// should nobody else do; those of all shards are spread over the minute.
/// </summary>
[KeepAlive, Reentrant, RandomPlacement, GrainType("deadlines")]
internal sealed class DeadlineGrain(Func<ClusterEngine> engine, IGrainContext context, IReminderRegistry reminders)
    : ActorGrain(engine, context, ActorKind.Deadline), IDeadlineGrain, IRemindable
{
    private const string ReminderName = "wake";
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);

    public override async Task OnActivateAsync(CancellationToken token)
    {
        await base.OnActivateAsync(token);
        var shard = BitConverter.ToInt32(Id.Key.ToByteArray());
        var first = s_period * (shard + 1) / DeadlineShard.Count;
        await reminders.RegisterOrUpdateReminder(GrainContext.GrainId, ReminderName, first, s_period);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        Tell(Envelope.Of(Wake.Up)).AsTask();
}
