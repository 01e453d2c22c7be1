using System.Diagnostics.Metrics;
using LiveChat.Api.Auth.Totp;
using LiveChat.Api.Secrets;
using LiveChat.Contracts.Directory;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Senders;

namespace LiveChat.Api.Auth;

/// <summary>Registers administration, the directory and authentication.</summary>
public static class AdministrationServices
{
    /// <summary>
    /// Needs of the program: the installation's record, actors, time. It calls
    /// <see cref="PlatformKeys.Prepare"/> before it serves.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="database">Where it is kept.</param>
    /// <param name="keys">Those that seal secrets.</param>
    /// <param name="passwordIterations">Of password hashes; null: the hasher's own.</param>
    public static IServiceCollection AddAdministration(
        this IServiceCollection services, IAdministrationDatabase database, SealingKeys keys, int? passwordIterations)
    {
        services.AddSingleton<IAdministrationDatabase>(new AdministrationInTurn(database));
        keys.AddTo(services);
        services.AddSingleton<ISecretSeal, DataProtectedSecrets>();

        services.AddSingleton<CachedDirectory>();
        services.AddSingleton<IDirectory>(it => it.GetRequiredService<CachedDirectory>());
        services.AddSingleton<IRemembersAdministration>(it => it.GetRequiredService<CachedDirectory>());
        services.AddSingleton<CachedCredentials>();
        services.AddSingleton<IRemembersAdministration>(it => it.GetRequiredService<CachedCredentials>());
        services.AddSingleton<IActorOfRequest, ActorOfRequest>();
        services.AddSingleton<AdministrationCommands>();
        services.AddHostedService<AdministrationFollowing>();

        services.AddSingleton<KeyMeter>();
        services.AddHostedService<KeyMeterLoop>();
        services.AddSingleton<PlatformKeys>();
        services.AddSingleton<IRemembersAdministration>(it => it.GetRequiredService<PlatformKeys>());
        services.AddSingleton(it => new PasswordHashing(passwordIterations, it.GetRequiredService<IMeterFactory>()));
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignInGate>();
        services.AddSingleton<TotpSecrets>();
        services.AddSingleton<IAuthenticator, Authenticator>();
        return services;
    }
}
