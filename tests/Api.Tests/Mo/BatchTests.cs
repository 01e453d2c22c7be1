using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Mo;

[Collection(ServerCollection.Messages)]
public sealed class BatchTests(TestServer server)
{
    [Fact]
    public async Task Each_item_has_its_own_result_in_the_order_of_the_items()
    {
        var desk = await Desk.Create(server);
        var contact = desk.Contact();
        var answer = (await Post(
            desk,
            Item(desk.Sender, contact, "1", "one"),
            Item("+34999999999", contact, "2", "two"),
            Item(desk.Sender, "nobody", "3", "three"),
            Item(desk.Sender, contact, "1", "again"),
            Item(desk.Sender, contact, "4", "four"))).Expect(202);
        var results = answer["results"]!.AsArray();
        Assert.Equal(["1", "2", "3", "1", "4"], results.Select(it => (string)it!["id"]!));
        Assert.Equal([null, "sender-unknown", "validation", null, null], results.Select(it => (string?)it!["code"]));
        Assert.Equal([false, null, null, true, false], results.Select(it => (bool?)it!["duplicate"]));
        Assert.Single(results.Select(it => (string?)it!["conversationId"]).OfType<string>().Distinct());
    }

    [Fact]
    public async Task The_order_of_one_contact_is_kept()
    {
        var desk = await Desk.Create(server);
        string[] contacts = [desk.Contact(), desk.Contact(), desk.Contact()];
        var items = Enumerable.Range(0, 300)
            .Select(i => Item(desk.Sender, contacts[i % 3], $"{i}", $"{i}")).ToArray();
        var results = (await Post(desk, items)).Expect(202)["results"]!.AsArray();
        for (var contact = 0; contact < 3; contact++)
        {
            var id = (string)results[contact]!["conversationId"]!;
            var messages = await desk.Tenant.Adapter.Get($"/v1/conversations/{id}/messages?limit=200");
            Assert.Equal(
                Enumerable.Range(0, 100).Select(i => $"{(i * 3) + contact}"),
                messages.Expect(200).Items.Select(it => (string)it!["text"]!));
        }
    }

    [Fact]
    public async Task A_thousand_items_are_taken_and_one_more_is_not()
    {
        var desk = await Desk.Create(server);
        var items = Enumerable.Range(0, 1_001)
            .Select(i => Item(desk.Sender, $"+3461{i:0000000}", $"{i}", "hola")).ToArray();
        (await Post(desk, items)).RefusesFields("items");
        var results = (await Post(desk, items[..1_000])).Expect(202)["results"]!.AsArray();
        Assert.All(results, it => Assert.NotNull(it!["conversationId"]));
        (await Post(desk)).RefusesFields("items");
    }

    [Fact]
    public async Task Malformed_items_refuse_the_batch_whole_and_name_each_field()
    {
        var desk = await Desk.Create(server);
        var contact = desk.Contact();
        var body = $$"""
            {"items":[
              {"channel":"sms","sender":"{{desk.Sender}}","from":"{{contact}}","id":"1","text":"hola"},
              {"channel":"sms","sender":5,"from":"{{contact}}","id":"2"}, null, 7]}
            """;
        (await desk.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo/batch", body))
            .RefusesFields("items[1].sender", "items[1].text", "items[2]", "items[3]");
        var list = await desk.Tenant.Adapter.Get("/v1/conversations");
        Assert.Empty(list.Expect(200).Items);
    }

    private static object Item(string sender, string from, string id, string text) =>
        new { channel = "sms", sender, from, id, text };

    private static Task<ApiAnswer> Post(Desk desk, params object[] items) =>
        desk.Tenant.Adapter.Post("/v1/mo/batch", new { items });
}
