using System.Diagnostics.Metrics;
using LiveChat.Api.Auth.Totp;
using LiveChat.Api.Secrets;
using LiveChat.Contracts.Directory;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Senders;
using Microsoft.AspNetCore.DataProtection;

namespace LiveChat.Api.Auth;

/// <summary>Registers administration, the directory and authentication.</summary>
public static class AdministrationServices
{
    /// <summary>
    /// Needs of the program: the administration database, the installation's record, actors, time. It calls
    /// <see cref="PlatformKeys.Prepare"/> before it serves.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="keysFolder">Where the keys live that seal secrets; made where missing, for its owner only.</param>
    /// <param name="passwordIterations">Of password hashes; null: the hasher's own.</param>
    public static IServiceCollection AddAdministration(
        this IServiceCollection services, string keysFolder, int? passwordIterations)
    {
        var folder = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(keysFolder)
            : Directory.CreateDirectory(
                keysFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        services.AddDataProtection().SetApplicationName("LiveChat").PersistKeysToFileSystem(folder);
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
