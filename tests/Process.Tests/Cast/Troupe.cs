using LiveChat.Auditor;
using LiveChat.Outside;

namespace LiveChat.Process.Tests.Cast;

/// <summary>A tenant with everybody around it, and what they saw.</summary>
public sealed class Troupe : IAsyncDisposable
{
    private readonly CancellationTokenSource _listenStop = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly TroupePlan _plan;
    private readonly IRun _server;
    private readonly Faults _faults;
    private readonly Random _random;
    private readonly CallbackAdapter _callback;
    private CancellationTokenSource _contactsStop = new();
    private CancellationTokenSource _workStop = new();
    private List<AgentPlayer> _agentPlayers = [];
    private List<ContactPlayer> _contactPlayers = [];
    private TenantAccess? _tenant;
    private Task _contacts = Task.CompletedTask;
    private Task _working = Task.CompletedTask;
    private Task _listening = Task.CompletedTask;

    public Troupe(TroupePlan plan, IRun server, Faults faults, Random random)
    {
        (_plan, _server, _faults, _random) = (plan, server, faults, random);
        _callback = new CallbackAdapter(Evidence, faults, Fork());
    }

    public string Name => _plan.Slug;

    public Evidence Evidence { get; } = new();

    public Rules Rules { get; private set; } = null!;

    public LogReader Reader { get; private set; } = null!;

    public string ApiKey => _tenant!.ApiKey;

    /// <summary>The tenant is made, its agents are at their streams and its adapters at work when it returns.</summary>
    public async Task Gather(string platformKey, HttpClient http)
    {
        await _callback.Start();
        _tenant = await TenantSetup.Create(_server.Url, platformKey, _plan.Tenant(_callback));
        foreach (var agent in _tenant.Agents.Take(_plan.AgentsWithOwnCap))
            await _tenant.Admin.Patch($"/v1/agents/{agent.Id}", new { maxConcurrentSessions = _plan.OwnCap });
        Reader = new LogReader(_server.Url, _tenant.ApiKey);
        Rules = _plan.Rules(_tenant);
        Cast(http);
    }

    public void Play()
    {
        _working = Task.WhenAll(_agentPlayers.Select(agent => agent.Work(_workStop.Token, _giveUp.Token)));
        _contacts = Task.WhenAll(_contactPlayers.Select(contact => contact.Play(_contactsStop.Token, _giveUp.Token)));
    }

    /// <summary>Returns when contacts and agents have done more.</summary>
    public Task GoOn()
    {
        var acknowledged = Evidence.Sent.Count + _contactPlayers.Count / 2;
        var answered = Evidence.Answers.Count + _agentPlayers.Count;
        return Poll.Until(
            $"the load of {Name} goes on", TimeSpan.FromMinutes(3),
            () => Evidence.Sent.Count > acknowledged && Evidence.Answers.Count > answered,
            () => $"{Evidence.Sent.Count} MO, {Evidence.Answers.Count} answers.\n{_server.Output()}");
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

    /// <summary>Everybody leaves; the server may go then.</summary>
    public async Task Leave()
    {
        foreach (var stop in (CancellationTokenSource[])[_giveUp, _contactsStop, _workStop, _listenStop])
            await stop.CancelAsync();
        await Task.WhenAll(_contacts, _working, _listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await Leave();
        await _callback.DisposeAsync();
        _tenant?.Dispose();
        Reader?.Dispose();
    }

    /// <summary>Everybody takes their place; those who only listen begin.</summary>
    private void Cast(HttpClient http)
    {
        var targets = new AgentPlayer.Targets([.. _tenant!.Agents.Select(agent => agent.Id)], _tenant.Queues);
        _agentPlayers = [.. _tenant.Agents.Select(agent => new AgentPlayer(
            agent.Id, Client(agent.Client.Credential), Evidence, _faults, Fork(), targets))];
        var adapter = Client(_tenant.ApiKey);
        var pulls = _tenant.Senders.Where(sender => sender.Callback is null)
            .Select(sender => new PullAdapter(sender.Address, adapter, Evidence, _faults));
        _contactPlayers = [.. _plan.Contacts.Select(contact => new ContactPlayer(
            contact.Sender, contact.Address, adapter, Evidence, _faults, Fork()))];
        _listening = Task.WhenAll([
            .. _agentPlayers.Select(agent => agent.Listen(_listenStop.Token)),
            .. pulls.Select(pull => pull.Play(_listenStop.Token))]);

        PatientClient Client(string credential) => new(http, credential, _faults);
    }

    private Random Fork() => new(_random.Next());
}
