using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Questionnaires;

/// <summary>Questionnaires as a resource, and the settings that name them.</summary>
[Collection(ServerCollection.Routing)]
public sealed class QuestionnaireTests(TestServer server)
{
    private const string Path = "/v1/questionnaires";

    [Fact]
    public async Task A_questionnaire_is_created_read_replaced_listed_and_deleted()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Sales");
        var made = await tenant.Questionnaire("waiting", Questions.What(queue), Questions.Nps);
        var read = (await tenant.Admin.Get($"{Path}/{made.Id}")).Expect(200);
        Assert.Equal(made.Text, read.Text);
        var options = read["questions"]![0]!["options"]!.AsArray();
        Assert.Equal("""{"kind":"stay"}""", options[0]!["action"]!.ToJsonString());
        Assert.Equal("""["aguardar"]""", options[0]!["keywords"]!.ToJsonString());
        Assert.Equal("""{"kind":"callBack","close":false}""", options[2]!["action"]!.ToJsonString());
        Assert.Equal(queue, (string)options[4]!["action"]!["queueId"]!);
        Assert.Equal((0, 10), ((int)read["questions"]![1]!["min"]!, (int)read["questions"]![1]!["max"]!));
        Assert.False((bool)read["questions"]![1]!["required"]!);

        // What was read may be put back.
        var body = read.Json.AsObject();
        body.Remove("id");
        body["name"] = "A first one";
        var put = (await tenant.Admin.Put($"{Path}/{made.Id}", body)).Expect(200);
        Assert.Equal("A first one", (string)put["name"]!);
        Assert.Equal(read["questions"]!.ToJsonString(), put["questions"]!.ToJsonString());

        var other = await tenant.Questionnaire("contact");
        Assert.Equal(
            [made.Id, other.Id], (await tenant.Admin.Get(Path)).Expect(200).Items.Select(it => (string)it!["id"]!));
        (await tenant.Admin.Delete($"{Path}/{made.Id}")).Expect(204);
        (await tenant.Admin.Get($"{Path}/{made.Id}")).Refuses(404, "not-found");
        (await tenant.Admin.Delete($"{Path}/{made.Id}")).Refuses(404, "not-found");
        (await tenant.Admin.Put($"{Path}/{made.Id}", body)).Refuses(404, "not-found");
    }

    [Fact]
    public async Task Another_tenants_is_not_there_and_agents_only_read()
    {
        var desk = await server.SharedDesk;
        var made = await desk.Tenant.Questionnaire("contact");
        var other = await TestTenant.Create(server);
        foreach (var path in (string[])[made.Id, $"{made.Id}/results", $"{made.Id}/summary", "x"])
            (await other.Admin.Get($"{Path}/{path}")).Refuses(404, "not-found");
        (await other.Admin.Delete($"{Path}/{made.Id}")).Refuses(404, "not-found");
        (await desk.Maria.Client.Get($"{Path}/{made.Id}")).Expect(200);
        (await desk.Maria.Client.Delete($"{Path}/{made.Id}")).Refuses(403, "forbidden");
        (await desk.Maria.Client.Get($"{Path}/{made.Id}/results")).Refuses(403, "forbidden");
        (await desk.Maria.Client.Get($"{Path}/{made.Id}/summary")).Refuses(403, "forbidden");
    }

    [Theory]
    [InlineData("""{"name":" ","purpose":"contact","questions":[]}""", "name", "questions")]
    [InlineData("""{"name":"x","purpose":"contact","questions":[{"key":"a b","kind":"text","texts":{}}]}""",
        "questions[0].key", "questions[0].texts")]
    [InlineData("""
        {"name":"x","purpose":"contact","questions":[
          {"key":"a","kind":"text","texts":{"xx":"?","es":null}},{"key":"a","kind":"csat","texts":{"es":" "}}]}
        """, "questions", "questions[0].texts.xx", "questions[0].texts.es", "questions[1].texts.es")]
    [InlineData("""
        {"name":"x","purpose":"contact","questions":[
          {"key":"a","kind":"scale","texts":{"es":"?"}},
          {"key":"b","kind":"scale","texts":{"es":"?"},"min":3,"max":3},
          {"key":"c","kind":"nps","texts":{"es":"?"},"max":5},
          {"key":"d","kind":"text","texts":{"es":"?"},"min":0,"options":[{"key":"x","texts":{"es":"x"}}]}]}
        """, "questions[0].min", "questions[0].max", "questions[1].max", "questions[2].max", "questions[3].min",
        "questions[3].options")]
    [InlineData("""
        {"name":"x","purpose":"contact","questions":[{"key":"a","kind":"choice","texts":{"es":"?"},
          "options":[{"key":"x","texts":{"es":"x"},"action":{"kind":"stay"}}]}]}
        """, "questions[0].options", "questions[0].options[0].action")]
    [InlineData("""
        {"name":"x","purpose":"waiting","questions":[{"key":"a","kind":"choice","texts":{"es":"?"},"options":[
          {"key":"x","texts":{"es":"Sí"},"keywords":["2","stop","!"],"action":{"kind":"transfer"}},
          {"key":"y","texts":{"es":"si"},"action":{"kind":"stay","close":true}}]}]}
        """, "questions[0].options", "questions[0].options[0].keywords[0]", "questions[0].options[0].keywords[1]",
        "questions[0].options[0].keywords[2]", "questions[0].options[0].action.queueId",
        "questions[0].options[1].action.close")]
    public async Task What_is_wrong_is_named(string body, params string[] fields)
    {
        var desk = await server.SharedDesk;
        (await desk.Tenant.Admin.Raw(HttpMethod.Post, Path, body)).RefusesFields(fields);
        var made = await desk.Tenant.Questionnaire("contact");
        (await desk.Tenant.Admin.Raw(HttpMethod.Put, $"{Path}/{made.Id}", body)).RefusesFields(fields);
    }

    [Fact]
    public async Task Names_are_unique_and_queues_must_be_there()
    {
        var desk = await server.SharedDesk;
        var made = await desk.Tenant.Questionnaire("contact");
        var again = JsonNode.Parse(made.Text)!.AsObject();
        again.Remove("id");
        again["name"] = ((string)again["name"]!).ToUpperInvariant();
        (await desk.Tenant.Admin.Post(Path, again)).Refuses(409, "questionnaire-name-taken");
        (await desk.Tenant.Admin.Put($"{Path}/{made.Id}", again)).Expect(200);
        (await desk.Tenant.Admin.Post(Path, new
        {
            name = "x",
            purpose = "waiting",
            questions = new[] { Questions.What(Guid.CreateVersion7().ToString("N")) },
        })).Refuses(404, "not-found");
    }

    [Fact]
    public async Task What_settings_name_is_of_the_right_purpose_and_stays()
    {
        var tenant = await TestTenant.Create(server);
        var queue = $"/v1/queues/{await tenant.Queue("Sales")}/settings";
        var (waiting, contact, agent) = (
            (await tenant.Questionnaire("waiting")).Id, (await tenant.Questionnaire("contact")).Id,
            (await tenant.Questionnaire("agent")).Id);
        foreach (var path in (string[])["/v1/settings/livechat", queue])
        {
            (await tenant.Admin.Patch(path, new { waitingQuestionnaireId = contact })).Refuses(404, "not-found");
            (await tenant.Admin.Patch(path, new { waitingQuestionnaireId = "some" })).Expect(422);
            (await tenant.Admin.Patch(path, new { waitingQuestionnaireId = waiting })).Expect(200);
            (await tenant.Admin.Delete($"{Path}/{waiting}")).Refuses(409, "questionnaire-in-use");
            (await tenant.Admin.Patch(path, new { waitingQuestionnaireId = (string?)null })).Expect(200);
        }

        const string Rules = "/v1/settings/questionnaires";
        (await tenant.Admin.Patch(Rules, new { contact = new { questionnaireId = agent } })).Refuses(404, "not-found");
        (await tenant.Admin.Patch(Rules, new { agent = new { questionnaireId = contact } })).Refuses(404, "not-found");
        (await tenant.Admin.Patch(Rules, new { agent = new { questionnaireId = agent } })).Expect(200);
        var both = (await tenant.Admin.Patch(Rules, new { contact = new { questionnaireId = contact } })).Expect(200);
        Assert.Equal(
            (contact, agent),
            ((string)both["contact"]!["questionnaireId"]!, (string)both["agent"]!["questionnaireId"]!));
        (await tenant.Admin.Delete($"{Path}/{contact}")).Refuses(409, "questionnaire-in-use");
        (await tenant.Admin.Put($"{Path}/{agent}", new
        {
            name = "x",
            purpose = "contact",
            questions = new[] { Questions.Csat },
        })).Refuses(409, "questionnaire-in-use");
        (await tenant.Admin.Put(Rules, new { })).Expect(200);
        (await tenant.Admin.Delete($"{Path}/{contact}")).Expect(204);
    }

    [Fact]
    public async Task The_rules_have_defaults_bounds_and_versions()
    {
        var tenant = await TestTenant.Create(server);
        const string Rules = "/v1/settings/questionnaires";
        var first = (await tenant.Admin.Get(Rules)).Expect(200);
        const string Contact =
            """{"questionnaireId":null,"sendAtClose":false,"agentsMaySend":false,"answerWithinSeconds":86400}""";
        Assert.Equal(Contact, first["contact"]!.ToJsonString());
        Assert.Equal(
            (true, true, true, 120),
            ((bool)first["agent"]!["completeDuring"]!, (bool)first["agent"]!["mayCancel"]!,
                (bool)first["agent"]!["mayCloseUnanswered"]!, (int)first["agent"]!["holdMaxSeconds"]!));
        Assert.Null(first["agent"]!["questionnaireId"]);
        (await tenant.Admin.Patch(Rules, new
        {
            contact = new { answerWithinSeconds = 0 },
            agent = new { holdMaxSeconds = 86_401 },
        })).RefusesFields("contact.answerWithinSeconds", "agent.holdMaxSeconds");
        (await tenant.Admin.Raw(HttpMethod.Patch, Rules, """{"contact":null}""")).RefusesFields("contact");
        var changed = (await tenant.Admin.Patch(Rules, new { agent = new { mayCancel = false } })).Expect(200);
        Assert.False((bool)changed["agent"]!["mayCancel"]!);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
        var late = new ByteArrayContent("{}"u8.ToArray());
        late.Headers.ContentType = new("application/json");
        (await tenant.Admin.Send(HttpMethod.Put, Rules, late, ("If-Match", first.Headers.ETag!.Tag)))
            .Refuses(412, "precondition-failed");
    }
}
