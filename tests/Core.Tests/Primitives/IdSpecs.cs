using LiveChat.Core.Primitives;

namespace LiveChat.Core.Tests.Primitives;

public sealed class IdSpecs
{
    private const string Digits = "0123456789abcdef0123456789abcdef";

    public static TheoryData<string> Garbage =>
    [
        "", " ", "x", Digits[1..], Digits + "0", " " + Digits, Digits + " ", "{" + Digits + "}", "g" + Digits[1..],
        new Guid(Digits).ToString(), Digits + "\0", new string('0', 1_000_000), "０" + Digits[1..],
    ];

    [Fact]
    public void An_id_is_read_back_from_its_text()
    {
        Assert.Equal(Digits, GuidId.Parse<AgentId>(Digits).ToString());
        Assert.Equal(Digits, GuidId.Parse<QueueId>(Digits.ToUpperInvariant()).ToString());
        var random = new Random(1);
        for (var i = 0; i < 1_000; i++)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            var thread = new ThreadId(new Guid(bytes));
            Assert.Equal(thread, GuidId.Parse<ThreadId>(thread.ToString()));
            var conversation = new ConversationId(thread, random.Next(1, int.MaxValue));
            Assert.True(ConversationId.TryParse(conversation.ToString(), out var readConversation));
            Assert.Equal(conversation, readConversation);
            var message = new MessageId(thread, random.NextInt64(1, long.MaxValue));
            Assert.True(MessageId.TryParse(message.ToString(), out var readMessage));
            Assert.Equal(message, readMessage);
        }
    }

    [Fact]
    public void Texts_sort_as_ids_do()
    {
        var random = new Random(2);
        var ids = new List<TenantId>();
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            ids.Add(new TenantId(new Guid(bytes)));
        }

        Assert.Equal(ids.Order(), ids.OrderBy(it => it.ToString(), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public void Garbage_is_no_id(string text)
    {
        Assert.False(GuidId.TryParse<AgentId>(text, out _));
        Assert.Throws<FormatException>(() => GuidId.Parse<AgentId>(text));
        Assert.False(ConversationId.TryParse(text, out _));
        Assert.False(MessageId.TryParse(text, out _));
    }

    [Theory]
    [InlineData("-0")]
    [InlineData("-01")]
    [InlineData("--1")]
    [InlineData("-+1")]
    [InlineData("- 1")]
    [InlineData("-1 ")]
    [InlineData("-1.0")]
    [InlineData("-1,000")]
    [InlineData("-")]
    [InlineData("-2147483648")]
    [InlineData("-99999999999999999999")]
    [InlineData(".1")]
    [InlineData("_1")]
    public void A_conversation_id_ends_in_a_hyphen_and_a_plain_ordinal(string end)
    {
        Assert.False(ConversationId.TryParse(Digits + end, out _));
        Assert.False(MessageId.TryParse(Digits + end.Replace('.', ',').Replace('-', '.') + "x", out _));
    }

    [Fact]
    public void Conversations_of_a_thread_follow_one_another()
    {
        var thread = GuidId.Parse<ThreadId>(Digits);
        Assert.True(new ConversationId(thread, 2).CompareTo(new ConversationId(thread, 10)) < 0);
    }
}
