using LiveChat.Channels.Outbox;
using LiveChat.Channels.Tests.Support;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;

namespace LiveChat.Channels.Tests.Outbox;

public sealed class DispatchSpecs
{
    [Fact]
    public async Task A_threads_next_message_leaves_only_after_the_former_was_taken()
    {
        var hold = new TaskCompletionSource<Answer>();
        await using var receiver = await Receiver.Start(
            arrival => arrival.Text == "a1" ? hold.Task : Task.FromResult(new Answer(204)));
        await using var outlet = new Outlet(clock: TimeProvider.System);
        var sender = outlet.AddCallback(receiver);
        await outlet.Send(sender, 1, "a1");
        await outlet.Send(sender, 1, "a2");
        await outlet.Send(sender, 2, "b1");
        var first = await receiver.Next(2);
        Assert.Equal(["a1", "b1"], first.Select(it => it.Text).Order());
        Assert.Equal("b1", await TextOf(outlet, sender, await outlet.Reports.Next()));
        Assert.Null(receiver.Unexpected());
        hold.SetResult(new Answer(200));
        Assert.Equal("a2", (await receiver.Next()).Text);
    }

    [Fact]
    public async Task Many_threads_leave_in_order_each_message_once()
    {
        const int Threads = 150, Each = 6;
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet(clock: TimeProvider.System);
        var sender = outlet.AddCallback(receiver);
        for (var i = 0; i < Each; i++)
            for (var thread = 0; thread < Threads; thread++)
                await outlet.Send(sender, thread, $"{thread}-{i}");
        var arrivals = await receiver.Next(Threads * Each);
        foreach (var thread in arrivals.Select(it => it.Text.Split('-')).GroupBy(it => it[0], it => it[1]))
            Assert.Equal(Enumerable.Range(0, Each).Select(it => $"{it}"), thread);
        for (var i = 0; i < Threads * Each; i++) Assert.Equal(DeliveryState.Sent, (await outlet.Reports.Next()).State);
        Assert.Null(receiver.Unexpected());
    }

    [Fact]
    public async Task More_than_memory_holds_leaves_in_order_too()
    {
        const int Threads = 1_300, Each = 3;
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet(clock: TimeProvider.System);
        var sender = outlet.AddCallback(receiver);
        var messages = new List<OutboxMessage>();
        for (var i = 0; i < Each; i++)
            for (var thread = 0; thread < Threads; thread++)
                messages.Add(await outlet.Write(sender, thread, $"{thread}-{i}"));
        outlet.Dispatcher.Committed(messages);
        var arrivals = await receiver.Next(Threads * Each);
        foreach (var thread in arrivals.Select(it => it.Text.Split('-')).GroupBy(it => it[0], it => it[1]))
            Assert.Equal(["0", "1", "2"], thread);
    }

    [Fact]
    public async Task What_was_queued_before_the_start_leaves()
    {
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet();
        await outlet.Write(outlet.AddCallback(receiver), 1, "waited");
        await outlet.Start();
        Assert.Equal("waited", (await receiver.Next()).Text);
    }

    [Fact]
    public async Task A_message_whose_hint_was_lost_is_found_by_the_sweep()
    {
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet();
        var sender = outlet.AddCallback(receiver);
        await outlet.Start();
        await outlet.Send(sender, 1, "told");
        Assert.Equal("told", (await receiver.Next()).Text);
        await outlet.Reports.Next();
        await outlet.Write(sender, 2, "lost");
        outlet.Time.Advance(OutboxDispatcher.SweepInterval);
        Assert.Equal("lost", (await receiver.Next()).Text);
    }

    [Fact]
    public async Task Nothing_overtakes_a_message_that_was_missed()
    {
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet(clock: TimeProvider.System);
        var sender = outlet.AddCallback(receiver);
        await outlet.Send(sender, 1, "1");
        await outlet.Reports.Next();
        await outlet.Write(sender, 1, "2");
        outlet.Dispatcher.Missed(sender.Id);
        await outlet.Send(sender, 1, "3");
        Assert.Equal(["1", "2", "3"], (await receiver.Next(3)).Select(it => it.Text));
    }

    [Fact]
    public async Task A_result_is_told_to_the_conversations_agent()
    {
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet();
        var message = await outlet.Send(outlet.AddCallback(receiver), 1, "hello");
        await outlet.Reports.Next();
        var (to, told) = Assert.Single(outlet.Actors.Told);
        Assert.Equal(Outlet.Agent.Value, to.Key);
        var delivery = Assert.IsType<DeliveryTold>(told);
        Assert.Equal((message.Id, "sent"), (delivery.Message, delivery.State));
    }

    [Fact]
    public async Task Messages_of_a_sender_whose_adapter_fetches_are_left_to_it()
    {
        await using var outlet = new Outlet();
        var sender = outlet.AddSender(new PullDelivery());
        var ring = outlet.Bell.NextRing(sender.Id);
        var message = await outlet.Send(sender, 1, "for the fetcher");
        await ring.Within("the bell");
        await outlet.Start();
        Assert.Equal(DeliveryState.Queued, (await outlet.Standing(message)).State);
        Assert.Empty(outlet.Actors.Told);
    }

    [Fact]
    public async Task A_sender_that_turns_from_fetching_to_a_callback_sends_what_waits()
    {
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet();
        var sender = outlet.AddSender(new PullDelivery());
        await outlet.Send(sender, 1, "waited");
        outlet.Change(sender with { Delivery = new CallbackDelivery(receiver.Url, Outlet.Secret) });
        await outlet.Start();
        Assert.Equal("waited", (await receiver.Next()).Text);
    }

    [Fact]
    public async Task A_message_of_a_sender_that_is_gone_becomes_a_dead_letter()
    {
        await using var receiver = await Receiver.Start(200);
        await using var outlet = new Outlet();
        var sender = outlet.AddCallback(receiver);
        outlet.Remove(sender);
        await outlet.Send(sender, 1, "nowhere to go");
        var update = await outlet.Reports.Next();
        Assert.Equal((DeliveryState.Failed, "sender-gone", true), (update.State, update.Code, update.DeadLetter));
        Assert.Null(receiver.Unexpected());
    }

    private static async Task<string> TextOf(Outlet outlet, SenderEntry sender, Storage.Outbox.DeliveryUpdate update)
    {
        var events = await outlet.Store.Conversations.Events(
            Outlet.Tenant, new Core.Primitives.ConversationId(update.Message.Thread, 1), update.Message.Version, 1);
        Assert.Equal(sender.Tenant, update.Tenant);
        return Assert.IsType<Core.Conversations.MessageSent>(events[0].Event).Text;
    }
}
