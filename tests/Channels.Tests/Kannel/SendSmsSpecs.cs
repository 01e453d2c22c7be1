using System.Web;
using LiveChat.Channels.Tests.Support;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;

namespace LiveChat.Channels.Tests.Kannel;

public sealed class SendSmsSpecs
{
    [Theory]
    [InlineData("Sí: ¿10 €?", "2")]
    [InlineData("Que: ¿10 €?", "0")]
    [InlineData("emoji 😀", "2")]
    [InlineData("a+b&c=d %41", "0")]
    public async Task A_message_is_asked_for_with_the_smallest_coding_that_holds_it(string text, string coding)
    {
        await using var receiver = await Receiver.Start(_ => Taken("0: Accepted for delivery"));
        await using var outlet = new Outlet();
        var sender = AddKannel(outlet, receiver, "/cgi-bin/sendsms?smsc=one");
        var message = await outlet.Send(sender, 1, text);
        Assert.Equal(DeliveryState.Sent, (await outlet.Reports.Next()).State);
        var arrival = await receiver.Next();
        Assert.Equal("/cgi-bin/sendsms", arrival.Path);
        var query = HttpUtility.ParseQueryString(arrival.Query);
        Assert.Equal("one", query["smsc"]);
        Assert.Equal(("us er", "p&ss+word"), (query["username"], query["password"]));
        Assert.Equal(("+34900100201", "+34600111222"), (query["from"], query["to"]));
        Assert.Equal((text, coding, "UTF-8"), (query["text"], query["coding"], query["charset"]));
        Assert.Equal("31", query["dlr-mask"]);
        Assert.Equal(
            $"http://127.0.0.1:1/v1/hooks/kannel/{sender.Id}-hook-key/dlr?id={message.Id}&type=%d&answer=%A",
            query["dlr-url"]);
    }

    [Fact]
    public async Task A_URL_without_a_path_means_the_usual_one()
    {
        await using var receiver = await Receiver.Start(_ => Taken("3: Queued for later delivery"));
        await using var outlet = new Outlet();
        await outlet.Send(AddKannel(outlet, receiver, ""), 1, "hello");
        Assert.Equal("/cgi-bin/sendsms", (await receiver.Next()).Path);
        Assert.Equal(DeliveryState.Sent, (await outlet.Reports.Next()).State);
    }

    [Theory]
    [InlineData(400, "Empty receiver number not allowed, rejected", true)]
    [InlineData(403, "Not routable. Do not try again.", true)]
    [InlineData(415, "Unsupported content-type, rejected", true)]
    [InlineData(403, "Authorization failed for sendsms", false)]
    [InlineData(404, "Unknown request.", false)]
    [InlineData(500, "Sending failed.", false)]
    [InlineData(503, "Temporal failure, try again later.", false)]
    [InlineData(302, "", false)]
    public async Task Refusals_are_final_only_where_Kannel_says_so(int status, string body, bool isFinal)
    {
        await using var receiver = await Receiver.Start(_ => Task.FromResult(new Answer(status, body)));
        await using var outlet = new Outlet();
        await outlet.Send(AddKannel(outlet, receiver, "/cgi-bin/sendsms"), 1, "hello");
        var update = await outlet.Reports.Next();
        Assert.Equal(isFinal, update.DeadLetter);
        Assert.Equal(isFinal ? DeliveryState.Failed : (DeliveryState?)null, update.State);
        Assert.Equal($"http-{status}", update.Code);
    }

    private static SenderEntry AddKannel(Outlet outlet, Receiver receiver, string path) =>
        outlet.AddSender(new KannelDelivery($"{receiver.Url}{path}", "us er", "p&ss+word", "hook-key"));

    private static Task<Answer> Taken(string body) => Task.FromResult(new Answer(202, body));
}
