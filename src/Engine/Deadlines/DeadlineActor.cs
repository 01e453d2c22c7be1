using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Engine.Actors;
using LiveChat.Storage.Deadlines;

namespace LiveChat.Engine.Deadlines;

/// <summary>
/// One shard of the deadlines: wakes conversations when the bound in their rows has passed. It holds the near future
/// only, reads on in the rows, and knows nothing of what a deadline does: a conversation that is woken too often finds
/// nothing due.
/// </summary>
public sealed class DeadlineActor(EnginePorts ports) : Actor
{
    /// <summary>How far ahead rows are held in memory.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);

    /// <summary>How often rows are read: also the time in which a lost word of a conversation heals.</summary>
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);

    /// <summary>Between two readings when there is more to hold than fits.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>Timers count in milliseconds, and a deadline acts after its instant.</summary>
    private static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(1);

    private const int PageMax = 1_000;

    /// <summary>Deadlines held; the later ones of more than these stay in their rows until there is room.</summary>
    private const int HeldMax = 20_000;

    private readonly PendingDeadlines _pending = new();
    private DateTimeOffset _heldUntil;
    private DateTimeOffset _readsAt;
    private DateTimeOffset? _wakesAt;

    private int Shard => BitConverter.ToInt32(Id.Key.ToByteArray());

    public override bool MayPassivate => false;

    public override async ValueTask Activate()
    {
        await ReadRows(Now);
        WakeInTime();
    }

    public override async ValueTask<object?> Receive(IMessage message)
    {
        switch (message)
        {
            case DeadlineArmed it:
                _pending.Arm(it.Tenant, it.Conversation, it.At <= _heldUntil ? it.At : null);
                break;
            case Turn:
                _wakesAt = null;
                if (Elapsed.AtLeast(ReadEvery, _readsAt - ReadEvery, Now)) await ReadRows(Now);
                break;
            case Wake:
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(message), message.GetType(), "A message nobody receives.");
        }

        foreach (var (tenant, conversation) in _pending.Wake(Now))
        {
            Context.Tell(ActorId.Of(tenant, conversation.Thread), new DeadlineDue(conversation));
        }

        WakeInTime();
        return null;
    }

    private async ValueTask ReadRows(DateTimeOffset now)
    {
        var until = now + Ahead;
        ArmedDeadline? last = null;
        while (_pending.Count < HeldMax)
        {
            var page = await ports.Deadlines.Armed(Shard, until, last, PageMax);
            foreach (var row in page) _pending.Load(row.Tenant, row.Conversation, row.At);
            last = page.Count == PageMax ? page[^1] : null;
            if (last is null) break;
        }

        var all = last is null && _pending.Count < HeldMax;
        _heldUntil = all ? until : last?.At ?? _heldUntil;
        _readsAt = now + (all ? ReadEvery : ReadAgainAfter);
    }

    /// <summary>An earlier turn than needed does no harm.</summary>
    private void WakeInTime()
    {
        var next = _pending.NextAt is { } at && at < _readsAt ? at : _readsAt;
        if (_wakesAt <= next) return;
        _wakesAt = next;
        var delay = next + TimerStep - Now;
        Context.After(delay > TimerStep ? delay : TimerStep, Turn.Now);
    }

    private sealed record Turn : IMessage
    {
        public static readonly Turn Now = new();
    }
}
