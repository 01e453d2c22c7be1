using System.Collections.Immutable;
using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Agents.AgentScenario;

namespace LiveChat.Core.Tests.Agents;

/// <summary>What holds whatever is commanded, in seeded random histories of one agent.</summary>
public sealed class AgentLaws
{
    private const int Histories = 500;
    private const int CommandsPerHistory = 60;

    [Fact]
    public void No_slot_is_reserved_above_a_cap() => ForEachDecision((before, _, decision) =>
    {
        var state = before;
        foreach (var happened in decision.Events)
        {
            state = AgentFold.Evolve(state, happened);
            if (happened is not (SlotReserved or SlotReservedForEdge { OverCap: 0 })) continue;
            Assert.True(!(state.Slots.Count > state.Profile.Cap));
            Assert.All(state.Profile.Memberships, membership => Assert.True(
                !(state.Slots.Values.Count(slot => slot.Queue == membership.Queue) > membership.Cap)
                || QueueOf(happened) != membership.Queue));
            Assert.True(state.Available);
        }
    });

    [Fact]
    public void By_how_many_a_slot_exceeds_a_cap_is_on_record() => ForEachDecision((before, command, decision) =>
    {
        foreach (var reserved in decision.Events.OfType<SlotReservedForEdge>())
        {
            Assert.True(reserved.OverCap == 0 || command is ReserveForEdge { OverCap: true });
            Assert.True(!(before.Slots.Count + 1 - reserved.OverCap > before.Profile.Cap));
        }
    });

    [Fact]
    public void Every_bid_is_reserved_or_declined_when_its_round_ends() => ForEachDecision((before, _, decision) =>
    {
        if (!decision.Events.Any(it => it is RoundEnded)) return;
        var bids = before.Round!.Bids.Concat(decision.Events.OfType<BidJoined>().Select(it => it.Bid));
        var answered = decision.Events.Select(it => it switch
        {
            SlotReserved reserved => reserved.Bid.Token,
            BidDeclined declined => declined.Token,
            _ => default,
        }).ToHashSet();
        Assert.All(bids, bid => Assert.Contains(bid.Token, answered));
    });

    [Fact]
    public void A_round_reserves_at_most_one_slot() => ForEachDecision((_, _, decision) =>
        Assert.True(decision.Events.Count(it => it is SlotReserved) <= 1));

    [Fact]
    public void A_reservation_is_freed_only_by_its_lapse_or_under_a_raised_epoch() =>
        ForEachDecision((before, command, decision) =>
        {
            foreach (var freed in decision.Events.OfType<SlotFreed>())
            {
                if (!before.Slots[freed.Conversation].IsReservation) continue;
                Assert.True(command is LapseReservation || command is AdoptEpoch && decision.Events[0] is EpochRaised);
            }
        });

    [Fact]
    public void Nothing_is_reserved_twice_for_one_conversation() => ForEachDecision((before, _, decision) =>
    {
        foreach (var reserved in decision.Events.OfType<SlotReserved>())
        {
            Assert.False(before.Slots.ContainsKey(reserved.Bid.Conversation));
        }
    });

    [Fact]
    public void Histories_reach_every_command_and_every_event()
    {
        var seen = new HashSet<Type>();
        ForEachDecision((_, command, decision) =>
        {
            seen.Add(command.GetType());
            seen.UnionWith(decision.Events.Select(it => it.GetType()));
        });
        var kinds = typeof(AgentCommand).Assembly.GetTypes().Where(
            it => it.IsSubclassOf(typeof(AgentCommand)) || it.IsSubclassOf(typeof(AgentEvent)));
        Assert.Empty(kinds.Except(seen));
    }

    private static QueueId QueueOf(AgentEvent happened) => happened switch
    {
        SlotReserved it => it.Bid.Queue,
        SlotReservedForEdge it => it.Queue,
        _ => default,
    };

    private static void ForEachDecision(Action<AgentState, AgentCommand, Decision<AgentEvent>> holds)
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var random = new Random(seed);
            var state = (seed % 2 == 0 ? OfOneQueue(cap: 2, queueCap: 1) : OfTwoQueues(cap: 2)).State;
            var second = 0.0;
            for (var i = 0; i < CommandsPerHistory; i++)
            {
                second += random.Next(4) == 0 ? 6 : 0.01;
                var command = Any(random, state, second);
                var decision = AgentDecider.Decide(state, command);
                holds(state, command, decision);
                state = AgentFold.Evolve(state, decision.Events);
            }
        }
    }

    private static AgentCommand Any(Random random, AgentState state, double second)
    {
        var at = At(second);
        var (number, queue) = (random.Next(1, 7), random.Next(2) == 0 ? Sales : Support);
        var round = random.Next(6) == 0 ? state.LastRound - 1 : state.LastRound;
        var stream = new StreamId(new Guid(random.Next(3, 5), 0, 0, new byte[8]));
        return random.Next(30) switch
        {
            < 7 => Offer(queue, number, second, random.Next(2), random.Next(3)),
            < 10 => new PassRound(at, queue, round),
            < 13 => new EndRound(at, round),
            < 15 => new ReserveForEdge(
                at, Conversation(number), queue, Token(number), random.Next(3) == 0, random.Next(3) == 0),
            < 18 => new LapseReservation(at, Conversation(number), Token(number)),
            < 23 => Learn(number, random.Next(1, 30), random.Next(2) == 0, second),
            23 or 24 => new OpenStream(at, stream),
            25 => random.Next(2) == 0 ? new RenewStream(at, stream) : new NoteOfferEnd(at, random.Next(3) > 0),
            26 => random.Next(2) == 0 ? new DropStream(at, stream, Grace) : new DropSilentStreams(at, Grace),
            27 => random.Next(2) == 0
                ? new EndGrace(at)
                : new AdoptEpoch(at, state.Epoch + 1, random.Next(2) == 0 ? [] : [Filled(number, random.Next(1, 30))]),
            28 => new ChangeStatus(at, random.Next(3) == 0 ? "phone" : "available", random.Next(3) > 0, By.System),
            _ => new ChangeProfile(at, Profile(random)),
        };
    }

    private static AgentProfile Profile(Random random)
    {
        int? cap = random.Next(4) == 0 ? null : random.Next(1, 4);
        ImmutableArray<Membership> memberships =
            [new(Sales, 1, random.Next(2) == 0 ? null : 1), new(Support, random.Next(1, 3), null)];
        return new AgentProfile(random.Next(6) > 0, cap, random.Next(3) == 0 ? memberships[..1] : memberships);
    }
}
