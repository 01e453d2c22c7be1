using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Embedded.Deterministic;
using LiveChat.Simulation.Audit;

namespace LiveChat.Simulation.World;

/// <summary>
/// One agent at work: comes and goes, accepts, answers, holds, closes, transfers, changes its status. It knows of its
/// conversations only what its stream told it.
/// </summary>
public sealed partial class Workspace(
    Scenario scenario, SimulatedDirectory directory, Streams streams, InForce inForce, AgentId agent)
{
    private readonly StreamClient _client = new(agent);
    private readonly Caller _caller = new(By.Agent(agent), agent, MaySupervise: false);
    private StreamId? _stream;
    private int _requests;
    private bool _isHome;

    public required Func<DeterministicEngine> Engine { get; init; }

    /// <summary>True from the end of trouble on: the agent stays online and available, and only answers.</summary>
    public bool Calm { get; set; }

    /// <summary>True at the very end: the agent stays online and does nothing.</summary>
    public bool Paused { get; set; }

    public IReadOnlyCollection<ConversationId> Shown => _client.Shown;

    public bool IsOnline => _stream is { } stream && streams.IsOpen(stream);

    private ActorId Self => ActorId.Of(directory.TenantId, agent);

    public async Task Work()
    {
        var offlineAt = TimeSpan.Zero;
        while (true)
        {
            var engine = Engine();
            await engine.Delay(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));
            try
            {
                if (_isHome) return;
                if (!IsOnline)
                {
                    if (!Calm) await engine.Delay(TimeSpan.Zero, TimeSpan.FromSeconds(6));
                    if (!directory.Agent(agent).Enabled) continue;
                    await GoOnline();
                    offlineAt = engine.VirtualTime.Elapsed + (scenario.MeanOnline * engine.Random.NextDouble() * 2);
                }
                else if (!Calm && engine.VirtualTime.Elapsed > offlineAt) GoOffline();
                else if (!await AnswerOffer() && !Paused) await Act();
            }
            catch (Exception e) when (e is ActorFaultedException or ActorBusyException)
            {
                // As a client would: try again later.
            }
        }
    }

    /// <summary>Once a second: the node renews the streams it holds.</summary>
    public void Renew()
    {
        if (_stream is not { } stream || !streams.IsOpen(stream)) return;
        inForce.IsOnline(agent);
        Engine().Tell(Self, new RenewStream(default, stream, _client.Last));
    }

    /// <summary>For good.</summary>
    public void GoHome()
    {
        Paused = true;
        _isHome = true;
        if (IsOnline) GoOffline();
    }

    private async Task GoOnline()
    {
        var stream = new StreamId(new Guid(_requests++, 0, 0, agent.Value.ToByteArray()[..8]));
        _client.Attach();
        streams.Open(stream, _client);
        var attached = await Engine().Ask(Self, new AttachStream(default, stream, _client.Last));
        var stands = attached.Rejection == Rejection.None
            && _client.Start(attached.At, attached.Missed, attached.Snapshot);
        if (!stands)
        {
            streams.Close(stream);
            return;
        }

        inForce.IsOnline(agent);
        _stream = stream;
        if (Calm) await SetStatus("available", true);
    }

    private void GoOffline()
    {
        var random = Engine().Random;
        streams.Close(_stream!.Value);
        // Sometimes the node dies with the stream, and nobody says so.
        if (_isHome || random.Next(4) != 0) Engine().Tell(Self, new DetachStream(_stream.Value));
    }

    private async Task Act()
    {
        var random = Engine().Random;
        if (!Calm && random.Next(20) == 0) await SetStatus("training", false);
        if (random.Next(5) == 0) await SetStatus("available", true);
        if (!Calm && random.Next(_held.Count > 0 ? 3 : 6) == 0) await ReachForAnother();
        if (_client.Shown.Count == 0) return;
        var conversation = _client.Shown.Order().ElementAt(random.Next(_client.Shown.Count));
        var thread = ActorId.Of(directory.TenantId, conversation.Thread);
        if (random.Next(10) == 0)
        {
            await Ask(conversation, thread);
            return;
        }

        switch (random.Next(Calm ? 9 : 12))
        {
            case < 5:
                var key = $"{agent}-{_requests++}";
                await Engine().Ask(thread, new SendText(conversation, _caller, "answer " + key, key));
                break;
            case < 8:
                await Engine().Ask(thread, new CloseConversation(conversation, _caller));
                break;
            case 8:
                await Engine().Ask(thread, new FinishWrapUp(conversation, _caller));
                break;
            case 9:
                await Hold(conversation, thread);
                break;
            case 10:
                await TransferToQueue(conversation, thread);
                break;
            default:
                await TransferToAgent(conversation, thread);
                break;
        }
    }

    private async Task SetStatus(string status, bool takesNew) =>
        await Engine().Ask(Self, new SetStatus(status, takesNew, By.Agent(agent)));

    /// <summary>As the edge does it: a refusal gives the slot back, an unknown outcome does not.</summary>
    private async Task TransferToAgent(ConversationId conversation, ActorId thread)
    {
        var random = Engine().Random;
        var to = directory.Agents.OrderBy(it => it.Id).ElementAt(random.Next(directory.Agents.Count)).Id;
        if (Head(conversation) is not { Queue: { } queue } head) return;
        var target = ActorId.Of(directory.TenantId, to);
        var slot = await Engine().Ask(target, new ReserveSlot(conversation, queue));
        if (slot.Rejection != Rejection.None || random.Next(10) == 0) return;
        var reply = await Engine().Ask(thread, new CommitTransferToAgent(
            conversation, _caller, to, slot.Token, slot.AgentEpoch, head.Version, "please"));
        if (reply.Rejection != Rejection.None) Engine().Tell(target, new ReleaseSlot(conversation, slot.Token));
    }

    private async Task TransferToQueue(ConversationId conversation, ActorId thread)
    {
        var random = Engine().Random;
        var to = directory.Queues.OrderBy(it => it.Id).ElementAt(random.Next(directory.Queues.Count)).Id;
        if (Head(conversation) is not { } head) return;
        var target = ActorId.Of(directory.TenantId, to);
        var place = await Engine().Ask(target, new KeepPlace(head, agent));
        if (place.Rejection != Rejection.None || random.Next(10) == 0) return;
        var reply = await Engine().Ask(thread, new CommitTransferToQueue(
            conversation, _caller, to, place.Place, place.Epoch, head.Version, null));
        if (reply.Rejection != Rejection.None) Engine().Tell(target, new DropPlace(place.Place));
    }

    public required Func<ConversationId, ConversationHead?> Head { get; init; }
}
