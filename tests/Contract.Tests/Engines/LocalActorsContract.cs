using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>What every engine promises of telling all actors of a kind.</summary>
public abstract class LocalActorsContract<THarness> : IAsyncDisposable
    where THarness : EngineHarness, new()
{
    private readonly THarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public Task All_of_a_kind_that_are_here_are_told_and_nobody_is_activated_for_it() => _harness.Run(async () =>
    {
        ActorId one = Stage.KeptAlive(1), other = Stage.KeptAlive(2), ofAnotherKind = Stage.Conversation(1);
        foreach (var actor in (ActorId[])[one, other, ofAnotherKind]) await _harness.Number(actor);

        _harness.Engine.TellAll(ActorKind.Queue, null, new Note("all"));
        _harness.Engine.TellAll(ActorKind.Queue, one.Tenant, new Note("the tenant's"));
        _harness.Engine.TellAll(ActorKind.Queue, new TenantId(Guid.AllBitsSet), new Note("another's"));

        Assert.Equal(["all", "the tenant's"], await _harness.Ask(one, probe => probe.Log));
        Assert.Equal(["all", "the tenant's"], await _harness.Ask(other, probe => probe.Log));
        Assert.Empty(await _harness.Ask(ofAnotherKind, probe => probe.Log));
        Assert.Equal(3, _harness.Engine.ActivationCount);
        Assert.Equal(4, await _harness.Number(Stage.KeptAlive(3)));
    });
}

public sealed class EmbeddedLocalActorsTests : LocalActorsContract<EmbeddedHarness>;

public sealed class DeterministicLocalActorsTests : LocalActorsContract<DeterministicHarness>;
