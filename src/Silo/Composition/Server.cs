using System.Diagnostics.Metrics;
using System.Net.Sockets;
using LiveChat.Api;
using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Invitations;
using LiveChat.Channels;
using LiveChat.Channels.Mails;
using LiveChat.Embedded;
using LiveChat.Silo.Starting;
using LiveChat.Silo.Telemetry;
using LiveChat.Storage;
using LiveChat.Storage.Administration.Senders;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace LiveChat.Silo.Composition;

/// <summary>The whole product in one process: store, engine, actors, channels, HTTP.</summary>
public sealed partial class Server : IAsyncDisposable
{
    /// <summary>How long open requests and attempts under way have to end once a stop was asked for.</summary>
    private static readonly TimeSpan s_requestsEndMax = TimeSpan.FromSeconds(4);

    /// <summary>The same of a node, whose actors go to others meanwhile.</summary>
    private static readonly TimeSpan s_nodeLeavesMax = TimeSpan.FromSeconds(14);

    /// <summary>What a stop may take beyond that, whatever hangs.</summary>
    private static readonly TimeSpan s_stopMax = TimeSpan.FromSeconds(6);

    // The host would watch its whole folder for changed settings: with the data in it, that is a notice per write.
    private static readonly string[] s_watchNoFiles = ["--hostBuilder:reloadConfigOnChange=false"];

    private readonly WebApplication _app;
    private readonly OpenedStore _store;
    private readonly ILogger<Server> _log;
    private readonly TimeSpan _stopMax;
    private Task _stopped = Task.CompletedTask;
    private volatile bool _isLost;

    private Server(WebApplication app, OpenedStore store)
    {
        _app = app;
        _store = store;
        _stopMax = app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout + s_stopMax;
        _log = app.Services.GetRequiredService<ILogger<Server>>();
    }

    /// <summary>Where it listens; the first, where there are several.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>Everything it answers to.</summary>
    public IReadOnlyList<Endpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>What its meters are made with, which tells them from those of other servers in this process.</summary>
    public IMeterFactory Meters => _app.Services.GetRequiredService<IMeterFactory>();

    /// <summary>Starts serving.</summary>
    /// <exception cref="StartRefusedException">The database or an address to listen on cannot be used.</exception>
    public static async Task<Server> Start(IConfigurationRoot settings, LiveChatOptions options, DataFolder data)
    {
        var logs = new StartLogs(options.Telemetry.JsonLogs);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = s_watchNoFiles });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(settings);
        builder.WebHost.UseUrls([.. options.UrlList]);
        logs.Configure(builder.Logging);

        var store = await StoreComposition.Open(options, data, logs.CreateFactory(settings));
        WebApplication app;
        try
        {
            await Compose(builder, options, data, store.Store);
            app = builder.Build();
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }

        Map(app, options);
        var server = new Server(app, store);
        try
        {
            await server.PreparePlatformKey(options);
            await server.CheckKeys(data);
            await app.StartAsync();
        }
        catch (Exception failure)
        {
            await server.Close();
            if (Refusal(failure, options) is { } refusal) throw refusal;
            throw;
        }

        logs.Started();
        server._stopped = server.StopWhenAsked();
        _ = server.EndWhenLost();
        Console.WriteLine($"LiveChat listens on {string.Join(" and ", app.Urls)}; its data is in {store.Name}.");
        return server;
    }

    /// <summary>Serves until SIGTERM or SIGINT, then stops in order, in bounded time. The exit code.</summary>
    /// <param name="guest">
    /// Runs beside the server, is given its address, and is asked to end when the server is; the server waits for it.
    /// </param>
    public async Task<int> Run(Func<Uri, CancellationToken, Task>? guest = null)
    {
        var stopping = _app.Lifetime.ApplicationStopping;
        var stopAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var asked = stopping.Register(stopAsked.SetResult);
        var guestGone = guest is null ? Task.CompletedTask : Entertain(guest, stopping);
        await stopAsked.Task;
        try
        {
            await Task.WhenAll(guestGone, _stopped).WaitAsync(_stopMax);
            return _isLost ? 1 : 0;
        }
        catch (TimeoutException)
        {
            LogStopTookTooLong(_stopMax.TotalSeconds);
            return 1;
        }
    }

    /// <summary>Stops in order; returns when all has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _app.Lifetime.StopApplication();
        await _stopped;
    }

    private static async Task Compose(
        WebApplicationBuilder builder, LiveChatOptions options, DataFolder data, IStore store)
    {
        builder.Host.UseDefaultServiceProvider(it => it.ValidateOnBuild = it.ValidateScopes = true);
        builder.WebHost.ConfigureKestrel(it => KestrelLimits.Set(it, options.Pace));
        builder.Services.Configure<HostOptions>(
            it => it.ShutdownTimeout = options.ClusterName is null ? s_requestsEndMax : s_nodeLeavesMax);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddTrustedProxies(options.TrustedProxyNetworks);
        builder.Services.AddStore(store);
        await builder.AddEngine(options);
        var keys = await SealingComposition.Load(options, data, store.Installation);
        builder.Services.AddAdministration(store.Administration, keys, options.PasswordIterations);
        builder.Services.AddSingleton(new PublicUrl(options.PublicUrlInForce));
        builder.Services.AddLiveChatApi(options.RateLimits);
        var handsOut = options.Role != NodeRole.Api;
        builder.Services.AddLiveChatChannels(options.Outgoing.ToPolicy(), options.PublicUrlInForce, handsOut);
        builder.Services.AddLiveChatMail(options.Smtp, handsOut);
        builder.Services.AddTelemetry(options.Telemetry);
    }

    private static void Map(WebApplication app, LiveChatOptions options)
    {
        app.UseForwardedHeaders();
        if (options.Role == NodeRole.Silo) app.MapLiveChatHealth();
        else
        {
            app.MapLiveChat();
            app.MapGroup("/v1/hooks").AllowsAnyone().MapLiveChatHooks();
        }

        Scrape.Map(app, options.Telemetry);
    }

    private async Task PreparePlatformKey(LiveChatOptions options)
    {
        var made = await _app.Services.GetRequiredService<PlatformKeys>().Prepare(options.PlatformKey);
        if (made is not null) Console.WriteLine($"Platform key, shown this once: {made}");
    }

    /// <summary>A database without the keys it was used with serves, but for what is sealed in it.</summary>
    private async Task CheckKeys(DataFolder data)
    {
        if (!await SealedMark.Opens(
            _store.Store.Installation, _app.Services.GetRequiredService<ISecretSeal>())) LogOtherKeys(data.KeysFolder);
    }

    /// <summary>Two processes do not serve one database, and another has it now.</summary>
    private async Task EndWhenLost()
    {
        await _store.Lost.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        LogLost(_store.Name);
        _isLost = true;
        _app.Lifetime.StopApplication();
    }

    /// <summary>First nobody comes in and streams end, then the actors finish, then the store has all of it.</summary>
    private async Task StopWhenAsked()
    {
        await _app.WaitForShutdownAsync();
        if (_app.Services.GetService<ActorEngine>() is { } engine) await engine.Stop();
        await Close();
    }

    private async Task Close()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task Entertain(Func<Uri, CancellationToken, Task> guest, CancellationToken stopping)
    {
        try
        {
            await guest(Url, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to end, it did.
        }
        catch (Exception fault)
        {
            LogGuestFailed(fault);
        }
    }

    private static StartRefusedException? Refusal(Exception failure, LiveChatOptions options) => failure switch
    {
        IOException { InnerException: AddressInUseException } => new StartRefusedException(
            $"{options.Urls} is in use by another program; choose another address with --urls.", failure),
        _ when failure.GetBaseException() is SocketException socket => new StartRefusedException(
            $"Cannot listen on {options.Urls}: {socket.Message}.", failure),
        StoreUnavailableException => new StartRefusedException(failure.Message, failure),
        _ => null,
    };

    [LoggerMessage(4, LogLevel.Error,
        "The keys in {Folder} are not those of this database: secrets of senders and second factors cannot be opened. "
        + "Bring the folder from where the database was used before, or the SealKey that it was used with")]
    private partial void LogOtherKeys(string folder);

    [LoggerMessage(3, LogLevel.Critical, "{Database} is another process's now: this one ends")]
    private partial void LogLost(string database);

    [LoggerMessage(2, LogLevel.Error, "What ran beside the server has failed; the server goes on")]
    private partial void LogGuestFailed(Exception fault);

    [LoggerMessage(1, LogLevel.Error, "Not everything had stopped after {Seconds} s; ending all the same")]
    private partial void LogStopTookTooLong(double seconds);
}
