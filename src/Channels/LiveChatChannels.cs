using LiveChat.Channels.Generic;
using LiveChat.Channels.Kannel;
using LiveChat.Channels.Outbox;
using LiveChat.Channels.Outgoing;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Outbox;
using LiveChat.Storage.Outbox;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveChat.Channels;

/// <summary>The ways in and out, as the program composes them.</summary>
public static class LiveChatChannels
{
    /// <summary>
    /// Registers the dispatcher, the adapters and the guard of outgoing connections. Stores, actors and the directory
    /// come from the program. Hosted: register it after what must outlive it (stores, engine), since it is stopped
    /// before them.
    /// </summary>
    /// <param name="services">To register in.</param>
    /// <param name="outgoing">Which addresses may be called.</param>
    /// <param name="publicUrl">How providers reach this server.</param>
    /// <param name="handsOut">Whether senders may have their desks in this process.</param>
    public static IServiceCollection AddLiveChatChannels(
        this IServiceCollection services, AddressPolicy outgoing, string publicUrl, bool handsOut = true)
    {
        services.AddSingleton<IOutgoingUrls>(new OutgoingUrls(outgoing));
        services.AddSingleton(new KannelHookUrls(publicUrl.TrimEnd('/')));
        services.AddSingleton(_ => new HttpMessageInvoker(GuardedConnections.Create(outgoing)));
        services.AddSingleton<CallbackAdapter>();
        services.AddSingleton<KannelAdapter>();
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<Carrier>();
        services.AddSingleton<ILocalBell, OutboxBell>();
        services.TryAddSingleton<IOutboxBell>(provider => provider.GetRequiredService<ILocalBell>());
        services.AddSingleton(provider => new Lazy<IActors>(provider.GetRequiredService<IActors>));
        services.AddSingleton<IDeliveryReports, DeliveryRecorder>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<ILocalDesks>(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.TryAddSingleton<IOutboxFeed>(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.TryAddSingleton<ISenderDesk>(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddSingleton(provider => new Lazy<ISenderDesk>(provider.GetRequiredService<ISenderDesk>));
        if (handsOut) services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        return services;
    }

    /// <summary>
    /// Maps the hooks of every adapter into <paramref name="hooks"/>, the group <c>/v1/hooks</c>, which must let anyone
    /// in: each authenticates by itself.
    /// </summary>
    public static void MapLiveChatHooks(this IEndpointRouteBuilder hooks) => hooks.MapKannelHooks();
}
