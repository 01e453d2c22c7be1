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

    /// <summary>Between two readings when there is more than was read, or more than there is room for.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>Timers count in milliseconds, and a deadline acts after its instant.</summary>
    private static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(1);

    private const int PageMax = 1_000;

    /// <summary>Pages of one reading; the next one goes on behind them.</summary>
    private const int PagesMax = 20;

    private readonly PendingDeadlines _pending = new();
    private DateTimeOffset _heldUntil;
    private DateTimeOffset _readsAt;

    /// <summary>Where the last reading ended before the rows did.</summary>
    private ArmedDeadline? _readTo;

    /// <summary>Something was left in its row since rows were last read from their beginning.</summary>
    private bool _leftSome;
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
                if (!_pending.Arm(it.Tenant, it.Conversation, it.At <= _heldUntil ? it.At : null)) LeaveInRow();
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

    /// <summary>
    /// Holds what there is room for, and reads on past what there is not: behind one tenant's many rows there may be
    /// another's, for which there is room.
    /// </summary>
    private async ValueTask ReadRows(DateTimeOffset now)
    {
        _heldUntil = now + Ahead;
        if (_readTo is null) _leftSome = false;
        for (var pages = 0; pages < PagesMax; pages++)
        {
            var page = await ports.Deadlines.Armed(Shard, _heldUntil, _readTo, PageMax);
            foreach (var row in page) _leftSome |= !_pending.Load(row.Tenant, row.Conversation, row.At);
            _readTo = page.Count == PageMax ? page[^1] : null;
            if (_readTo is null) break;
        }

        _readsAt = now + (_readTo is null && !_leftSome ? ReadEvery : ReadAgainAfter);
    }

    private void LeaveInRow()
    {
        _leftSome = true;
        if (_readsAt > Now + ReadAgainAfter) _readsAt = Now + ReadAgainAfter;
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
