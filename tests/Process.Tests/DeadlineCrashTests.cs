using System.Globalization;
using System.Text.Json.Nodes;
using LiveChat.Outside;

namespace LiveChat.Process.Tests;

/// <summary>Deadlines over a SIGKILL: it changes nothing but a few seconds.</summary>
public sealed class DeadlineCrashTests
{
    private const string PlatformKey = "a-platform-key-of-the-tests-0123456789";
    private const string Sender = "+34900100200";

    /// <summary>P7 after a crash: so long after the server serves again; and a busy machine's due.</summary>
    private static readonly TimeSpan LateMax = TimeSpan.FromSeconds(5 + 5);

    /// <summary>Longer than a busy machine takes to restart: what is due first is to act first.</summary>
    private const int TimeoutSeconds = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Killed_while_deadlines_are_armed_each_acts_once_and_soon_after_the_restart()
    {
        var data = Directory.CreateTempSubdirectory("livechat-deadlines-").FullName;
        var silo = new SiloOptions(data, ServerProcess.FreePort(), PlatformKey);
        var server = silo.Start();
        try
        {
            await server.Ready(Patience);
            using var tenant = await TenantSetup.Create(
                server.Url, PlatformKey, new TenantPlan("acme") { Agents = 1, Senders = [new SenderPlan(Sender)] });
            await tenant.Admin.Patch("/v1/settings/livechat", new
            {
                reminderAfterSeconds = 2,
                inactivityWarningSeconds = 2,
                inactivityTimeoutSeconds = TimeoutSeconds,
                disconnectNotifyAfterSeconds = 0,
                disconnectTransferAfterSeconds = 0,
            });
            var id = await Answered(server, tenant);
            await server.Kill();
            await server.DisposeAsync();
            server = silo.Start();
            await server.Ready(Patience);
            var restartedAt = DateTimeOffset.UtcNow;

            var conversation = $"/v1/conversations/{id}";
            await Poll.Until("the conversation closes", Patience, async () =>
                (string)(await tenant.Admin.Get(conversation))["state"]! == "closed");
            var events = (await tenant.Admin.Get(conversation + "/events"))["items"]!.AsArray();
            var answeredAt = At(events.Single(it => Is(it, "messageSent")));
            Assert.Equal(1, events.Count(it => (string?)it!["key"] == "reminder"));
            Assert.Equal(1, events.Count(it => Is(it, "warned")));
            AssertInTime(events.Single(it => (string?)it!["key"] == "reminder"), answeredAt.AddSeconds(2));
            AssertInTime(events.Single(it => Is(it, "closed")), answeredAt.AddSeconds(TimeoutSeconds));
            Assert.Equal("inactivity", (string)events.Single(it => Is(it, "closed"))!["reason"]!);

            void AssertInTime(JsonNode? happened, DateTimeOffset due) => Assert.InRange(
                At(happened), due, (restartedAt > due ? restartedAt : due) + LateMax);
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>A contact writes, the agent answers, and it is the contact's turn.</summary>
    private static async Task<string> Answered(ServerProcess server, TenantAccess tenant)
    {
        var agent = tenant.Agents[0];
        using var workspace = new HttpClient { BaseAddress = server.Url };
        workspace.DefaultRequestHeaders.Authorization = new("Bearer", agent.Client.Credential);
        using var stream = await workspace.GetAsync("/v1/me/stream", HttpCompletionOption.ResponseHeadersRead);
        using var adapter = new TenantClient(server.Url, tenant.ApiKey);
        var taken = await adapter.Post(
            "/v1/mo", new { channel = "sms", sender = Sender, from = "+34600111222", id = "one", text = "hola" });
        var id = (string)taken["conversationId"]!;
        await Poll.Until("the agent has the conversation", Patience, async () =>
            (string)(await tenant.Admin.Get($"/v1/conversations/{id}"))["state"]! == "assigned");
        await agent.Client.Post($"/v1/conversations/{id}/messages", new { text = "hello" });
        return id;
    }

    private static bool Is(JsonNode? happened, string type) => (string)happened!["type"]! == type;

    private static DateTimeOffset At(JsonNode? happened) =>
        DateTimeOffset.Parse((string)happened!["at"]!, CultureInfo.InvariantCulture);
}
