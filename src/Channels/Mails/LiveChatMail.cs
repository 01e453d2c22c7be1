using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Mails;
using LiveChat.Storage.Administration.Senders;

namespace LiveChat.Channels.Mails;

/// <summary>Mail to members, as the program composes it.</summary>
public static class LiveChatMail
{
    /// <summary>
    /// Registers the outbox and, where there is a mail server, what sends. Hosted: register it after what must outlive
    /// it.
    /// </summary>
    /// <param name="services">To register in.</param>
    /// <param name="smtp">Without fault.</param>
    /// <param name="handsOut">Whether this process hands mails to the server; otherwise others do.</param>
    public static IServiceCollection AddLiveChatMail(
        this IServiceCollection services, SmtpOptions smtp, bool handsOut = true)
    {
        var sends = !string.IsNullOrEmpty(smtp.Host);
        services.AddSingleton(it => new MailOutbox(it.GetRequiredService<ISecretSeal>(), sends));
        if (!sends || !handsOut) return services;
        services.AddSingleton<MailMetrics>();
        services.AddSingleton<IMailCarrier>(it => new SmtpCarrier(smtp, it.GetRequiredService<TimeProvider>()));
        services.AddSingleton(it => ActivatorUtilities.CreateInstance<MailDispatcher>(it, Random.Shared));
        services.AddSingleton<IRemembersAdministration>(it => it.GetRequiredService<MailDispatcher>());
        services.AddHostedService(it => it.GetRequiredService<MailDispatcher>());
        return services;
    }
}
