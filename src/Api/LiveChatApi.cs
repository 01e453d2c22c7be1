using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;

namespace LiveChat.Api;

/// <summary>The HTTP edge, as the program composes it.</summary>
public static class LiveChatApi
{
    /// <summary>Bodies are refused above this, but for endpoints that say otherwise.</summary>
    public const long BodyBytesMax = 1024 * 1024;

    /// <summary>Registers what the endpoints need of their own; stores, actors and channels come from the program.</summary>
    public static IServiceCollection AddLiveChatApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(it => ApiJson.Apply(it.SerializerOptions));
        return services;
    }

    /// <summary>Sets up the pipeline, outermost first, and maps every endpoint.</summary>
    public static WebApplication MapLiveChat(this WebApplication app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        var v1 = app.MapGroup("/v1");
        v1.AddEndpointFilterFactory(BodyFilter.Create);
        v1.MapConversations();
        return app;
    }
}
