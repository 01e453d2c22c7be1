using System.Collections.Immutable;
using LiveChat.Auditor;
using LiveChat.Outside;

namespace LiveChat.Process.Tests.Cast;

/// <summary>
/// The real program with everybody around it: a tenant with four queues (one without agents) and a sender each, two by
/// callback and two by pull, or all by callback; 40 agents, some of two queues, some with a cap of their own; 200
/// contacts, more than there is room for.
/// </summary>
public sealed class Scene : IAsyncDisposable
{
    public const string PlatformKey = "process-tests-platform-key-0123456789";
    public const int ContactsUsual = 200;
    private const int Agents = 40;
    private const int ContactsOfNobody = 10;
    private const int CapOfTenant = 2;
    private const int CapOfSome = 3;
    private const int AgentsWithOwnCap = 10;

    private static readonly ImmutableArray<Range> Queues = [new(0, 16), new(12, 28), new(28, Agents), new(0, 0)];
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(5);

    private CancellationTokenSource _contactsStop = new();
    private CancellationTokenSource _workStop = new();
    private readonly CancellationTokenSource _listenStop = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly HttpClient _http;
    private readonly CallbackAdapter _callback;
    private readonly Random _random;
    private readonly int _contactsInAll;
    private readonly bool _pulls;
    private List<AgentPlayer> _agentPlayers = [];
    private List<ContactPlayer> _contactPlayers = [];
    private TenantAccess? _tenant;
    private Task _contacts = Task.CompletedTask;
    private Task _working = Task.CompletedTask;
    private Task _listening = Task.CompletedTask;

    private Scene(int seed, IRun run, int contacts, bool pulls)
    {
        (_contactsInAll, _pulls) = (contacts, pulls);
        _random = new Random(seed);
        _callback = new CallbackAdapter(Evidence, Faults, Fork());
        Server = run;
        _http = new HttpClient(run.Door()) { BaseAddress = Server.Url, Timeout = Timeout.InfiniteTimeSpan };
    }

    public Evidence Evidence { get; } = new();

    public Faults Faults { get; } = new();

    public IRun Server { get; }

    public Rules Rules { get; private set; } = null!;

    public LogReader Reader { get; private set; } = null!;

    /// <summary>Everything is made and everybody plays when it returns.</summary>
    /// <param name="seed">Of whatever is left to chance.</param>
    /// <param name="run">Is disposed of with the scene.</param>
    /// <param name="contacts">How many write.</param>
    /// <param name="pulls">
    /// Whether some adapters fetch their MT. What is on its way to one when the server dies comes a minute later.
    /// </param>
    public static async Task<Scene> Begin(int seed, IRun run, int contacts = ContactsUsual, bool pulls = true)
    {
        var scene = new Scene(seed, run, contacts, pulls);
        try
        {
            await scene.Server.Ready(ReadyWithin);
            await scene._callback.Start();
            await scene.Make();
            scene.Cast();
            scene.Play();
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL some moments after the load has got going, then a new process on the same data.</summary>
    public async Task KillAndRestart()
    {
        await GoOn();
        await Task.Delay(_random.Next(2_000));
        await Server.KillAndRestart(ReadyWithin);
    }

    /// <summary>Returns when contacts and agents have done more.</summary>
    public Task GoOn()
    {
        var (acknowledged, answered) = (Evidence.Sent.Count + _contactsInAll / 2, Evidence.Answers.Count + Agents);
        return Poll.Until(
            "the load goes on", TimeSpan.FromMinutes(3),
            () => Evidence.Sent.Count > acknowledged && Evidence.Answers.Count > answered,
            () => $"{Evidence.Sent.Count} MO, {Evidence.Answers.Count} answers.\n{Server.Output()}");
    }

    /// <summary>
    /// Contacts write no more and agents do nothing more, but stay at their streams. What had been begun is brought to
    /// its end first.
    /// </summary>
    public async Task ComeToRest(TimeSpan within)
    {
        await _contactsStop.CancelAsync();
        await _contacts.WaitAsync(within);
        await _workStop.CancelAsync();
        await _working.WaitAsync(within);
    }

    /// <summary>
    /// After <see cref="ComeToRest"/>: the same people go on, with what the server shows them from now on.
    /// </summary>
    public void PlayAgain()
    {
        _contactsStop.Dispose();
        _workStop.Dispose();
        (_contactsStop, _workStop) = (new CancellationTokenSource(), new CancellationTokenSource());
        Play();
    }

    /// <summary>Agents at rest forget what they were told by a server that is gone.</summary>
    public void Forget() => _agentPlayers.ForEach(agent => agent.Forget());

    /// <summary>Somebody who is no part of the play asks with the credentials of an adapter.</summary>
    public HttpClient Outsider()
    {
        var http = new HttpClient { BaseAddress = Server.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", _tenant!.ApiKey);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stop in (CancellationTokenSource[])[_giveUp, _contactsStop, _workStop, _listenStop])
            await stop.CancelAsync();
        await Task.WhenAll(_contacts, _working, _listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Server.DisposeAsync();
        await _callback.DisposeAsync();
        _tenant?.Dispose();
        Reader?.Dispose();
        _http.Dispose();
    }

    private async Task Make()
    {
        _tenant = await TenantSetup.Create(Server.Url, PlatformKey, new TenantPlan("proof")
        {
            Agents = Agents,
            ConversationsPerAgent = CapOfTenant,
            WaitingPerOnlineAgent = 1,
            Queues = Queues,
            Senders =
            [
                new SenderPlan("+34900100200", _callback.Url, _callback.Secret),
                Fetched("+34900100201"),
                new SenderPlan("+34900100202", _callback.Url, _callback.Secret),
                Fetched("+34900100203"),
            ],
        });
        foreach (var agent in _tenant.Agents.Take(AgentsWithOwnCap))
            await _tenant.Admin.Patch($"/v1/agents/{agent.Id}", new { maxConcurrentSessions = CapOfSome });
        Reader = new LogReader(Server.Url, _tenant.ApiKey);
        var ids = _tenant.Agents.Select(agent => agent.Id).ToArray();
        Rules = new Rules
        {
            CapOfAgent = ids.Index().ToDictionary(
                it => it.Item, it => it.Index < AgentsWithOwnCap ? CapOfSome : CapOfTenant),
            AgentsOfQueue = _tenant.Queues.Zip(Queues).ToDictionary(
                it => it.First, IReadOnlySet<string> (it) => ids[it.Second].ToHashSet()),
        };
    }

    private SenderPlan Fetched(string address) =>
        _pulls ? new SenderPlan(address) : new SenderPlan(address, _callback.Url, _callback.Secret);

    /// <summary>Everybody takes their place; those who only listen begin.</summary>
    private void Cast()
    {
        var targets = new AgentPlayer.Targets([.. _tenant!.Agents.Select(agent => agent.Id)], _tenant.Queues);
        _agentPlayers = [.. _tenant.Agents.Select(agent => new AgentPlayer(
            agent.Id, Client(agent.Client.Credential), Evidence, Faults, Fork(), targets))];
        var adapter = Client(_tenant.ApiKey);
        var pulls = _tenant.Senders.Where(sender => sender.Callback is null)
            .Select(sender => new PullAdapter(sender.Address, adapter, Evidence, Faults));
        _contactPlayers = [.. Enumerable.Range(0, _contactsInAll).Select(index => new ContactPlayer(
            SenderOf(index), $"+34600{index:000000}", adapter, Evidence, Faults, Fork()))];
        _listening = Task.WhenAll([
            .. _agentPlayers.Select(agent => agent.Listen(_listenStop.Token)),
            .. pulls.Select(pull => pull.Play(_listenStop.Token))]);
    }

    private void Play()
    {
        _working = Task.WhenAll(_agentPlayers.Select(agent => agent.Work(_workStop.Token, _giveUp.Token)));
        _contacts = Task.WhenAll(_contactPlayers.Select(contact => contact.Play(_contactsStop.Token, _giveUp.Token)));
    }

    private string SenderOf(int contact)
    {
        var served = Queues.Length - 1;
        return _tenant!.Senders[contact < ContactsOfNobody ? served : contact % served].Address;
    }

    private PatientClient Client(string credential) => new(_http, credential, Faults);

    private Random Fork() => new(_random.Next());
}
