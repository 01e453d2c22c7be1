using System.Diagnostics.Metrics;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;
using LiveChat.Embedded;
using LiveChat.Engine;
using LiveChat.Engine.Actors;
using LiveChat.Engine.Erasures;
using LiveChat.Engine.Measures;
using LiveChat.Engine.Sweeps;

namespace LiveChat.Silo.Composition;

/// <summary>The actors, on the embedded engine.</summary>
internal static class EngineComposition
{
    /// <summary>Twice this, for mailboxes and for goodbyes, is what a stop of the engine may take.</summary>
    private static readonly TimeSpan s_drainMax = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddActors(this IServiceCollection services)
    {
        services.AddSingleton<Func<ReservationToken>>(() => new ReservationToken(Guid.CreateVersion7()));
        services.AddSingleton<EngineMetrics>();
        services.AddSingleton<EnginePorts>();
        services.AddSingleton<IActorKinds, ActorKinds>();
        services.AddSingleton(it => new EngineOptions
        {
            DrainMax = s_drainMax,
            Meters = it.GetRequiredService<IMeterFactory>(),
        });
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<IActors>(it => it.GetRequiredService<EmbeddedEngine>());
        services.AddSingleton<Sweep>();
        services.AddHostedService<SweepLoop>();
        services.AddSingleton<DangerWork>();
        services.AddHostedService<DangerLoop>();
        return services;
    }
}
