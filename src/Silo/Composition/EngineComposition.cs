using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using LiveChat.Embedded;
using LiveChat.Engine;
using LiveChat.Engine.Actors;
using LiveChat.Engine.Sweeps;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;

namespace LiveChat.Silo.Composition;

/// <summary>The actors, on the embedded engine.</summary>
internal static class EngineComposition
{
    public static IServiceCollection AddActors(this IServiceCollection services)
    {
        services.AddSingleton(it => new EmbeddedEngine(
            new KindsOnDemand(it), it.GetRequiredService<TimeProvider>(),
            logger: it.GetRequiredService<ILogger<EmbeddedEngine>>()));
        services.AddSingleton<IActors>(it => it.GetRequiredService<EmbeddedEngine>());
        services.AddSingleton(it => new ActorKinds(new EnginePorts(
            it.GetRequiredService<IConversationStore>(), it.GetRequiredService<IAgentStore>(),
            it.GetRequiredService<IDirectory>(), it.GetRequiredService<IOutboxFeed>(),
            it.GetRequiredService<IStreamNodes>(), () => new ReservationToken(Guid.CreateVersion7()))));
        services.AddSingleton<Sweep>();
        services.AddHostedService<SweepLoop>();
        return services;
    }

    /// <summary>Actors need the channels, which need the engine: the actors come with the first message.</summary>
    private sealed class KindsOnDemand(IServiceProvider services) : IActorKinds
    {
        private readonly Lazy<ActorKinds> _kinds = new(services.GetRequiredService<ActorKinds>);

        public ActorKindTraits Traits(ActorKind kind) => _kinds.Value.Traits(kind);

        public Actor Create(ActorId id) => _kinds.Value.Create(id);
    }
}
