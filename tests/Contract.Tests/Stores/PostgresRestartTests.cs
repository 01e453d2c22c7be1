using System.Collections.Concurrent;
using LiveChat.Outside;
using LiveChat.Outside.Postgres;
using LiveChat.Storage;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>
/// The server goes away under appends and comes back: what was acknowledged is there, and nobody starts anew.
/// </summary>
public sealed class PostgresRestartTests(OwnPostgres own) : IClassFixture<OwnPostgres>, IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private PostgresStore? _opened;

    private PostgresStore Store => _opened ?? throw new InvalidOperationException("The store is closed.");

    public async Task InitializeAsync()
    {
        Skip.IfNot(PostgresServer.IsInstalled, "PostgreSQL is not installed.");
        _opened = await PostgresStore.Open(
            new PostgresOptions(await own.Server.NewDatabase()), TimeProvider.System, NullLoggerFactory.Instance);
    }

    public async Task DisposeAsync()
    {
        if (_opened is not null) await _opened.DisposeAsync();
    }

    [SkippableFact]
    public async Task Everything_acknowledged_is_there_after_a_crash_of_the_server()
    {
        ConcurrentDictionary<int, ThreadScript> acknowledged = [];
        var refused = 0;
        using var ended = new CancellationTokenSource();
        var numbers = 0;
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(Write)).ToList();
        await Poll.Until("some are acknowledged", _patience, () => acknowledged.Count > 200);

        await own.Server.Stop();
        await Poll.Until("some are refused", _patience, () => Volatile.Read(ref refused) > 20);
        Assert.False(Store.Health.Last.Serves);
        Assert.False((await Store.Health.Check()).Serves);
        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await Store.Conversations.Load(Some.Tenant(), Some.Thread()));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await Store.Administration.Read((context, _) => Task.FromResult(context.Tenants.Count())));
        var before = acknowledged.Count;

        await own.Server.StartAgain();
        await Poll.Until("more are acknowledged", _patience, () => acknowledged.Count > before + 200);
        Assert.True(Store.Health.Last.Serves);
        await ended.CancelAsync();
        await Task.WhenAll(writers);

        foreach (var (number, script) in acknowledged)
        {
            var loaded = await Store.Conversations.Load(script.Tenant, script.Thread);
            Assert.Equal(script.Head, loaded!.Head);
            Assert.Equal(script.Head.Version, loaded.Events.Count);
            Assert.NotNull(await Store.Conversations.FindSeen(script.Tenant, Some.Key(number)));
        }

        async Task Write()
        {
            while (!ended.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref numbers);
                var script = new ThreadScript(number);
                try
                {
                    var result = await Store.Conversations.Append(script.Open(seen: Some.Key(number)));
                    Assert.Equal(AppendOutcome.Appended, result.Outcome);
                    acknowledged[number] = script;
                }
                catch (StoreUnavailableException trouble)
                {
                    Assert.NotEmpty(trouble.Message);
                    Interlocked.Increment(ref refused);
                }
            }
        }
    }

    [SkippableFact]
    public async Task Who_was_idle_during_a_restart_does_not_notice_it()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var epoch = (await Store.Agents.RaiseEpoch(script.Tenant, Some.Agent())).Epoch;
        foreach (var signal in (string[])["INT", "QUIT"])
        {
            await own.Server.Stop(signal);
            await own.Server.StartAgain();
            await Appended(script.Receive());
            Assert.Equal(script.Head, (await Store.Conversations.Load(script.Tenant, script.Thread))!.Head);
            await Store.Installation.Set("name", new byte[] { 1 });
            await Store.Outbox.Record([new(script.Tenant, new(script.Thread, 1), null, null, Some.At(1))]);
            Assert.True((await Store.Agents.RaiseEpoch(script.Tenant, Some.Agent())).Epoch > epoch);
            Assert.True(Store.Health.Last.Serves);
        }
    }

    [SkippableFact]
    public async Task A_server_that_is_away_at_the_start_is_refused_as_unavailable()
    {
        var options = new PostgresOptions(await own.Server.NewDatabase());
        await own.Server.Stop();
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => PostgresStore.Open(options, TimeProvider.System, NullLoggerFactory.Instance));
        await own.Server.StartAgain();
        await using var store = await PostgresStore.Open(options, TimeProvider.System, NullLoggerFactory.Instance);
        Assert.Equal((long)Migrations.All.Length, await PostgresServer.Execute(
            options.ConnectionString, "select max(number) from schema_migration"));
    }

    private async Task Appended(Append append) =>
        Assert.Equal(AppendOutcome.Appended, (await Store.Conversations.Append(append)).Outcome);
}

/// <summary>A server that only the tests of one class use, and may stop.</summary>
public sealed class OwnPostgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.IsInstalled) Server = await PostgresServer.StartOwn();
    }

    public async Task DisposeAsync()
    {
        if (PostgresServer.IsInstalled) await Server.DisposeAsync();
    }
}
