using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints;
using LiveChat.Api.Endpoints.Conversations;
using LiveChat.Api.Endpoints.Health;
using LiveChat.Api.Endpoints.Invitations;
using LiveChat.Api.Endpoints.Me;
using LiveChat.Api.Endpoints.Mo;
using LiveChat.Api.Json;
using LiveChat.Api.Limits;
using LiveChat.Api.Mo;
using LiveChat.Api.OpenApi;
using LiveChat.Api.Pages;
using LiveChat.Api.Problems;
using LiveChat.Api.Streams;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Streams;
using LiveChat.Storage.Administration.Avatars;
using LiveChat.Storage.Administration.Caching;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveChat.Api;

/// <summary>The HTTP edge, as the program composes it.</summary>
public static class LiveChatApi
{
    /// <summary>Bodies are refused above this with 413, but for endpoints that say otherwise.</summary>
    public const long BodyBytesMax = 1024 * 1024;

    /// <summary>
    /// Above this the connection is cut. Between the two the rest of a body is read and thrown away, so that the client
    /// gets to see its 413.
    /// </summary>
    private const long RequestBytesMax = 64 * 1024 * 1024;

    /// <summary>
    /// Registers what the endpoints need of their own. The program provides the rest: <see cref="TimeProvider"/>,
    /// actors, the stores, the directory, channels.
    /// </summary>
    public static IServiceCollection AddLiveChatApi(this IServiceCollection services, RateLimitOptions rateLimits)
    {
        services.AddSingleton(rateLimits);
        services.AddSingleton<MoAdmission>();
        services.AddSingleton<IMoAdmission>(it => it.GetRequiredService<MoAdmission>());
        services.AddSingleton<RateLimits>();
        services.ConfigureHttpJsonOptions(it => ApiJson.Apply(it.SerializerOptions));
        services.Configure<SocketTransportOptions>(HalfOpenConnections.Limit);
        services.Configure<KestrelServerOptions>(it =>
        {
            it.AddServerHeader = false;
            it.Limits.MaxRequestBodySize = RequestBytesMax;
        });
        // It makes an activity for each request as soon as it may log; what goes wrong the problems' middleware logs.
        services.AddLogging(it => it.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
        services.AddSingleton<SecurityHeaders>();
        services.AddSingleton<IAvatarAddresses>(it => it.GetRequiredService<PublicUrl>());
        services.AddSingleton<StreamHub>();
        services.AddSingleton<ILocalStreams>(it => it.GetRequiredService<StreamHub>());
        services.TryAddSingleton<IStreamNodes>(it => it.GetRequiredService<StreamHub>());
        services.AddSingleton<IRemembersAdministration>(it => it.GetRequiredService<StreamHub>());
        services.AddSingleton<ThreadIds>();
        services.AddSingleton<IMoEntry, MoEntry>();
        services.AddSingleton<TransferDance>();
        services.AddSingleton<SlotDance>();
        services.AddAdministrationViews();
        return services;
    }

    /// <summary>Only how the process is: for one that serves nothing else.</summary>
    public static WebApplication MapLiveChatHealth(this WebApplication app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        Probe.Map(app);
        return app;
    }

    /// <summary>Sets up the pipeline, outermost first, and maps every endpoint.</summary>
    public static WebApplication MapLiveChat(this WebApplication app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        Probe.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        // Only there, for it would look at every request.
        app.MapWhen(it => it.Request.Path.StartsWithSegments("/docs"), docs => docs.UseSwaggerUI(it =>
        {
            it.RoutePrefix = "docs";
            it.DocumentTitle = "LiveChat API";
            it.SwaggerEndpoint($"/openapi/{ApiDocument.Name}.json", "LiveChat API");
        }));
        RegisterPage.Map(app);
        var v1 = app.MapGroup("/v1");
        Receive.Map(v1);
        var withBodies = v1.MapGroup("");
        withBodies.AddEndpointFilterFactory(BodyFilter.Create);
        ReceiveBatch.Map(withBodies);
        OpenStream.Map(withBodies);
        SetStatus.Map(withBodies);
        ListConversations.Map(withBodies);
        ListColleagues.Map(withBodies);
        withBodies.MapConversations();
        withBodies.MapAdministration();
        withBodies.MapDelivery();
        return app;
    }
}
