using System.Diagnostics.Metrics;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;
using LiveChat.Embedded;
using LiveChat.Engine;
using LiveChat.Engine.Actors;
using LiveChat.Engine.Erasures;
using LiveChat.Engine.Measures;
using LiveChat.Engine.Sweeps;
using LiveChat.Silo.Starting;

namespace LiveChat.Silo.Composition;

/// <summary>The actors, on the engine that the settings name.</summary>
internal static class EngineComposition
{
    /// <summary>Twice this, for mailboxes and for goodbyes, is what a stop of the engine may take.</summary>
    private static readonly TimeSpan s_drainMax = TimeSpan.FromSeconds(2);

    /// <exception cref="StartRefusedException">This machine cannot be a node of a cluster.</exception>
    public static async Task AddEngine(this WebApplicationBuilder host, LiveChatOptions options)
    {
        if (options.ClusterName is null) host.Services.AddEmbeddedEngine();
        else await ClusterBuild.Engine.Add(host, options);
        if (options.Role != NodeRole.Api) host.Services.AddActors();
    }

    private static void AddEmbeddedEngine(this IServiceCollection services)
    {
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<ActorEngine>(it => it.GetRequiredService<EmbeddedEngine>());
        services.AddSingleton<IActors>(it => it.GetRequiredService<EmbeddedEngine>());
    }

    /// <summary>What a process that runs actors has besides.</summary>
    private static void AddActors(this IServiceCollection services)
    {
        services.AddSingleton<Func<ReservationToken>>(() => new ReservationToken(Guid.CreateVersion7()));
        services.AddSingleton<EngineMetrics>();
        services.AddSingleton<EnginePorts>();
        services.AddSingleton<IActorKinds, ActorKinds>();
        services.AddSingleton<ILocalActors>(it => it.GetRequiredService<ActorEngine>());
        services.AddSingleton(it => new EngineOptions
        {
            DrainMax = s_drainMax,
            Meters = it.GetRequiredService<IMeterFactory>(),
        });
        services.AddSingleton<Sweep>();
        services.AddHostedService<SweepLoop>();
        services.AddSingleton<DangerWork>();
        services.AddHostedService<DangerLoop>();
    }
}
