using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Queues;
using LiveChat.Contracts.Tenants;
using LiveChat.Embedded.Deterministic;
using LiveChat.Engine.Sweeps;

namespace LiveChat.Simulation;

/// <summary>What goes wrong in the time of trouble.</summary>
public sealed partial class SimulationRun
{
    /// <summary>A node that was cut off has noticed by then, or is gone.</summary>
    private static readonly TimeSpan DoubledMax = TimeSpan.FromSeconds(15);

    private void CrashAnActor()
    {
        var actors = _engine.Actors;
        if (actors.Count > 0) _engine.Crash(actors[_engine.Random.Next(actors.Count)]);
    }

    /// <summary>Every second time an agent or a queue: there are few, and they must be at one place only.</summary>
    private void DoubleAnActor()
    {
        var actors = _engine.Actors;
        if (_engine.Random.Next(2) == 0)
            actors = [.. actors.Where(it => it.Kind is ActorKind.Agent or ActorKind.Queue)];
        if (actors.Count == 0) return;
        var doubled = actors[_engine.Random.Next(actors.Count)];
        if (!_engine.Double(doubled)) return;
        Doubled++;
        Start(() => MergeLater(doubled));
    }

    private async Task MergeLater(ActorId doubled)
    {
        await _engine.Delay(TimeSpan.Zero, DoubledMax);
        _engine.Merge(doubled);
    }

    private void CrashTheProcess()
    {
        _store.Crash();
        _streams.CloseAll();
        _engine.CrashProcess();
        _sweep = new Sweep(_engine, _store, _store);
    }

    private void JumpTheClock() => _engine.VirtualTime.Jump(TimeSpan.FromSeconds(_engine.Random.Next(-5, 6)));

    private void ChangeSettings()
    {
        _inForce.Remember();
        var (agents, queues, toggled) = _directory.Change(_engine.Random);
        if (toggled is { } agent)
        {
            if (_directory.Agent(agent).Enabled) _disk.Restore(_directory.TenantId, agent);
            else _disk.Retire(_directory.TenantId, agent);
        }

        foreach (var id in agents) _engine.Tell(ActorId.Of(_directory.TenantId, id), AgentChanged.Now);
        foreach (var id in queues) _engine.Tell(ActorId.Of(_directory.TenantId, id), QueueChanged.Now);
        _disk.OweReview(_directory.TenantId, null);
        if (_engine.Random.Next(4) == 0) return;

        // Else the sweep finds what is owed.
        var owed = _disk.Deadlines.Reviews(1).AsTask().Result[0];
        _engine.Tell(ActorId.Of(_directory.TenantId), new ReviewDeadlines(owed.Queue, owed.Number));
    }

    private Fate OnTell(Passage passage)
    {
        Try(() => _order.Told(_engine, passage));

        // What an actor tells itself is no message on a wire; settings come from outside.
        if (!_troubled || passage.From == passage.To || passage.From is null) return Fate.Deliver;
        var chance = _engine.Random.Next(1000);
        if (chance < _scenario.LostPerMille) return Fate.Drop;
        if ((chance -= _scenario.LostPerMille) < _scenario.RepeatedPerMille) return Fate.Duplicate;
        if (chance - _scenario.RepeatedPerMille < _scenario.DelayedPerMille)
            return Fate.After(TimeSpan.FromMilliseconds(_engine.Random.Next(3000)));
        return Fate.Deliver;
    }
}
