using LiveChat.Channels.Outbox;
using LiveChat.Channels.Tests.Support;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Tests.Outbox;

public sealed class TroubleSpecs
{
    [Fact]
    public async Task A_failed_attempt_is_repeated_after_one_two_and_four_seconds_with_the_same_id()
    {
        await using var receiver = await Receiver.Start(500, 503, 404, 200);
        await using var outlet = new Outlet();
        var began = outlet.Time.GetUtcNow();
        await outlet.Send(outlet.AddCallback(receiver), 1, "again");
        var waits = new List<double>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var update = await outlet.Reports.Next();
            Assert.Null(update.State);
            waits.Add((update.NextAttemptAt!.Value - outlet.Time.GetUtcNow()).TotalSeconds);
            await outlet.Time.AdvanceTo(update.NextAttemptAt.Value);
        }

        Assert.Equal(DeliveryState.Sent, (await outlet.Reports.Next()).State);
        Assert.InRange(waits[0], 0.8, 1.2);
        Assert.InRange(waits[1], 1.6, 2.4);
        Assert.InRange(waits[2], 3.2, 4.8);
        var arrivals = await receiver.Next(4);
        Assert.Single(arrivals.Select(it => it.Headers["webhook-id"]).Distinct());
        Assert.Equal(began.ToUnixTimeSeconds(), long.Parse(arrivals[0].Headers["webhook-timestamp"]));
        Assert.True(long.Parse(arrivals[3].Headers["webhook-timestamp"]) > began.ToUnixTimeSeconds() + 4);
    }

    [Fact]
    public async Task The_next_message_of_a_thread_waits_through_the_retries_of_the_former()
    {
        await using var receiver = await Receiver.Start(500, 200);
        await using var outlet = new Outlet();
        var sender = outlet.AddCallback(receiver);
        await outlet.Send(sender, 1, "1");
        await outlet.Send(sender, 1, "2");
        var update = await outlet.Reports.Next();
        await receiver.Next();
        Assert.Null(receiver.Unexpected());
        await outlet.Time.AdvanceTo(update.NextAttemptAt!.Value);
        Assert.Equal(["1", "2"], (await receiver.Next(2)).Select(it => it.Text));
    }

    [Theory]
    [InlineData("90")]
    [InlineData("date")]
    public async Task Retry_after_is_kept(string retryAfter)
    {
        await using var outlet = new Outlet();
        var asked = outlet.Time.GetUtcNow().AddSeconds(90);
        var header = retryAfter == "date" ? asked.ToString("R") : retryAfter;
        await using var receiver = await Receiver.Start(
            _ => Task.FromResult(new Answer(429, "", new() { ["Retry-After"] = header })));
        await outlet.Send(outlet.AddCallback(receiver), 1, "later");
        Assert.Equal(asked, (await outlet.Reports.Next()).NextAttemptAt);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(410)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task A_refusal_for_good_makes_a_dead_letter_at_once_and_the_thread_goes_on(int status)
    {
        await using var receiver = await Receiver.Start(status, 200);
        await using var outlet = new Outlet(clock: TimeProvider.System);
        var sender = outlet.AddCallback(receiver);
        var refused = await outlet.Send(sender, 1, "refused");
        await outlet.Send(sender, 1, "next");
        Assert.Equal(["refused", "next"], (await receiver.Next(2)).Select(it => it.Text));
        await outlet.Reports.Next();
        Assert.Equal(DeliveryState.Failed, (await outlet.Standing(refused)).State);
        var dead = Assert.Single(await outlet.Store.Outbox.DeadLetters(Outlet.Tenant, null, null, 10));
        Assert.Equal((refused.Id, $"http-{status}"), (dead.Message.Id, dead.Code));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_but_tried_again()
    {
        await using var elsewhere = await Receiver.Start(200);
        await using var receiver = await Receiver.Start(
            _ => Task.FromResult(new Answer(307, "", new() { ["Location"] = elsewhere.Url })));
        await using var outlet = new Outlet();
        await outlet.Send(outlet.AddCallback(receiver), 1, "stay");
        var update = await outlet.Reports.Next();
        Assert.Equal((null, "http-307"), (update.State, update.Code));
        Assert.Null(elsewhere.Unexpected());
    }

    [Fact]
    public async Task A_dead_letter_that_is_put_back_is_sent()
    {
        await using var receiver = await Receiver.Start(410, 200);
        await using var outlet = new Outlet(clock: TimeProvider.System);
        var message = await outlet.Send(outlet.AddCallback(receiver), 1, "twice");
        await outlet.Reports.Next();
        Assert.NotNull((await outlet.Store.Outbox.Requeue(Outlet.Tenant, [message.Id], DateTimeOffset.UtcNow))[0]);
        outlet.Dispatcher.Missed(message.Sender);
        Assert.Equal(DeliveryState.Sent, (await outlet.Reports.Next()).State);
        Assert.Equal(DeliveryState.Sent, (await outlet.Standing(message)).State);
    }

    [Fact]
    public async Task An_adapter_that_hangs_delays_its_own_sender_only_and_is_given_ten_seconds()
    {
        await using var hanging = await Receiver.Start(_ => new TaskCompletionSource<Answer>().Task);
        await using var healthy = await Receiver.Start(200);
        await using var outlet = new Outlet();
        var stuck = outlet.AddCallback(hanging);
        for (var thread = 0; thread < 200; thread++) await outlet.Send(stuck, thread, $"{thread}");
        var open = await hanging.Next(SenderLane.AttemptsMax);
        var well = await outlet.Send(outlet.AddCallback(healthy), 900, "well");
        Assert.Equal("well", (await healthy.Next()).Text);
        Assert.Equal(well.Id, (await outlet.Reports.Next()).Message);
        Assert.Null(hanging.Unexpected());
        outlet.Time.Advance(Carrier.AttemptTimeMax);
        for (var i = 0; i < open.Count; i++) Assert.Equal("timeout", (await outlet.Reports.Next()).Code);
        await hanging.Next();
    }

    [Fact]
    public async Task A_crash_between_sending_and_recording_sends_again_after_the_restart()
    {
        await using var receiver = await Receiver.Start(200);
        var sent = new List<Arrival>();
        await using var first = new Outlet();
        first.Reports.IsAway = true;
        var message = await first.Send(first.AddCallback(receiver), 1, "at least once");
        sent.Add(await receiver.Next());
        await first.Reports.NextRefused();
        await using var second = new Outlet(first);
        await second.Start();
        sent.Add(await receiver.Next());
        Assert.Equal(DeliveryState.Sent, (await second.Reports.Next()).State);
        Assert.Equal(DeliveryState.Sent, (await second.Standing(message)).State);
        Assert.Single(sent.Select(it => it.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task A_result_that_cannot_be_recorded_is_recorded_later_and_not_sent_again()
    {
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet(clock: TimeProvider.System);
        outlet.Reports.IsAway = true;
        var sender = outlet.AddCallback(receiver);
        await outlet.Send(sender, 1, "1");
        await outlet.Send(sender, 1, "2");
        await outlet.Reports.NextRefused();
        outlet.Reports.IsAway = false;
        await outlet.Reports.Next();
        await outlet.Reports.Next();
        Assert.Equal(["1", "2"], (await receiver.Next(2)).Select(it => it.Text));
        Assert.Null(receiver.Unexpected());
    }

    [Fact]
    public async Task A_stop_waits_for_what_is_under_way_and_begins_nothing_more()
    {
        var hold = new TaskCompletionSource<Answer>();
        await using var receiver = await Receiver.Start(_ => hold.Task);
        await using var outlet = new Outlet();
        var sender = outlet.AddCallback(receiver);
        await outlet.Send(sender, 1, "under way");
        await outlet.Send(sender, 1, "not begun");
        await receiver.Next();
        var stopped = outlet.Dispatcher.StopAsync(CancellationToken.None);
        Assert.False(stopped.IsCompleted);
        hold.SetResult(new Answer(200));
        await stopped.Within("the stop");
        Assert.Equal(DeliveryState.Sent, (await outlet.Reports.Next()).State);
        Assert.Null(receiver.Unexpected());
    }

    [Fact]
    public async Task Where_desks_move_to_other_nodes_a_stop_waits_for_two_seconds_and_leaves_the_rest_to_them()
    {
        await using var receiver = await Receiver.Start(_ => new TaskCompletionSource<Answer>().Task);
        await using var outlet = new Outlet(desks: new Elsewhere());
        var message = await outlet.Send(outlet.AddCallback(receiver), 1, "hangs");
        await receiver.Next();
        var stopped = outlet.Dispatcher.StopAsync(CancellationToken.None);
        await outlet.Time.AdvanceTo(outlet.Time.GetUtcNow() + TimeSpan.FromSeconds(2));
        await stopped.Within("the stop");
        Assert.Equal(DeliveryState.Queued, (await outlet.Standing(message)).State);
    }

    private sealed class Elsewhere : ISenderDesk
    {
        public void Recheck(SenderId sender)
        {
        }
    }
}
