using System.Diagnostics;
using LiveChat.Contracts.Actors;

namespace LiveChat.Embedded;

/// <summary>
/// Activities of source <c>LiveChat.Embedded</c>: a turn of an actor, in the trace of whoever sent its message. Turns
/// that nobody's trace led to, as those of timers, are not traced.
/// </summary>
internal static class EngineTraces
{
    public const string Name = "LiveChat.Embedded";

    private static readonly ActivitySource _source = new(Name);

    /// <summary>What the caller is doing; null while nobody traces.</summary>
    public static Activity? Current => _source.HasListeners() ? Activity.Current : null;

    public static Activity? Turn(ActorId actor, Envelope envelope)
    {
        if (envelope.Cause is not { } cause) return null;
        var name = $"{actor.Kind} {envelope.Message.GetType().Name}";
        var turn = _source.StartActivity(
            name, envelope.IsAsk ? ActivityKind.Server : ActivityKind.Consumer, cause);
        turn?.SetTag("livechat.tenant", actor.Tenant.ToString());
        turn?.SetTag("livechat.actor", actor.Key.ToString("N"));
        return turn;
    }

    /// <summary>The turn poisoned its activation.</summary>
    public static void Failed(Activity? turn, Exception fault)
    {
        if (turn is null) return;
        turn.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
    }
}
