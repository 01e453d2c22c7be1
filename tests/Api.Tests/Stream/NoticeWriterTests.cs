using System.Collections.Frozen;
using System.IO.Pipelines;
using System.Text;
using LiveChat.Api.Auth;
using LiveChat.Api.Streams;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Access;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Tests.Stream;

public sealed class NoticeWriterTests
{
    private static readonly ConversationId Conversation = new(new ThreadId(Guid.CreateVersion7()), 1);
    private readonly MemoryStream _sent = new();
    private readonly NoticeWriter _writer;

    public NoticeWriterTests()
    {
        var caller = new Principal
        {
            Tenant = default,
            Permissions = FrozenSet<Permission>.Empty,
            Scopes = FrozenSet<string>.Empty,
        };

        // None of these notices has an author, so the directory is never asked.
        _writer = new NoticeWriter(PipeWriter.Create(_sent), caller, null!);
    }

    [Fact]
    public async Task Notices_that_follow_one_another_are_written_as_events()
    {
        _writer.StandAt(new NoticeId(3, 7));
        Assert.Equal(Following.Written, await _writer.Follow(Closed(3, 8)));
        Assert.Equal(new NoticeId(3, 8), _writer.Last);
        Assert.True(await _writer.Flush());
        Assert.Equal(
            $"id: 3.8\nevent: closed\ndata: {{\"conversationId\":\"{Conversation}\",\"reason\":\"agent\"}}\n\n",
            Sent());
    }

    [Fact]
    public async Task A_notice_that_was_seen_is_passed_over()
    {
        _writer.StandAt(new NoticeId(3, 7));
        Assert.Equal(Following.Passed, await _writer.Follow(Closed(3, 6)));
        Assert.Equal(Following.Passed, await _writer.Follow(Closed(3, 7)));
        Assert.True(await _writer.Flush());
        Assert.Equal("", Sent());
    }

    [Theory]
    [InlineData(4, 8)]
    [InlineData(4, 1)]
    [InlineData(2, 8)]
    public async Task Nothing_of_another_epoch_is_written(long epoch, long sequence)
    {
        _writer.StandAt(new NoticeId(3, 7));
        Assert.Equal(Following.OtherEpoch, await _writer.Follow(Closed(epoch, sequence)));
        Assert.True(await _writer.Flush());
        Assert.Equal("", Sent());
    }

    [Fact]
    public async Task After_a_gap_nothing_is_written_until_what_is_missing_has_come()
    {
        _writer.StandAt(new NoticeId(3, 7));
        Assert.Equal(Following.Gap, await _writer.Follow(Closed(3, 9)));
        Assert.Equal(new NoticeId(3, 7), _writer.Last);
        Assert.Equal(Following.Written, await _writer.Follow(Closed(3, 8)));
        Assert.Equal(Following.Written, await _writer.Follow(Closed(3, 9)));
    }

    [Fact]
    public async Task A_ping_repeats_the_last_id_so_that_resuming_after_it_loses_nothing()
    {
        _writer.StandAt(new NoticeId(3, 7));
        _writer.Ping();
        Assert.True(await _writer.Flush());
        Assert.Equal("id: 3.7\nevent: ping\ndata: {}\n\n", Sent());
    }

    [Fact]
    public async Task A_stream_whose_buffer_is_full_is_ended_after_what_it_holds()
    {
        var stream = new AgentStream(default, new StreamId(Guid.CreateVersion7()));
        for (var i = 1; i <= 2_000; i++) stream.Offer(Closed(1, i));
        var held = 0;
        await foreach (var notice in stream.Items.ReadAllAsync()) Assert.Equal(++held, notice!.Id.Sequence);
        Assert.Equal(1_024, held);
    }

    private static Notice Closed(long epoch, long sequence) =>
        new(new NoticeId(epoch, sequence), new ClosedNotice(Conversation, CloseReason.Agent));

    private string Sent() => Encoding.UTF8.GetString(_sent.ToArray());
}
