using System.Diagnostics.Metrics;
using LiveChat.Contracts.Actors;

namespace LiveChat.Embedded;

/// <summary>The measurements of one engine; where no factory makes its meter, the engine is its scope.</summary>
internal sealed class EngineMeter : IDisposable
{
    public const string Name = "LiveChat.Embedded";
    public const string DroppedTells = "livechat.actors.tells.dropped";
    public const string Faults = "livechat.actors.faults";
    public const string Activations = "livechat.actors.activations";

    private readonly Meter _meter;
    private readonly Counter<long> _droppedTells;
    private readonly Counter<long> _faults;

    public EngineMeter(object engine, IMeterFactory? meters, Func<long> activations)
    {
        _meter = meters?.Create(Name) ?? new Meter(new MeterOptions(Name) { Scope = engine });
        _droppedTells = _meter.CreateCounter<long>(DroppedTells, "{message}", "Tells that no turn will see.");
        _faults = _meter.CreateCounter<long>(Faults, "{fault}", "Turns and activations that threw.");
        _meter.CreateObservableGauge(Activations, activations, "{actor}", "Actors with a mailbox in memory.");
    }

    public void TellDropped(ActorKind kind, DropReason reason) => _droppedTells.Add(
        1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("reason", reason));

    public void Faulted(ActorKind kind) => _faults.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Dispose() => _meter.Dispose();
}

/// <summary>Why a tell was dropped.</summary>
internal enum DropReason : byte
{
    MailboxFull = 1,
    StoreBusy,
    Fault,
    Crash,
    Stopped,
}
