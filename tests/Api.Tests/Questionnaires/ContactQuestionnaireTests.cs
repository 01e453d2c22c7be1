using LiveChat.Api.Tests.Support;
using static LiveChat.Api.Tests.Support.Desk;

namespace LiveChat.Api.Tests.Questionnaires;

/// <summary>R4.14: CSAT and NPS over messages, and what comes of them.</summary>
[Collection(ServerCollection.Routing)]
public sealed class ContactQuestionnaireTests(TestServer server)
{
    [Fact]
    public async Task Answers_after_the_close_belong_to_the_closed_conversation_and_are_counted()
    {
        var desk = await Create(server, conversationsPerAgent: 10);
        var id = await Use(desk, new { sendAtClose = true }, Questions.Csat, Questions.Nps);
        await using var maria = await desk.Maria.Online();
        var (contact, first) = await Closed(desk, maria);
        Assert.Equal(first, await Says(desk, contact, "5"));
        Assert.Equal(first, await Says(desk, contact, "10/10"));
        Assert.Equal("closed", (string)(await desk.Conversation(first))["state"]!);
        Assert.Equal(
            ["closed", "questionnaireSent", "messageReceived", "questionnaireAnswered", "questionnaireSent",
                "messageReceived", "questionnaireAnswered", "questionnaireEnded", "phraseSent"],
            (await desk.Log(first))[^9..]);
        var next = await Says(desk, contact, "5");
        Assert.NotEqual(first, next);
        await maria.Until("assigned");

        var (other, second) = await Closed(desk, maria);
        Assert.Equal(second, await Says(desk, other, "2"));
        Assert.NotEqual(second, await Says(desk, other, "Y otra cosa"));
        await maria.Until("assigned");
        await Closed(desk, maria);

        var summary = (await desk.Tenant.Admin.Get($"/v1/questionnaires/{id}/summary")).Expect(200);
        Assert.Equal((3, 2, 1, 0.6667), (
            (int)summary["sent"]!, (int)summary["answered"]!, (int)summary["completed"]!,
            (double)summary["responseRate"]!));
        var (csat, nps) = (summary["questions"]![0]!, summary["questions"]![1]!);
        Assert.Equal((2, 50.0, 3.5), (
            (int)csat["answers"]!, (double)csat["csatPercent"]!, (double)csat["average"]!));
        Assert.Equal(
            """{"score":100,"promoters":1,"passives":0,"detractors":0}""", nps["nps"]!.ToJsonString());
        await CheckResults(desk, id, first);
    }

    [Fact]
    public async Task An_agent_sends_it_where_agents_may_and_once()
    {
        var desk = await Create(server);
        var id = await Use(desk, new { sendAtClose = true }, Questions.Csat);
        await using var maria = await desk.Maria.Online();
        var contact = desk.Contact();
        var conversation = await Says(desk, contact, "hola");
        await maria.Until("assigned");
        (await Send(desk.Maria, conversation)).Refuses(409, "questionnaire-not-allowed");
        (await desk.Tenant.Admin.Patch(
            "/v1/settings/questionnaires", new { contact = new { agentsMaySend = true } })).Expect(200);
        (await Send(desk.Luis, conversation)).Refuses(409, "not-assigned-to-you");
        (await Send(desk.Maria, $"{Guid.NewGuid():N}-1")).Refuses(404, "not-found");
        var agents = await desk.Tenant.Questionnaire("agent");
        (await Send(desk.Maria, conversation, agents.Id)).Refuses(409, "no-questionnaire");
        (await Send(desk.Maria, conversation)).Expect(200);
        var shown = await maria.Until("message");
        Assert.Equal("questionnaire", (string)shown.Data["message"]!["kind"]!);
        (await Send(desk.Maria, conversation, id)).Refuses(409, "questionnaire-already-sent");
        Assert.Equal(conversation, await Says(desk, contact, "muy bien"));
        Assert.Equal(conversation, await Says(desk, contact, "4"));
        (await Act(desk.Maria, conversation, "close")).Expect(200);
        Assert.Equal(1, (await desk.Log(conversation)).Count(it => it == "questionnaireSent"));
        (await Send(desk.Maria, conversation)).Refuses(409, "conversation-closed");
    }

    [Fact]
    public async Task In_wrap_up_an_answer_leaves_the_wrap_up_as_it_is()
    {
        var desk = await Create(server);
        await Use(desk, new { sendAtClose = true }, Questions.Csat);
        await desk.Tenant.Set(new { wrapUpMaxSeconds = 600 });
        await using var maria = await desk.Maria.Online();
        var (contact, id) = await Closed(desk, maria);
        var message = desk.Tenant.NextMessageId();
        (await desk.Tenant.Mo(desk.Sender, contact, "5", message)).Expect(202);
        Assert.Equal("wrapUp", (string)(await desk.Conversation(id))["state"]!);
        var again = (await desk.Tenant.Mo(desk.Sender, contact, "5", message)).Expect(202);
        Assert.Equal((true, id), ((bool)again["duplicate"]!, (string)again["conversationId"]!));
        Assert.Equal("wrapUp", (string)(await desk.Conversation(id))["state"]!);
        Assert.NotEqual(id, await Says(desk, contact, "5"));
        Assert.Equal("closed", (string)(await desk.Conversation(id))["state"]!);
    }

    [Fact]
    public async Task Who_opted_out_is_not_asked()
    {
        var desk = await Create(server);
        await Use(desk, new { sendAtClose = true, agentsMaySend = true }, Questions.Csat);
        await using var maria = await desk.Maria.Online();
        var contact = desk.Contact();
        var id = await Says(desk, contact, "hola");
        await maria.Until("assigned");
        await Says(desk, contact, "stop");
        (await Send(desk.Maria, id)).Refuses(409, "contact-opted-out");
        (await Act(desk.Maria, id, "close")).Expect(200);
        Assert.DoesNotContain("questionnaireSent", await desk.Log(id));
    }

    private static async Task CheckResults(Desk desk, string id, string first)
    {
        var path = $"/v1/questionnaires/{id}/results";
        var all = (await desk.Tenant.Admin.Get(path)).Expect(200).Items;
        Assert.Equal(3, all.Count);
        Assert.Equal((first, desk.Maria.Id, desk.Queue, "completed"), (
            (string)all[2]!["conversationId"]!, (string)all[2]!["agentId"]!, (string)all[2]!["queueId"]!,
            (string)all[2]!["state"]!));
        Assert.Equal([5, 10], all[2]!["answers"]!.AsArray().Select(it => (int)it!["score"]!));
        var page = (await desk.Tenant.Admin.Get($"{path}?limit=2")).Expect(200);
        Assert.Equal(2, page.Items.Count);
        var rest = (await desk.Tenant.Admin.Get($"{path}?limit=2&cursor={(string)page["next"]!}")).Expect(200);
        Assert.Equal(all[2]!.ToJsonString(), Assert.Single(rest.Items)!.ToJsonString());
        Assert.Null(rest["next"]);
        Assert.Empty((await desk.Tenant.Admin.Get($"{path}?to=2020-01-01T00:00:00Z")).Expect(200).Items);
        (await desk.Tenant.Admin.Get($"{path}?cursor=x&from=y")).RefusesFields("cursor", "from");
        (await desk.Tenant.Admin.Get($"{path}?from=2020-01-01T00:00:00Z")).RefusesFields("from");
    }

    private static async Task<string> Use(Desk desk, object rules, params object[] questions)
    {
        var id = (await desk.Tenant.Questionnaire("contact", questions)).Id;
        (await desk.Tenant.Admin.Patch("/v1/settings/questionnaires", new { contact = rules })).Expect(200);
        (await desk.Tenant.Admin.Patch(
            "/v1/settings/questionnaires", new { contact = new { questionnaireId = id } })).Expect(200);
        return id;
    }

    /// <summary>A contact whom Maria has served, and the conversation.</summary>
    private static async Task<(string Contact, string Id)> Closed(Desk desk, StreamClient maria)
    {
        var contact = desk.Contact();
        var id = await Says(desk, contact, "hola");
        await maria.Until("assigned");
        (await Act(desk.Maria, id, "close")).Expect(200);
        return (contact, id);
    }

    private static async Task<string> Says(Desk desk, string contact, string text) =>
        (string)(await desk.Tenant.Mo(desk.Sender, contact, text)).Expect(202)["conversationId"]!;

    private static Task<ApiAnswer> Send(TestAgent agent, string id, string? questionnaireId = null) =>
        agent.Client.Post($"/v1/conversations/{id}/questionnaire", new { questionnaireId });
}
