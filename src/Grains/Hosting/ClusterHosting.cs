using System.Net;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Streams;
using LiveChat.Embedded;
using LiveChat.Grains.Actors;
using LiveChat.Grains.Outbox;
using LiveChat.Grains.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace LiveChat.Grains.Hosting;

/// <summary>Makes a host a node of a cluster.</summary>
public static class ClusterHosting
{
    /// <summary>What the database driver is called by the runtime's providers.</summary>
    private const string Invariant = "Npgsql";

    private const string Service = "livechat";

    /// <summary>
    /// Above this share of the processor, calls from nodes without actors are refused. Where actors have their places
    /// must not depend on it: <see cref="Actors.ActorGrain"/>.
    /// </summary>
    private const int ProcessorPercentMax = 95;

    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    /// <summary>How long an actor may take to leave its place; after that it vanishes.</summary>
    private static readonly TimeSpan s_leaveMax = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A node that runs actors. The host has a <see cref="ClusterEngine"/> of its own, and an
    /// <see cref="ILocalStreams"/>.
    /// </summary>
    public static void AddClusterNode(this IHostApplicationBuilder host, ClusterNodeOptions options)
    {
        host.UseOrleans(silo => Configure(silo, options));
        host.Services.AddSingleton<ClusterEngine>();
        host.Services.AddSingleton<Func<ClusterEngine>>(it => it.GetRequiredService<ClusterEngine>);
        host.Services.AddSingleton<ActorEngine>(it => it.GetRequiredService<ClusterEngine>());
        host.Services.AddSingleton<IActors>(it => it.GetRequiredService<ClusterEngine>());
        host.Services.AddClusterWays();
        host.Services.AddHostedService<ClusterWatch>();
        host.Services.AddHostedService(it => new SleepWatch(
            it.GetRequiredService<IClusterMembershipService>(), TimeProvider.System, options.Probe,
            it.GetRequiredService<ILogger<SleepWatch>>()));
    }

    /// <summary>A node that runs none, and reaches those of the others.</summary>
    public static void AddClusterClient(this IHostApplicationBuilder host, ClusterNodeOptions options)
    {
        host.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(it => (it.ClusterId, it.ServiceId) = (options.Cluster, Service));
            client.UseConnectionRetryFilter(static async (_, cancel) =>
            {
                // It may have been started before the others: they are waited for until it is stopped.
                await Task.Delay(s_lookAgain, cancel);
                return true;
            });
            client.Configure<GatewayOptions>(it => it.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            if (options.Connection is { } connection)
            {
                client.UseAdoNetClustering(it => (it.Invariant, it.ConnectionString) = (Invariant, connection));
            }
            else
            {
                client.UseStaticClustering(new IPEndPoint(options.Address, options.GatewayPort));
            }
        });
        host.Services.AddSingleton<Routes>();
        host.Services.AddSingleton<IActors, ClusterActors>();
        host.Services.AddClusterWays();
    }

    /// <summary>What every node with actors is, whoever hosts it.</summary>
    internal static void Configure(ISiloBuilder silo, ClusterNodeOptions options)
    {
        silo.Configure<ClusterOptions>(it => (it.ClusterId, it.ServiceId) = (options.Cluster, Service));
        silo.Configure<ClusterMembershipOptions>(it => Watch(it, options.Probe));
        silo.Configure<GrainCollectionOptions>(it => it.DeactivationTimeout = s_leaveMax);
        silo.Configure<LoadSheddingOptions>(
            it => (it.LoadSheddingEnabled, it.CpuThreshold) = (true, ProcessorPercentMax));
        if (options.Connection is { } connection)
        {
            silo.ConfigureEndpoints(options.Address, options.NodePort, options.GatewayPort);
            silo.UseAdoNetClustering(it => (it.Invariant, it.ConnectionString) = (Invariant, connection));
            silo.UseAdoNetReminderService(it => (it.Invariant, it.ConnectionString) = (Invariant, connection));
        }
        else
        {
            silo.UseLocalhostClustering(
                options.NodePort, options.GatewayPort, serviceId: Service, clusterId: options.Cluster);
            silo.UseInMemoryReminderService();
        }
    }

    /// <summary>A node that is gone is declared dead after three to six probes, by two others if there are.</summary>
    private static void Watch(ClusterMembershipOptions membership, TimeSpan probe)
    {
        membership.ProbeTimeout = probe;
        // Whoever was heard within as many of these as may be missed is not suspected: one that hangs, and whose
        // connections stand, was found out so late that contacts had waited for half a minute.
        membership.MaxProbeTimeout = probe * 2;
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        // A node that is slow to start, cold and on a busy machine, counts as dead after this.
        membership.MaxJoinAttemptTime = TimeSpan.FromMinutes(5);
    }

    private static void AddClusterWays(this IServiceCollection services)
    {
        services.AddSingleton<ClusterDesks>();
        services.AddSingleton<IOutboxFeed>(it => it.GetRequiredService<ClusterDesks>());
        services.AddSingleton<ISenderDesk>(it => it.GetRequiredService<ClusterDesks>());
        services.AddSingleton<IOutboxBell, ClusterBell>();
        services.AddSingleton<ClusterStreams>();
        services.AddSingleton<IStreamNodes>(it => it.GetRequiredService<ClusterStreams>());
        services.AddHostedService(it => it.GetRequiredService<ClusterStreams>());
    }
}
