using System.Collections.Immutable;
using LiveChat.Auditor;

namespace LiveChat.Process.Tests.Cast;

/// <summary>
/// The real program with everybody around it: a tenant with four queues (one without agents) and a sender each, two by
/// callback and two by pull, or all by callback; 40 agents, some of two queues, some with a cap of their own; 200
/// contacts, more than there is room for. Beside it a neighbour: a tenant of one agent, to whom a few of the same
/// people write.
/// </summary>
public sealed class Scene : IAsyncDisposable
{
    public const string PlatformKey = "process-tests-platform-key-0123456789";
    public const int ContactsUsual = 200;
    private const int Agents = 40;
    private const int ContactsOfNobody = 10;
    private const int ContactsOfNeighbour = 4;
    private const string SenderOfNeighbour = "+34900100300";

    private static readonly ImmutableArray<Range> Queues = [new(0, 16), new(12, 28), new(28, Agents), new(0, 0)];
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly Troupe _main;
    private readonly Random _random;

    private Scene(int seed, IRun run, int contacts, bool pulls)
    {
        _random = new Random(seed);
        Server = run;
        _http = new HttpClient(run.Door()) { BaseAddress = Server.Url, Timeout = Timeout.InfiniteTimeSpan };
        _main = Troupe(Proof(contacts, pulls));
        Troupes = [_main, Troupe(Neighbour())];
    }

    public Faults Faults { get; } = new();

    public IRun Server { get; }

    /// <summary>The tenant that all is about, and its neighbour.</summary>
    public ImmutableArray<Troupe> Troupes { get; }

    /// <summary>What was seen around the tenant that all is about.</summary>
    public Evidence Evidence => _main.Evidence;

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
            foreach (var troupe in scene.Troupes) await troupe.Gather(PlatformKey, scene._http);
            foreach (var troupe in scene.Troupes) troupe.Play();
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

    /// <summary>Returns when contacts and agents of both tenants have done more.</summary>
    public Task GoOn() => Task.WhenAll(Troupes.Select(troupe => troupe.GoOn()));

    /// <inheritdoc cref="Cast.Troupe.ComeToRest"/>
    public Task ComeToRest(TimeSpan within) => Task.WhenAll(Troupes.Select(troupe => troupe.ComeToRest(within)));

    /// <inheritdoc cref="Cast.Troupe.PlayAgain"/>
    public void PlayAgain()
    {
        foreach (var troupe in Troupes) troupe.PlayAgain();
    }

    /// <inheritdoc cref="Cast.Troupe.Forget"/>
    public void Forget()
    {
        foreach (var troupe in Troupes) troupe.Forget();
    }

    /// <summary>How much each troupe has seen until now.</summary>
    public ImmutableArray<EvidenceMark> Mark() => [.. Troupes.Select(troupe => troupe.Evidence.Mark())];

    /// <summary>Somebody who is no part of the play asks with the credentials of an adapter.</summary>
    public HttpClient Outsider()
    {
        var http = new HttpClient { BaseAddress = Server.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", _main.ApiKey);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Troupes.Select(troupe => troupe.Leave()));
        await Server.DisposeAsync();
        foreach (var troupe in Troupes) await troupe.DisposeAsync();
        _http.Dispose();
    }

    private static TroupePlan Proof(int contacts, bool pulls)
    {
        ImmutableArray<(string Address, bool Pulls)> senders =
        [
            ("+34900100200", false), ("+34900100201", pulls), ("+34900100202", false), ("+34900100203", pulls),
        ];
        return new TroupePlan("proof")
        {
            Agents = Agents,
            AgentsWithOwnCap = 10,
            Queues = Queues,
            Senders = senders,
            Contacts = [.. Enumerable.Range(0, contacts).Select(index => (AddressOf(index), SenderOf(index)))],
        };

        string SenderOf(int contact)
        {
            var served = Queues.Length - 1;
            return senders[contact < ContactsOfNobody ? served : contact % served].Address;
        }
    }

    /// <summary>Its contacts write to the other tenant, too: the same numbers, with the same ids of messages.</summary>
    private static TroupePlan Neighbour() => new("neighbour")
    {
        Agents = 1,
        Queues = [Range.All],
        Senders = [(SenderOfNeighbour, false)],
        Contacts =
        [
            .. Enumerable.Range(ContactsOfNobody, ContactsOfNeighbour)
                .Select(index => (AddressOf(index), SenderOfNeighbour)),
        ],
    };

    private static string AddressOf(int contact) => $"+34600{contact:000000}";

    private Troupe Troupe(TroupePlan plan) => new(plan, Server, Faults, new Random(_random.Next()));
}
