using System.Buffers;
using System.Text;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Engine.Wire;

namespace LiveChat.Contract.Tests.Wire;

/// <summary>Whatever actors tell and answer one another can travel between nodes, and arrives as it set out.</summary>
public sealed class MessageCodecTests
{
    private const int SamplesEach = 30;

    public static TheoryData<Type> Types => [.. MessageCodec.Types];

    [Fact]
    public void Every_message_and_every_answer_of_the_contracts_can_travel()
    {
        var messages = typeof(IMessage).Assembly.GetTypes()
            .Where(it => it.IsAssignableTo(typeof(IMessage)) && it is { IsAbstract: false, IsInterface: false })
            .ToList();
        var answers = messages.SelectMany(it => it.GetInterfaces())
            .Where(it => it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IAsk<>))
            .Select(it => it.GetGenericArguments()[0]);

        Assert.NotEmpty(messages);
        Assert.Equal(
            messages.Concat(answers).Distinct().Select(it => it.FullName).Order(),
            MessageCodec.Types.Select(it => it.FullName).Order());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_travels_arrives_as_it_set_out(Type type)
    {
        for (var seed = 0; seed < SamplesEach; seed++)
        {
            var sent = new Sample(seed).Of(type);
            var (number, body) = Write(sent);

            var arrived = MessageCodec.Read(number, body);

            Assert.IsType(type, arrived);
            Assert.Equal((seed, null), (seed, Sameness.Of(sent, arrived)));
        }
    }

    [Fact]
    public void What_arrives_is_seen_to_differ_where_a_member_was_lost()
    {
        var head = (ConversationHead)new Sample(1).Of(typeof(ConversationHead));

        Assert.Null(Sameness.Of(head, head with { }));
        Assert.NotNull(Sameness.Of(head, head with { Contact = head.Contact + "1" }));
        Assert.NotNull(Sameness.Of(head, head with { Priority = head.Priority + 1 }));
    }

    [Fact]
    public void A_member_that_a_newer_program_added_is_passed_over_and_one_it_left_out_takes_its_default()
    {
        var (number, _) = Write(new SetStatus("busy", TakesNew: false, By.System));

        var read = MessageCodec.Read(number, """{"status":"free","by":"system","mood":{"is":["good"]}}"""u8);

        Assert.Equal(new SetStatus("free", TakesNew: false, By.System), read);
    }

    [Fact]
    public void What_this_program_does_not_know_is_refused_and_so_is_what_is_no_json()
    {
        Assert.Throws<InvalidDataException>(() => MessageCodec.Read(ushort.MaxValue, "{}"u8));
        Assert.Throws<InvalidDataException>(() => MessageCodec.Read(MessageCodec.NumberOf(Wake.Up), "{"u8));
        Assert.Throws<ArgumentException>(() => MessageCodec.NumberOf("a text"));
    }

    [Fact]
    public void Numbers_are_given_once()
    {
        var numbers = MessageCodec.Types.Select(it => MessageCodec.NumberOf(new Sample(0).Of(it))).ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public void Texts_travel_as_they_are()
    {
        var (_, body) = Write(new SetStatus("später 漢字", TakesNew: false, By.System));
        Assert.Contains("später 漢字", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    private static (ushort Number, byte[] Body) Write(object message)
    {
        var body = new ArrayBufferWriter<byte>();
        MessageCodec.Write(message, body);
        return (MessageCodec.NumberOf(message), body.WrittenSpan.ToArray());
    }
}
