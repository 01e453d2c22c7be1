using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Avatars;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Queues;
using LiveChat.Storage.Administration.Senders;
using LiveChat.Storage.Administration.Tenants;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>Administration over a store of its own, with actors that only note what they are told.</summary>
internal sealed class Office : IAsyncDisposable
{
    public Office(OfficeStore store)
    {
        Store = store;
        Directory = new CachedDirectory(store.Administration, Seal, new Gallery());
        Credentials = new CachedCredentials(store.Administration, Time, NullLogger<CachedCredentials>.Instance);
        Commands = new AdministrationCommands(
            store.Administration, [Directory, Credentials], Actors, Time, Request, Actors);
    }

    public SetTime Time { get; } = new();

    public OfficeStore Store { get; }

    public ToldActors Actors { get; } = new();

    public SetActor Request { get; } = new();

    public ReversingSeal Seal { get; } = new();

    public CachedDirectory Directory { get; }

    public CachedCredentials Credentials { get; }

    public AdministrationCommands Commands { get; }

    public static async Task<Office> Open<TStore>() where TStore : OfficeStore, new()
    {
        var store = new TStore();
        await store.Open();
        return new Office(store);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    /// <summary>Runs a command that is not refused.</summary>
    public async Task<T> Do<T>(Func<Change, Task<Outcome<T>>> command)
    {
        var outcome = await Commands.Run(command);
        Assert.Equal(Refusal.None, outcome.Refusal);
        return outcome.Value!;
    }

    public async Task<TenantRow> Tenant()
    {
        var order = new NewTenant(
            "acme", "Acme", "UTC", "es", Seats: 5, LiveChat: true, null, new NewAdmin("ana", "Ana", null, "hash"));
        return (await Do(change => TenantCommands.Create(change, order))).Tenant;
    }

    public Task<MemberRow> Agent(TenantId tenant, string username, params QueueId[] queues) => Do(
        change => AgentCommands.Create(change, tenant, new NewAgent(
            username, username, null, "hash", Role.Agent, null, true, [], [.. queues])));

    public Task<QueueRow> Queue(TenantId tenant, string name = "Support") => Do(
        change => QueueCommands.Create(
            change, tenant, new NewQueue(name, QueueStrategy.LongestIdle, QueueMode.Auto, [])));
}

/// <summary>Notes what is told.</summary>
internal sealed class ToldActors : IActors, ILocalActors
{
    public List<(ActorId To, IMessage Message)> Told { get; } = [];

    /// <summary>What those of this process were told, of one tenant or of all.</summary>
    public List<(ActorKind Kind, TenantId? Tenant, IMessage Message)> ToldHere { get; } = [];

    /// <summary>Runs before a tell is noted.</summary>
    public Action<ActorId> Telling { get; set; } = _ => { };

    /// <summary>Runs before <see cref="TellAll"/> is noted.</summary>
    public Action TellingHere { get; set; } = () => { };

    public ValueTask<TReply> Ask<TReply>(ActorId to, IAsk<TReply> message, CancellationToken cancel = default) =>
        throw new NotSupportedException("Administrative commands only tell.");

    public void Tell(ActorId to, IMessage message)
    {
        Telling(to);
        lock (Told) Told.Add((to, message));
    }

    public void TellAll(ActorKind kind, TenantId? tenant, IMessage message)
    {
        TellingHere();
        lock (Told) ToldHere.Add((kind, tenant, message));
    }
}

/// <summary>Pictures by their ids.</summary>
internal sealed class Gallery : IAvatarAddresses
{
    public string Of(AvatarId avatar) => $"https://gallery.test/{avatar}";
}

/// <summary>Enough of a seal to see that it is used.</summary>
internal sealed class ReversingSeal : ISecretSeal
{
    public string Seal(string secret) => new([.. secret.Reverse()]);

    public string Open(string sealedSecret) => new([.. sealedSecret.Reverse()]);
}
