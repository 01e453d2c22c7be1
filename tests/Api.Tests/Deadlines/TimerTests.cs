using System.Globalization;
using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Deadlines;

/// <summary>R4.2–R4.5 in seconds, as a client sees them.</summary>
[Collection(ServerCollection.Deadlines)]
public sealed class TimerTests(TestServer server)
{
    [Fact]
    public async Task A_silent_contact_is_reminded_once_the_agent_warned_and_the_conversation_closed()
    {
        var desk = await Desk.Create(server);
        await desk.Tenant.Set(new
        {
            inactivityTimeoutSeconds = 3,
            inactivityWarningSeconds = 1,
            reminderAfterSeconds = 1,
        });
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await Answer(desk.Maria, id);
        Assert.Equal("reminder", await PhraseOn(maria, desk, id));

        var warning = await maria.Next("warning");
        Assert.Equal(id, (string)warning.Data["conversationId"]!);
        Assert.Equal("inactivity", (string)warning.Data["kind"]!);
        Assert.Equal("inactivityClosed", await PhraseOn(maria, desk, id));
        var closed = await maria.Next("closed");
        Assert.Equal("inactivity", (string)closed.Data["reason"]!);

        var events = await EventsOf(desk, id);
        var answered = Time(events.Single(it => Type(it) == "messageSent")["at"]!);
        var warned = events.Single(it => Type(it) == "warned");
        Assert.Equal("inactivity", (string)warned["reason"]!);
        Assert.Equal(answered.AddSeconds(3), Time(warned["dueAt"]!));
        Assert.Equal(answered.AddSeconds(3), Time(warning.Data["at"]!));
        Assert.Equal(["reminder", "inactivityClosed"], Phrases(events));
        AssertLate(answered.AddSeconds(1), events.First(it => (string?)it["key"] == "reminder"));
        AssertLate(answered.AddSeconds(2), warned);
        AssertLate(answered.AddSeconds(3), events.Single(it => Type(it) == "closed"));
        Assert.Equal("inactivity", (string)events.Single(it => Type(it) == "closed")["reason"]!);
        var shown = await desk.Tenant.Admin.Get($"/v1/conversations/{id}");
        Assert.Equal("inactivity", (string)shown["closeReason"]!);
    }

    [Fact]
    public async Task A_message_ends_the_silence_and_a_phrase_or_a_note_does_not()
    {
        var desk = await Desk.Create(server);
        // What is done after a warning is done in the five seconds that are left of the silence.
        await desk.Tenant.Set(new { inactivityTimeoutSeconds = 6, inactivityWarningSeconds = 5 });
        await using var maria = await desk.Maria.Online();
        var contact = desk.Contact();
        var id = (string)(await desk.Tenant.Mo(desk.Sender, contact)).Expect(202)["conversationId"]!;
        await maria.Next("assigned");
        await Answer(desk.Maria, id);
        await maria.Until("warning");
        (await desk.Tenant.Mo(desk.Sender, contact, "wait")).Expect(202);
        await Answer(desk.Maria, id);
        await maria.Until("warning");
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/notes", new { text = "silent" })).Expect(201);
        await maria.Until("closed");

        var events = await EventsOf(desk, id);
        var answered = events.Where(it => Type(it) == "messageSent").Select(it => Time(it["at"]!)).ToList();
        Assert.Equal(2, events.Count(it => Type(it) == "warned"));
        AssertLate(answered[1].AddSeconds(6), events.Single(it => Type(it) == "closed"));
    }

    [Fact]
    public async Task Who_waits_for_an_answer_is_asked_for_patience_once()
    {
        var desk = await Desk.Create(server);
        await desk.Tenant.Set(new { reengagementAfterSeconds = 1, inactivityTimeoutSeconds = 1 });
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        Assert.Equal("reengagement", await PhraseOn(maria, desk, id));
        await Answer(desk.Maria, id);
        await maria.Until("closed");
        Assert.Equal(["reengagement", "inactivityClosed"], Phrases(await EventsOf(desk, id)));
    }

    [Fact]
    public async Task Patience_is_asked_for_only_in_a_status_that_allows_it_and_then_at_once()
    {
        var desk = await Desk.Create(server);
        await desk.Tenant.Set(new
        {
            reengagementAfterSeconds = 1,
            reengagementStatuses = new[] { "phone" },
            disconnectNotifyAfterSeconds = 0,
        });
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "training" })).Expect(200);

        // A second conversation, of an agent whose status allows it, tells when the time is over.
        var other = await desk.AssignedOn(luis);
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "phone" })).Expect(200);
        Assert.Equal("reengagement", await PhraseOn(luis, desk, other));
        Assert.Empty(Phrases(await EventsOf(desk, id)));
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "phone" })).Expect(200);
        await maria.Until("status");
        Assert.Equal("reengagement", await PhraseOn(maria, desk, id));
    }

    [Fact]
    public async Task Settings_changed_while_deadlines_are_armed_act_on_open_conversations_at_once()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        var first = await desk.AssignedOn(maria);
        await Answer(desk.Maria, first);
        var second = await desk.AssignedOn(maria);
        await desk.Tenant.Set(new { inactivityTimeoutSeconds = 1, inactivityWarningSeconds = 0 });
        var closed = await maria.Until("closed");
        Assert.Equal(first, (string)closed.Data["conversationId"]!);

        // The other way: one that is armed is let go on, if it is told before its five seconds are over.
        await desk.Tenant.Set(new { inactivityTimeoutSeconds = 5 });
        await Answer(desk.Maria, second);
        (await desk.Tenant.Admin.Patch(
            $"/v1/queues/{desk.Queue}/settings", new { inactivityTimeoutSeconds = 3600, reminderAfterSeconds = 6 }))
            .Expect(200);
        Assert.Equal("reminder", await PhraseOn(maria, desk, second));
        Assert.DoesNotContain(await EventsOf(desk, second), it => Type(it) == "closed");
    }

    [Fact]
    public async Task An_empty_phrase_turns_its_reminder_off()
    {
        var desk = await Desk.Create(server);
        await desk.Tenant.Set(new
        {
            reminderAfterSeconds = 1,
            inactivityTimeoutSeconds = 2,
            inactivityWarningSeconds = 0,
        });
        var mute = new { es = new { reminder = "", inactivityClosed = "" } };
        (await desk.Tenant.Admin.Patch("/v1/settings/phrases", mute)).Expect(200);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await Answer(desk.Maria, id);
        await maria.Until("closed");
        Assert.Empty(Phrases(await EventsOf(desk, id)));
    }

    private static async Task Answer(TestAgent agent, string id) =>
        (await agent.Client.Post($"/v1/conversations/{id}/messages", new { text = "hola" })).Expect(201);

    /// <summary>Waits for a phrase on the stream; its key, from the log.</summary>
    private static async Task<string> PhraseOn(StreamClient stream, Desk desk, string id)
    {
        while (true)
        {
            var message = (await stream.Until("message")).Data;
            if ((string)message["message"]!["kind"]! != "phrase") continue;
            Assert.Equal(id, (string)message["conversationId"]!);
            var seen = (string)message["message"]!["id"]!;
            return (string)(await EventsOf(desk, id)).Single(it => (string?)it["messageId"] == seen)["key"]!;
        }
    }

    private static async Task<IReadOnlyList<JsonNode>> EventsOf(Desk desk, string id) =>
        [.. (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Items.Select(it => it!)];

    private static string Type(JsonNode happened) => (string)happened["type"]!;

    private static IEnumerable<string> Phrases(IEnumerable<JsonNode> events) =>
        events.Where(it => Type(it) == "phraseSent").Select(it => (string)it["key"]!);

    private static DateTimeOffset Time(JsonNode at) =>
        DateTimeOffset.Parse((string)at!, CultureInfo.InvariantCulture);

    /// <summary>After its instant, and soon after it: generous, for the machine may have other things to do.</summary>
    private static void AssertLate(DateTimeOffset due, JsonNode happened) =>
        Assert.InRange(Time(happened["at"]!), due, due.AddSeconds(3));
}
