using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Agents.AgentScenario;

namespace LiveChat.Core.Tests.Agents;

public sealed class PresenceSpecs
{
    private static readonly StreamId Other = new(new Guid(4, 0, 0, new byte[8]));

    [Fact]
    public void An_open_stream_is_presence_and_the_last_one_counts()
    {
        var agent = OfOneQueue().When(new OpenStream(At(1), Other)).When(new DropStream(At(2), Tab, Grace));
        Assert.True(agent.State.Online);
        agent.When(new DropStream(At(3), Other, Grace));
        Assert.Equal((false, false), (agent.State.Online, agent.State.CanTake));
    }

    [Fact]
    public void After_the_last_stream_it_counts_for_the_grace_and_takes_nothing()
    {
        var agent = OfOneQueue().When(new DropStream(At(3), Tab, Grace))
            .Then(new StreamDropped(At(3), Tab, At(8)));
        Assert.True(agent.State.CountedAt(At(7)));
        Assert.False(agent.State.CountedAt(At(8)));
        agent.When(new EndGrace(At(7))).ThenNothing();
        agent.When(new EndGrace(At(8))).Then(new GraceEnded(At(8)));
    }

    [Fact]
    public void Coming_back_within_the_grace_ends_it() =>
        OfOneQueue().When(new DropStream(At(3), Tab, Grace)).When(new OpenStream(At(4), Other))
            .When(new EndGrace(At(60))).ThenNothing();

    [Fact]
    public void A_stream_that_is_not_renewed_is_dropped() =>
        OfOneQueue().When(new OpenStream(At(1), Other)).When(new RenewStream(At(10), Other))
            .When(new DropSilentStreams(At(15), Grace)).Then(new StreamDropped(At(15), Tab, At(20)))
            .When(new DropSilentStreams(At(15), Grace)).ThenNothing();

    [Fact]
    public void After_the_clock_was_set_back_a_stream_has_its_time_from_then_on() =>
        OfOneQueue().When(new RenewStream(At(3600), Tab))
            .When(new DropSilentStreams(At(100), Grace)).Then(new StreamRenewed(At(100), Tab))
            .When(new DropSilentStreams(At(114), Grace)).ThenNothing()
            .When(new DropSilentStreams(At(115), Grace)).Then(new StreamDropped(At(115), Tab, At(120)));

    [Fact]
    public void A_renewal_or_drop_of_a_stream_that_is_gone_means_nothing() =>
        OfOneQueue().When(new RenewStream(At(1), Other)).ThenNothing().When(new DropStream(At(1), Other, Grace))
            .ThenNothing();

    [Fact]
    public void A_disabled_agent_has_no_streams()
    {
        var disabled = new AgentProfile(Enabled: false, 1, []);
        OfOneQueue().When(new ChangeProfile(At(1), disabled))
            .Then(new ProfileChanged(At(1), disabled), new StreamDropped(At(1), Tab, At(1)))
            .When(new OpenStream(At(2), Tab)).ThenRejected(Rejection.AgentDisabled);
    }

    [Fact]
    public void It_is_idle_since_it_became_able()
    {
        var agent = OfOneQueue().When(new ChangeStatus(At(5), "phone", false, By.System))
            .Then(new StatusChanged(At(5), "phone", false, By.System))
            .When(new ChangeStatus(At(6), "phone", false, By.System)).ThenNothing()
            .When(new ChangeStatus(At(9), "available", true, By.System));
        Assert.Equal(At(9), agent.State.IdleSince);
    }

    [Fact]
    public void A_lowered_cap_drops_nothing_and_a_raised_one_makes_it_able()
    {
        var agent = OfOneQueue(cap: 2).When(Learn(1, 5, mine: true)).When(Learn(2, 5, mine: true));
        agent.When(new ChangeProfile(At(3), new AgentProfile(true, 1, [new Membership(Sales, 1, null)])));
        Assert.Equal((2, 0), (agent.State.Slots.Count, agent.State.RoomFor(Sales)));
        agent.When(new ChangeProfile(At(4), new AgentProfile(true, 3, [new Membership(Sales, 1, null)])));
        Assert.Equal((1, At(4)), (agent.State.RoomFor(Sales), agent.State.IdleSince));
    }
}
