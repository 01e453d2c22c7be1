using LiveChat.Api.Tests.Support;
using LiveChat.Outside;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class LiveChatOffTests(TestServer server)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Turning_live_chat_off_closes_what_is_open_ends_streams_and_says_so()
    {
        var desk = await Desk.Create(server, conversationsPerAgent: 1);
        await using var stream = await desk.Maria.Online();
        var served = await desk.AssignedOn(stream);
        var waiting = await desk.Waiting();
        (await Switch(desk, liveChat: false)).Expect(200);

        foreach (var id in (string[])[served, waiting])
        {
            await Poll.Until("the conversation is closed", _patience, async () =>
                (string?)(await desk.Conversation(id))["state"] == "closed");
            Assert.Equal("liveChatOff", (string)(await desk.Conversation(id))["closeReason"]!);
        }

        Assert.Equal(served, (string)(await stream.Until("closed")).Data["conversationId"]!);
        (await desk.Tenant.Mo(desk.Sender, desk.Contact())).Refuses(409, "livechat-off");
        (await desk.Luis.Client.Get("/v1/me/stream")).Refuses(409, "livechat-off");
        await stream.Ended();

        (await Switch(desk, liveChat: true)).Expect(200);
        await using var again = await desk.Maria.Online();
        await desk.AssignedOn(again);
    }

    [Fact]
    public async Task The_senders_that_a_tenant_has_stay_allowed()
    {
        var desk = await Desk.Create(server);
        var path = $"/v1/platform/tenants/{desk.Tenant.Slug}";
        var refused = (await server.Platform.Patch(path, new { allowedSenders = new[] { "+34900999999" } }))
            .Refuses(409, "senders-in-use");
        Assert.Contains(desk.Sender, (string)refused["detail"]!);
        Assert.Null((await server.Platform.Get(path)).Expect(200)["allowedSenders"]);

        (await server.Platform.Patch(path, new { allowedSenders = new[] { desk.Sender } })).Expect(200);
        var other = new
        {
            address = "+34900999999",
            channel = "sms",
            mode = "exclusive",
            queueId = desk.Queue,
            delivery = new { kind = "pull" },
        };
        (await desk.Tenant.Admin.Post("/v1/senders", other)).Refuses(409, "sender-not-allowed");
        var sender = (await desk.Tenant.Admin.Get("/v1/senders")).Expect(200).Items.Single()!;
        (await desk.Tenant.Admin.Delete($"/v1/senders/{sender["id"]}")).Expect(204);
        (await server.Platform.Patch(path, new { allowedSenders = Array.Empty<string>() })).Expect(200);
    }

    private Task<ApiAnswer> Switch(Desk desk, bool liveChat) =>
        server.Platform.Patch($"/v1/platform/tenants/{desk.Tenant.Slug}", new { liveChat });
}
