using System.Security.Cryptography;
using System.Text;
using LiveChat.Channels.Generic;
using LiveChat.Channels.Tests.Support;
using LiveChat.Contracts.Directory;

namespace LiveChat.Channels.Tests.Generic;

public sealed class WebhookSignatureSpecs
{
    /// <summary>The vector that the libraries of the Standard Webhooks project test themselves with.</summary>
    [Fact]
    public void The_published_example_is_signed_as_published()
    {
        Assert.True(WebhookSignature.TryReadSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var key));
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Sign(
                key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64!")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void What_is_no_secret_is_refused(string text) => Assert.False(WebhookSignature.TryReadSecret(text, out _));

    [Fact]
    public async Task A_callback_carries_the_message_and_a_signature_over_the_very_bytes_sent()
    {
        const string Text = "¿Qué tal? 😀 \"<&>\" \u2028 línea\nnueva";
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet();
        var message = await outlet.Send(outlet.AddCallback(receiver), 1, Text);
        var arrival = await receiver.Next();

        Assert.Equal("/mt", arrival.Path);
        Assert.Equal("application/json", arrival.Headers["content-type"]);
        Assert.Equal(message.Id.ToString(), arrival.Headers["webhook-id"]);
        Assert.Equal(outlet.Time.GetUtcNow().ToUnixTimeSeconds().ToString(), arrival.Headers["webhook-timestamp"]);
        Assert.Equal(Independent(arrival), arrival.Headers["webhook-signature"]);

        var body = arrival.Json;
        Assert.Equal(
            ["messageId", "conversationId", "channel", "sender", "to", "text", "at"],
            body.EnumerateObject().Select(it => it.Name));
        Assert.Equal(message.Id.ToString(), body.GetProperty("messageId").GetString());
        Assert.Equal(message.Conversation.ToString(), body.GetProperty("conversationId").GetString());
        Assert.Equal("sms", body.GetProperty("channel").GetString());
        Assert.Equal("+34900100201", body.GetProperty("sender").GetString());
        Assert.Equal("+34600111222", body.GetProperty("to").GetString());
        Assert.Equal(Text, body.GetProperty("text").GetString());
        Assert.EndsWith("Z", body.GetProperty("at").GetString());
        Assert.Equal(message.At, body.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_changed_secret_signs_the_next_message()
    {
        const string Other = "whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldy0x";
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet(clock: TimeProvider.System);
        var sender = outlet.AddCallback(receiver);
        await outlet.Send(sender, 1, "old");
        await receiver.Next();
        outlet.Change(sender with { Delivery = new CallbackDelivery($"{receiver.Url}/mt", Other) });
        await outlet.Send(sender, 2, "new");
        var arrival = await receiver.Next();
        Assert.Equal(Independent(arrival, Other), arrival.Headers["webhook-signature"]);
    }

    /// <summary>As the specification words it, with none of the adapter's code.</summary>
    private static string Independent(Arrival arrival, string secret = Outlet.Secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = $"{arrival.Headers["webhook-id"]}.{arrival.Headers["webhook-timestamp"]}."
            + Encoding.UTF8.GetString(arrival.Body);
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)))}";
    }
}
