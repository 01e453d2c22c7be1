using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Questionnaires;

/// <summary>R4.8 in seconds, as a contact and its agent see it.</summary>
[Collection(ServerCollection.Routing)]
public sealed class WaitingQuestionnaireTests(TestServer server)
{
    [Fact]
    public async Task Who_waits_is_asked_once_and_the_agent_sees_what_it_answered()
    {
        var (desk, contact, id, questionnaire) = await Asked(Questions.What(), Questions.Why);
        Assert.Equal(id, (string)(await Says(desk, contact, "hm?"))["conversationId"]!);
        Assert.Equal(id, (string)(await Says(desk, contact, " AGUARDAR "))["conversationId"]!);
        await using var maria = await desk.Maria.Online();
        Assert.Equal(id, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        Assert.Equal(id, (string)(await Says(desk, contact, "mi factura"))["conversationId"]!);

        var runs = (await desk.Maria.Client.Get($"/v1/conversations/{id}/questionnaires")).Expect(200).Items;
        var run = Assert.Single(runs)!;
        Assert.Equal((questionnaire, "waiting", "open"), (
            (string)run["questionnaireId"]!, (string)run["purpose"]!, (string)run["state"]!));
        Assert.Equal("stay", (string)Assert.Single(run["answers"]!.AsArray())!["option"]!);
        var messages = (await desk.Maria.Client.Get($"/v1/conversations/{id}/messages")).Expect(200).Items;
        Assert.Equal(
            ["text", "questionnaire", "text", "questionnaire", "text", "questionnaire", "text"],
            messages.Where(it => (string)it!["kind"]! != "phrase").Select(it => (string)it!["kind"]!));
        Assert.Equal(
            "Qué prefiere\n1. Esperar\n2. Dejar un mensaje\n3. Llámenme y espero\n4. Llámenme\n5. Nada",
            (string)messages[1]!["text"]!);
        Assert.EndsWith((string)messages[1]!["text"]!, (string)messages[3]!["text"]!);
        Assert.Equal(("mt", "queued"), (
            (string)messages[1]!["direction"]!, (string)messages[1]!["delivery"]!["state"]!));
        var answered = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Expect(200).Items
            .Single(it => (string)it!["type"]! == "questionnaireAnswered")!;
        Assert.Equal(("what", "stay", "stay"), (
            (string)answered["question"]!, (string)answered["option"]!, (string)answered["reason"]!));
    }

    [Fact]
    public async Task A_message_is_left_and_the_conversation_closed()
    {
        var (desk, contact, id, _) = await Asked(Questions.What());
        await Says(desk, contact, "2");
        var message = desk.Tenant.NextMessageId();
        var left = (await desk.Tenant.Mo(desk.Sender, contact, "Llamen a mi hijo", message)).Expect(202);
        Assert.Equal(id, (string)left["conversationId"]!);
        var closed = await desk.Conversation(id);
        Assert.Equal(("closed", "messageLeft"), ((string)closed["state"]!, (string)closed["closeReason"]!));
        Assert.Equal(["leaveMessage", "messageLeft"], await Phrases(desk, id));
        Assert.True((bool)(await desk.Tenant.Mo(desk.Sender, contact, "Llamen a mi hijo", message))["duplicate"]!);
        Assert.NotEqual(id, (string)(await Says(desk, contact, "Otra cosa"))["conversationId"]!);
    }

    [Fact]
    public async Task A_call_back_is_recorded_and_closes_or_not_as_the_option_says()
    {
        var (desk, contact, id, questionnaire) = await Asked(Questions.What());
        await Says(desk, contact, "3");
        Assert.Equal("waiting", (string)(await desk.Conversation(id))["state"]!);
        Assert.Equal(["callBackRequested"], await Phrases(desk, id));
        var (second, other) = await Waits(desk);
        await Says(desk, second, "llamenme");
        var closed = await desk.Conversation(other);
        Assert.Equal(("closed", "callBackRequested"), ((string)closed["state"]!, (string)closed["closeReason"]!));
        var summary = (await desk.Tenant.Admin.Get($"/v1/questionnaires/{questionnaire}/summary")).Expect(200);
        Assert.Equal((2, 2, 2), (
            (int)summary["sent"]!, (int)summary["answered"]!, (int)summary["completed"]!));
        Assert.Equal(
            """{"stay":0,"leave":0,"soon":1,"call":1,"nothing":0}""",
            summary["questions"]![0]!["options"]!.ToJsonString());
    }

    [Fact]
    public async Task Who_chooses_another_queue_waits_there()
    {
        var desk = await Desk.Create(server);
        var sales = await desk.Tenant.Queue("Sales", desk.Luis);
        var (contact, id, _) = await Asked(desk, Questions.What(sales));
        var queuedAt = (string)(await desk.Conversation(id))["queuedAt"]!;
        await Says(desk, contact, "ventas");
        var moved = await desk.Conversation(id);
        Assert.Equal(("waiting", sales, queuedAt), (
            (string)moved["state"]!, (string)moved["queueId"]!, (string)moved["queuedAt"]!));
        await using var luis = await desk.Luis.Online();
        Assert.Equal(id, (string)(await luis.Next("assigned")).Data["conversation"]!["id"]!);
    }

    private async Task<(Desk Desk, string Contact, string Id, string Questionnaire)> Asked(params object[] questions)
    {
        var desk = await Desk.Create(server);
        var (contact, id, questionnaire) = await Asked(desk, questions);
        return (desk, contact, id, questionnaire);
    }

    private static async Task<(string Contact, string Id, string Questionnaire)> Asked(
        Desk desk, params object[] questions)
    {
        var questionnaire = (await desk.Tenant.Questionnaire("waiting", questions)).Id;
        await desk.Tenant.Set(new
        {
            waitingQuestionnaireAfterSeconds = 1,
            waitingQuestionnaireId = questionnaire,
        });
        var (contact, id) = await Waits(desk);
        return (contact, id, questionnaire);
    }

    /// <summary>A new contact, once it has been asked.</summary>
    private static async Task<(string Contact, string Id)> Waits(Desk desk)
    {
        var contact = desk.Contact();
        var id = (string)(await Says(desk, contact, "hola"))["conversationId"]!;
        // The adapter waits for the message that asks.
        var asked = await desk.Tenant.Adapter.Get(
            $"/v1/mt?sender={Uri.EscapeDataString(desk.Sender)}&waitSeconds=20");
        Assert.Equal(id, (string)Assert.Single(asked.Expect(200).Items)!["conversationId"]!);
        return (contact, id);
    }

    private static async Task<ApiAnswer> Says(Desk desk, string contact, string text) =>
        (await desk.Tenant.Mo(desk.Sender, contact, text)).Expect(202);

    private static async Task<IEnumerable<string>> Phrases(Desk desk, string id) =>
        (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Expect(200).Items
            .Where(it => (string)it!["type"]! == "phraseSent").Select(it => (string)it!["key"]!);
}
