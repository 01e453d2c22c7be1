using System.Net;
using System.Net.Sockets;
using LiveChat.Channels.Outbox;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Streams;
using LiveChat.Embedded;
using LiveChat.Engine.Actors;
using LiveChat.Grains;
using LiveChat.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Timers;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace LiveChat.Cluster.Tests.Engines;

/// <summary>
/// One node for all tests of this process, one engine at a time: a place that a test leaves behind has been given up
/// with its engine.
/// </summary>
internal static class SharedNode
{
    private static readonly Lazy<IHost> _host = new(Start);
    private static ClusterEngine? _engine;

    public static IServiceProvider Services => _host.Value.Services;

    /// <summary>How often reminders are to fail from now on.</summary>
    public static UnsteadyReminders Reminders => (UnsteadyReminders)Services.GetRequiredService<IReminderRegistry>();

    public static IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <param name="kinds">The actors.</param>
    /// <param name="time">The engine's time.</param>
    /// <param name="options">Null: as they are.</param>
    /// <param name="grains">By which it finds places; null: the node's own.</param>
    public static ClusterEngine NewEngine(
        IActorKinds kinds, TimeProvider time, EngineOptions? options = null, IGrainFactory? grains = null)
    {
        var former = _engine;
        _engine = new ClusterEngine(grains ?? Grains, kinds, time, options);
        foreach (var grain in former?.Settled ?? []) grain.GiveUp();
        return _engine;
    }

    private static IHost Start()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        var (node, gateway) = (FreePort(), FreePort());
        builder.UseOrleans(silo => ClusterHosting.Configure(
            silo, new ClusterNodeOptions { Cluster = "tests", NodePort = node, GatewayPort = gateway }));
        UnsteadyReminders.Decorate(builder.Services);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ILocalStreams, SilentStreams>();
        builder.Services.AddSingleton<ILocalBell, OutboxBell>();
        builder.Services.AddSingleton<ILocalDesks, SilentDesks>();
        builder.Services.AddSingleton<Func<ClusterEngine>>(() => _engine!);
        var host = builder.Build();
        host.Start();
        return host;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
