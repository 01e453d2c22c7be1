using System.Collections.Immutable;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Core.Rules;

namespace LiveChat.Simulation.World;

/// <summary>The administration tables of one simulated tenant, with what caps and limits were in force when.</summary>
public sealed class SimulatedDirectory : IDirectory
{
    private readonly Dictionary<AgentId, AgentEntry> _agents = [];
    private readonly Dictionary<QueueId, QueueEntry> _queues = [];
    private readonly Dictionary<AgentId, ImmutableArray<string>> _languages = [];
    private TenantEntry _tenant;

    public SimulatedDirectory(Random random, Scenario scenario)
    {
        TenantId = new TenantId(Draw(random));
        _tenant = new TenantEntry(
            TenantId, "sim", "Simulated", "UTC", "en", scenario.Agents, true, null, LiveChatSettings.TenantDefault,
            AgentStatus.BuiltIn);
        var queues = Enumerable.Range(0, scenario.Queues).Select(_ => new QueueId(Draw(random))).ToList();
        _tenant = _tenant with
        {
            Questionnaires = SimulatedQuestionnaires.Draw(random, queues),
            QuestionnaireRules = SimulatedQuestionnaires.DrawRules(random),
        };
        for (var i = 0; i < scenario.Agents; i++)
        {
            var id = new AgentId(Draw(random));
            _agents[id] = new AgentEntry(
                TenantId, id, $"Agent {i}", true, false, DrawCap(random), DrawMemberships(random, queues));
            _languages[id] = random.Next(3) == 0 ? ["en"] : ["en", "es"];
        }

        foreach (var id in queues)
        {
            _queues[id] = new QueueEntry(
                TenantId, id, "Queue", (QueueStrategy)random.Next(1, 4), DrawMode(random),
                DrawRules(random, queues), [])
            {
                Hours = SimulatedHours.Draw(random),
            };
        }

        Relate();
    }

    public TenantId TenantId { get; }

    public IReadOnlyCollection<AgentEntry> Agents => _agents.Values;

    public IReadOnlyCollection<QueueEntry> Queues => _queues.Values;

    public AgentEntry Agent(AgentId id) => _agents[id];

    public QueueEntry Queue(QueueId id) => _queues[id];

    /// <summary>Changes one thing at random; returns what it touched.</summary>
    public (IReadOnlyList<AgentId> Agents, IReadOnlyList<QueueId> Queues, AgentId? Toggled) Change(Random random)
    {
        var queues = _queues.Keys.Order().ToList();
        var agent = _agents.Values.OrderBy(it => it.Id).ElementAt(random.Next(_agents.Count));
        var queue = _queues[queues[random.Next(queues.Count)]];
        AgentId? toggled = null;
        switch (random.Next(8))
        {
            case 0:
                _agents[agent.Id] = agent with { Cap = DrawCap(random) };
                break;
            case 1:
                _agents[agent.Id] = agent with { Memberships = DrawMemberships(random, queues) };
                break;
            case 2:
                _queues[queue.Id] = queue with
                {
                    Rules = DrawRules(random, queues),
                };
                break;
            case 4:
                _queues[queue.Id] = queue with { Hours = SimulatedHours.Draw(random) };
                break;
            case 3:
                _queues[queue.Id] = queue with { Strategy = (QueueStrategy)random.Next(1, 4) };
                break;
            case 7:
                _tenant = _tenant with { QuestionnaireRules = SimulatedQuestionnaires.DrawRules(random) };
                break;
            case 5:
                _queues[queue.Id] = queue with { Mode = DrawMode(random) };
                break;
            default:
                _agents[agent.Id] = agent with { Enabled = !agent.Enabled };
                toggled = agent.Id;
                break;
        }

        Relate();
        // Who helps out in an overflowing queue may be anyone.
        return ([.. _agents.Keys.Order()], queues, toggled);
    }

    public bool Speaks(AgentId agent, string? language) => language is null || _languages[agent].Contains(language);

    public void EnableAll()
    {
        foreach (var agent in _agents.Values.ToList()) _agents[agent.Id] = agent with { Enabled = true };
        Relate();
    }

    ValueTask<TenantEntry?> IDirectory.Tenant(TenantId tenant, CancellationToken cancel) => new(_tenant);

    ValueTask<QueueEntry?> IDirectory.Queue(TenantId tenant, QueueId queue, CancellationToken cancel) =>
        new(_queues.GetValueOrDefault(queue));

    ValueTask<AgentEntry?> IDirectory.Agent(TenantId tenant, AgentId agent, CancellationToken cancel) =>
        new(_agents.GetValueOrDefault(agent));

    ValueTask<SenderEntry?> IDirectory.Sender(Channel channel, string address, CancellationToken cancel) =>
        new((SenderEntry?)null);

    ValueTask<SenderEntry?> IDirectory.Sender(SenderId sender, CancellationToken cancel) => new((SenderEntry?)null);

    ValueTask<string> IDirectory.Phrase(TenantId tenant, string key, string? language, CancellationToken cancel) =>
        new(_tenant.Phrases.TextOf(key, language, _tenant.Language));

    private static QueueMode DrawMode(Random random) => random.Next(3) == 0 ? QueueMode.Offer : QueueMode.Auto;

    private static LiveChatRules DrawRules(Random random, List<QueueId> queues) => LiveChatRules.Default with
    {
        WaitingPerOnlineAgent = random.Next(4),
        WaitingWithNobodyOnline = random.Next(3),
        InactivityTimeout = random.Next(2) == 0 ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(random.Next(3, 16)),
        InactivityWarning = DrawTimer(random, 5),
        ReminderAfter = DrawTimer(random, 8),
        ReengagementAfter = DrawTimer(random, 8),
        AutoTransferAfter = DrawTimer(random, 10),
        AutoTransferNotifyContact = random.Next(2) == 0,
        DisconnectNotifyAfter = DrawTimer(random, 6),
        DisconnectTransferAfter = DrawTimer(random, 8),
        WaitingQuestionnaireAfter = DrawTimer(random, 6),
        WaitingQuestionnaireId = random.Next(4) == 0 ? null : SimulatedQuestionnaires.WaitingId,
        CloseQueueBeforeEnd = TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(10) : 0),
        KeepWaitingOverClose = random.Next(3) == 0,
        OfferTimeout = TimeSpan.FromSeconds(random.Next(1, 5)),
        WrapUpMax = DrawTimer(random, 4),
        StayOpen = random.Next(4) == 0,
        PreviousAgentWithin = DrawTimer(random, 20),
        LanguageRouting = random.Next(2) == 0,
        LanguageFallbackAfter = DrawTimer(random, 6),
        Overflow = random.Next(3) > 0
            ? []
            : [new OverflowStep(TimeSpan.FromSeconds(random.Next(1, 6)), queues[random.Next(queues.Count)])],
    };

    private static TimeSpan DrawTimer(Random random, int secondsMax) =>
        TimeSpan.FromSeconds(Math.Max(0, random.Next(-secondsMax, secondsMax + 1)));

    private static int? DrawCap(Random random) => random.Next(4) == 0 ? null : random.Next(1, 5);

    private static ImmutableArray<AgentMembership> DrawMemberships(Random random, List<QueueId> queues)
    {
        var many = random.Next(1, queues.Count + 1);
        return
        [
            .. queues.OrderBy(_ => random.Next()).Take(many).Order().Select(queue => new AgentMembership(
                queue,
                random.Next(1, 3),
                random.Next(4) == 0 ? TimeSpan.FromSeconds(random.Next(1, 6)) : TimeSpan.Zero,
                random.Next(4) == 0 ? random.Next(1, 3) : null)),
        ];
    }

    private static Guid Draw(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>Agents know their queues; queues their members; and both who helps out where.</summary>
    private void Relate()
    {
        foreach (var agent in _agents.Values.ToList())
        {
            var own = agent.Memberships.Where(it => !it.Overflow).ToList();
            var helps =
                from queue in _queues.Values
                where own.All(it => it.Queue != queue.Id)
                from step in queue.Rules.Overflow
                from through in own
                where through.Queue == step.Queue
                orderby queue.Id
                select new AgentMembership(queue.Id, through.Priority, step.After, null, Overflow: true);
            _agents[agent.Id] = agent with { Memberships = [.. own, .. helps] };
        }

        foreach (var queue in _queues.Values.ToList())
        {
            _queues[queue.Id] = queue with
            {
                Members =
                [
                    .. from agent in _agents.Values
                       from membership in agent.Memberships
                       where membership.Queue == queue.Id
                       orderby agent.Id
                       select new QueueMember(agent.Id, membership.Priority, membership.Delay, agent.Enabled, false)
                       {
                           Overflow = membership.Overflow,
                           Languages = _languages[agent.Id],
                       },
                ],
            };
        }
    }
}
