using LiveChat.Api.Tests.Support;
using static LiveChat.Api.Tests.Support.Desk;

namespace LiveChat.Api.Tests.Questionnaires;

/// <summary>R4.14: what agents fill in, and how it holds their slots.</summary>
[Collection(ServerCollection.Routing)]
public sealed class AgentQuestionnaireTests(TestServer server)
{
    [Fact]
    public async Task A_draft_is_kept_and_handing_it_in_during_the_conversation_lets_it_close_at_once()
    {
        var (desk, id, maria, questionnaire) = await WithMaria(new { });
        await using var one = maria;
        Assert.Equal("none", (string)(await Form(desk.Maria, id)).Expect(200)["state"]!);
        (await Put(desk.Maria, id, false, new { question = "why", text = "una prueba" })).Expect(200);
        var draft = (await Form(desk.Maria, id)).Expect(200);
        Assert.Equal(("open", questionnaire), ((string)draft["state"]!, (string)draft["questionnaire"]!["id"]!));
        Assert.Equal("una prueba", (string)Assert.Single(draft["answers"]!.AsArray())!["text"]!);

        (await Put(desk.Maria, id, true, new { question = "why", text = "x" })).RefusesFields("answers");
        (await Put(
            desk.Maria, id, false, new { question = "no" }, new { question = "solved", option = "maybe" },
            new { question = "why", score = 3 })).RefusesFields(
                "answers[0].question", "answers[1].option", "answers[2].score", "answers[2].text");
        (await Put(desk.Luis, id, false, new { question = "why", text = "x" })).Refuses(409, "not-assigned-to-you");
        (await Form(desk.Luis, id)).Refuses(404, "not-found");
        var done = (await Put(desk.Maria, id, true, new { question = "solved", option = "yes" })).Expect(200);
        Assert.Equal("completed", (string)done["state"]!);
        Assert.Equal("yes", (string)Assert.Single(done["answers"]!.AsArray())!["option"]!);
        (await Put(desk.Maria, id, false)).Refuses(409, "questionnaire-over");
        Assert.Equal("closed", (string)(await Act(desk.Maria, id, "close")).Expect(200)["state"]!);
        (await Put(desk.Maria, id, false)).Refuses(409, "conversation-closed");

        var summary = (await desk.Tenant.Admin.Get($"/v1/questionnaires/{questionnaire}/summary")).Expect(200);
        Assert.Equal((1, 1, 1.0), (
            (int)summary["sent"]!, (int)summary["completed"]!, (double)summary["responseRate"]!));
    }

    [Fact]
    public async Task It_holds_the_slot_in_wrap_up_until_it_is_handed_in()
    {
        var (desk, id, maria, _) = await WithMaria(new { completeDuring = false, mayCloseUnanswered = false });
        await using var one = maria;
        object yes = new { question = "solved", option = "yes" };
        (await Put(desk.Maria, id, true, yes)).Refuses(409, "questionnaire-not-allowed");
        var next = await desk.Waiting();
        Assert.Equal("wrapUp", (string)(await Act(desk.Maria, id, "close")).Expect(200)["state"]!);
        (await Act(desk.Maria, id, "wrap-up")).Refuses(409, "questionnaire-required");
        Assert.Equal("waiting", (string)(await desk.Conversation(next))["state"]!);
        (await Put(desk.Maria, id, true, yes)).Expect(200);
        Assert.Equal("closed", (string)(await desk.Conversation(id))["state"]!);
        Assert.Equal(next, (string)(await maria.Until("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task It_holds_the_slot_for_at_most_so_long()
    {
        var (desk, id, maria, _) = await WithMaria(new { holdMaxSeconds = 1, mayCloseUnanswered = false });
        await using var one = maria;
        (await Act(desk.Maria, id, "close")).Expect(200);
        Assert.Equal(id, (string)(await maria.Until("closed")).Data["conversationId"]!);
        var run = Assert.Single((await desk.Tenant.Admin.Get($"/v1/conversations/{id}/questionnaires")).Items)!;
        Assert.Equal(("agent", "open"), ((string)run["purpose"]!, (string)run["state"]!));
    }

    [Fact]
    public async Task Without_a_hold_it_bars_the_close_until_it_is_answered_or_cancelled()
    {
        var (desk, id, maria, _) = await WithMaria(new
        {
            holdMaxSeconds = 0,
            mayCloseUnanswered = false,
            mayCancel = false,
        });
        await using var one = maria;
        (await Act(desk.Maria, id, "close")).Refuses(409, "questionnaire-required");
        (await Cancel(desk.Maria.Client, id)).Refuses(409, "questionnaire-not-allowed");
        (await desk.Tenant.Admin.Patch(
            "/v1/settings/questionnaires", new { agent = new { mayCancel = true } })).Expect(200);
        Assert.Equal("cancelled", (string)(await Cancel(desk.Maria.Client, id)).Expect(200)["state"]!);
        (await Cancel(desk.Maria.Client, id)).Refuses(409, "questionnaire-over");
        Assert.Equal("closed", (string)(await Act(desk.Maria, id, "close")).Expect(200)["state"]!);
    }

    [Fact]
    public async Task Without_a_questionnaire_there_is_nothing_to_fill_in()
    {
        var desk = await server.SharedDesk;
        var id = await desk.Waiting();
        (await Form(desk.Tenant.Admin, id)).Refuses(409, "no-questionnaire");
        (await Cancel(desk.Tenant.Admin, id)).Refuses(409, "no-questionnaire");
        (await Cancel(desk.Tenant.Admin, "x")).Refuses(404, "not-found");
        (await Cancel(desk.Tenant.Admin, $"{Guid.NewGuid():N}-1")).Refuses(404, "not-found");
        (await Form(desk.Tenant.Admin, $"{Guid.NewGuid():N}-1")).Refuses(404, "not-found");
        (await desk.Tenant.Admin.Get($"/v1/conversations/{Guid.NewGuid():N}-1/questionnaires"))
            .Refuses(404, "not-found");
    }

    private async Task<(Desk Desk, string Id, StreamClient Maria, string Questionnaire)> WithMaria(object rules)
    {
        var desk = await Create(server, conversationsPerAgent: 1);
        var questionnaire = (await desk.Tenant.Questionnaire("agent", Questions.Solved, Questions.Why)).Id;
        (await desk.Tenant.Admin.Patch("/v1/settings/questionnaires", new { agent = rules })).Expect(200);
        (await desk.Tenant.Admin.Patch(
            "/v1/settings/questionnaires", new { agent = new { questionnaireId = questionnaire } })).Expect(200);
        var maria = await desk.Maria.Online();
        return (desk, await desk.AssignedOn(maria), maria, questionnaire);
    }

    private static Task<ApiAnswer> Put(TestAgent agent, string id, bool complete, params object[] answers) =>
        agent.Client.Put($"/v1/conversations/{id}/agent-questionnaire", new { answers, complete });

    private static Task<ApiAnswer> Form(TestAgent agent, string id) => Form(agent.Client, id);

    private static Task<ApiAnswer> Form(ApiClient client, string id) =>
        client.Get($"/v1/conversations/{id}/agent-questionnaire");

    private static Task<ApiAnswer> Cancel(ApiClient client, string id) =>
        client.Post($"/v1/conversations/{id}/agent-questionnaire/cancel");
}
