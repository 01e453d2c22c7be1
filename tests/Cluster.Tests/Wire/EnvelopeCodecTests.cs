using System.Buffers;
using System.Diagnostics;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Engine.Wire;
using LiveChat.Grains.Wire;

namespace LiveChat.Cluster.Tests.Wire;

/// <summary>What passes between two nodes, as bytes.</summary>
public sealed class EnvelopeCodecTests
{
    private static readonly OutboxMissed s_message = new(new SenderId(new Guid(1, 2, 3, new byte[8])));

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData(ActivityTraceFlags.None, null)]
    public void A_message_takes_along_what_led_to_it_if_that_is_recorded(ActivityTraceFlags flags, string? travels)
    {
        var cause = new ActivityContext(
            ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c"),
            ActivitySpanId.CreateFromString("b7ad6b7169203331"), flags);
        var arrived = EnvelopeCodec.Read(Written(Envelope.Of(s_message, cause)));
        Assert.Equal((EnvelopeKind.Message, s_message), (arrived.Kind, arrived.Content));
        Assert.Equal(travels, arrived.Cause);
    }

    [Fact]
    public void What_nobody_traces_is_its_kind_its_number_and_its_text()
    {
        var json = new ArrayBufferWriter<byte>();
        MessageCodec.Write(s_message, json);
        var bytes = Written(Envelope.Of(s_message, cause: null));
        Assert.Equal(1 + sizeof(ushort) + json.WrittenCount, bytes.Length);
        Assert.Null(EnvelopeCodec.Read(bytes).Cause);
    }

    private static byte[] Written(Envelope envelope)
    {
        var bytes = new ArrayBufferWriter<byte>();
        EnvelopeCodec.Write(envelope, bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
