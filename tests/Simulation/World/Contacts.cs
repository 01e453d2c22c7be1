using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Embedded.Deterministic;
using LiveChat.Simulation.Audit;

namespace LiveChat.Simulation.World;

/// <summary>
/// The contacts, through an adapter that sends each MO again with the same id until it is acknowledged, and sometimes
/// after that too.
/// </summary>
public sealed class Contacts(Scenario scenario, SimulatedDirectory directory, LogAudit audit)
{
    private readonly Dictionary<ThreadId, List<string>> _acknowledged = [];

    public required Func<DeterministicEngine> Engine { get; init; }

    public bool Silent { get; set; }

    public int Sent { get; private set; }

    public async Task Write(int contact)
    {
        var engine = Engine();
        var thread = new ThreadId(new Guid(contact + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)scenario.Seed));
        var queue = directory.Queues.OrderBy(it => it.Id).ElementAt(contact % directory.Queues.Count).Id;
        var priority = contact % 5 == 0 ? engine.Random.Next(10) : 0;
        for (var number = 1; !Silent; number++)
        {
            await engine.Delay(TimeSpan.Zero, scenario.BetweenMessages * 2);
            var id = $"{contact}-{number}";
            var mo = new ReceiveMo(
                thread, new SenderId(new Guid(1, 0, 0, new byte[8])), "+34900100200", Channel.Sms,
                $"+3460011{contact:0000}", queue, priority, (contact % 4) switch { 0 => "es", 1 => null, _ => "en" },
                Text(engine.Random, number), id, null, []);
            var reply = await Deliver(mo);
            Sent++;
            Acknowledge(thread, id);
            if (engine.Random.Next(10) != 0) continue;
            var again = await Deliver(mo);
            if (!again.Duplicate || again.Conversation != reply.Conversation)
                throw new Violation("P1", $"{id} was accepted twice: {reply.Conversation}, then {again.Conversation}");
        }
    }

    /// <summary>Now and then a contact opts out, comes back, or answers what it was asked or not.</summary>
    private static string Text(Random random, int number) => random.Next(24) switch
    {
        0 => "Stop",
        1 or 2 or 3 => "start",
        < 10 => SimulatedQuestionnaires.AnyAnswer(random),
        _ => $"message {number}",
    };

    /// <summary>P1, over everything that was acknowledged.</summary>
    public void Check()
    {
        foreach (var (thread, ids) in _acknowledged)
        {
            var logged = audit.Log(thread).OfType<MessageReceived>().Select(message => message.ProviderId).ToList();
            var kept = logged.Where(ids.ToHashSet().Contains).ToList();
            if (!kept.SequenceEqual(ids))
                throw new Violation(
                    "P1", $"thread {thread} was sent {string.Join(',', ids)}, has {string.Join(',', logged)}");
        }
    }

    private async Task<MoReply> Deliver(ReceiveMo mo)
    {
        while (true)
        {
            try
            {
                return await Engine().Ask(ActorId.Of(directory.TenantId, mo.Thread), mo);
            }
            catch (Exception e) when (e is ActorFaultedException or ActorBusyException)
            {
                await Engine().Delay(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1));
            }
        }
    }

    private void Acknowledge(ThreadId thread, string id)
    {
        if (!audit.Log(thread).OfType<MessageReceived>().Any(message => message.ProviderId == id))
            throw new Violation("P1", $"{id} was acknowledged and is not in the log");
        if (!_acknowledged.TryGetValue(thread, out var ids)) _acknowledged[thread] = ids = [];
        ids.Add(id);
    }
}
