using System.Reflection;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Core.Primitives;
using LiveChat.Grains.Actors;
using LiveChat.Grains.Wire;

namespace LiveChat.Cluster.Tests.Engines;

/// <summary>The cluster loses an answer: it is asked for again where that can do no harm.</summary>
public sealed class LostAnswerTests
{
    private static readonly ActorId Agent = ActorId.Of(TenantId.From(Guid.NewGuid()), AgentId.From(Guid.NewGuid()));
    private static readonly AgentFigures Figures = new(true, "available", 2);

    [Fact]
    public async Task A_query_is_asked_again_when_its_answer_was_lost()
    {
        var place = new Place { Lost = 1 };

        var figures = await Actors(place).Ask(Agent, new DescribeAgent());

        Assert.Equal(Figures, figures);
        Assert.Equal(2, place.Asked);
    }

    [Fact]
    public async Task A_query_is_asked_twice_at_most()
    {
        var place = new Place { Lost = 2 };

        var lost = await Assert.ThrowsAsync<ActorFaultedException>(
            async () => await Actors(place).Ask(Agent, new DescribeAgent()));

        Assert.IsType<ActorUnreachableException>(lost.InnerException);
        Assert.Equal(2, place.Asked);
    }

    [Fact]
    public async Task What_may_have_taken_effect_is_not_asked_again()
    {
        var place = new Place { Lost = 1 };

        await Assert.ThrowsAsync<ActorFaultedException>(
            async () => await Actors(place).Ask(Agent, new SetStatus("away", false, By.System)));

        Assert.Equal(1, place.Asked);
    }

    private static ClusterActors Actors(Place place)
    {
        var grains = DispatchProxy.Create<IGrainFactory, OnePlace>();
        ((OnePlace)(object)grains).Place = place;
        return new ClusterActors(new Routes(grains));
    }

    /// <summary>Every actor's place is the same.</summary>
    public class OnePlace : DispatchProxy
    {
        internal Place? Place { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Place;
    }

    internal sealed class Place : IAgentGrain
    {
        public int Lost { get; init; }

        public int Asked { get; private set; }

        public ValueTask<Envelope> Ask(Envelope envelope) => ++Asked <= Lost
            ? throw new SiloUnavailableException("It has left.")
            : ValueTask.FromResult(new Envelope(EnvelopeKind.Answer, Figures));

        public ValueTask Tell(Envelope envelope) => throw new NotSupportedException();
    }
}
