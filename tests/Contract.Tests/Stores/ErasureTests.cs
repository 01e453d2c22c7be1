using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>What erasing leaves, slice by slice.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteStore _store = null!;

    public async Task InitializeAsync() => _store = await SqliteStore.Open(
        new SqliteOptions(_folder.File("store.db")), TimeProvider.System, NullLoggerFactory.Instance);

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_tenant_is_erased_in_slices_and_its_neighbour_stays()
    {
        for (var thread = 1; thread <= 4; thread++) await Closed(new ThreadScript(thread, contact: "+34611000001"));
        var neighbour = new ThreadScript(9, tenant: 2, contact: "+34622000002");
        await Closed(neighbour);
        var slices = 0;
        while (await _store.Erasures.EraseTenant(Some.Tenant(), rowsMax: 5) is var erased and > 0)
        {
            Assert.True(erased <= 5);
            slices++;
        }

        Assert.True(slices > 4);
        Assert.Null(await _store.Conversations.Load(Some.Tenant(), Some.Thread()));
        Assert.Empty(await _store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10));
        var left = await _store.Conversations.Load(Some.Tenant(2), neighbour.Thread);
        Assert.Equal(neighbour.State.Version, left!.Head.Version);
        Assert.True(await _store.Erasures.Settle());
        await _store.DisposeAsync();
        Assert.False(Holds("+34611000001"));
        Assert.True(Holds("+34622000002"));
        Assert.Equal(neighbour.State.Version, Count("select count(*) from event"));
        Assert.Equal(1, Count("select count(*) from seen"));
        _store = await SqliteStore.Open(
            new SqliteOptions(_folder.File("store.db")), TimeProvider.System, NullLoggerFactory.Instance);
    }

    [Fact]
    public void Every_table_that_is_somebodys_is_reached()
    {
        // Of the installation, not of a tenant; what goes by the tenant's id or the conversation's number under another
        // name; and hashes of logins, which go by themselves.
        string[] others =
        [
            "audit_head", "event", "installation", "platform_key", "schema_migration", "sign_in_failure",
            "sqlite_sequence", "tenant",
        ];
        using var database = new SqliteConnection($"data source={_folder.File("store.db")};pooling=false");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText =
            "select m.name from sqlite_master m where m.type = 'table' and not exists "
            + "(select 1 from pragma_table_info(m.name) where name in ('tenant', 'thread')) order by m.name";
        using var rows = command.ExecuteReader();
        var unreached = new List<string>();
        while (rows.Read()) unreached.Add(rows.GetString(0));
        Assert.Empty(unreached.Except(others));
    }

    [Fact]
    public async Task Cleared_history_leaves_a_frame_that_is_not_shown_and_from_which_the_thread_goes_on()
    {
        var script = new ThreadScript(1);
        await Closed(script);
        await Closed(script);
        var id = script.Head.Id;
        var version = script.State.Version;
        var slice = await _store.Erasures.ClearHistory(Some.Tenant(), null, 10);
        Assert.True(slice.Erased > 0);
        Assert.Null(slice.Next);

        Assert.Empty(await _store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10));
        Assert.Null(await _store.Conversations.Head(Some.Tenant(), id));
        Assert.Empty(await _store.Conversations.Events(Some.Tenant(), id, 1, 100));
        var loaded = (await _store.Conversations.Load(Some.Tenant(), script.Thread))!;
        Assert.Equal([typeof(Opened), typeof(Closed)], loaded.Events.Select(it => it.GetType()));
        var before = Conversation.Empty with
        {
            Thread = script.Thread,
            Version = loaded.Head.FirstVersion - 1,
            Ordinal = id.Ordinal - 1,
        };
        var state = ConversationFold.Evolve(before, [.. loaded.Events]);
        Assert.Equal((version, id.Ordinal), (state.Version, state.Ordinal));
        Assert.Equal(ConversationState.Closed, state.State);

        Assert.Equal(0, (await _store.Erasures.ClearHistory(Some.Tenant(), null, 10)).Erased);
        await Append(script.Open(at: 50));
        Assert.Equal(id.Ordinal + 1, Assert.Single(
            await _store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10)).Id.Ordinal);
        Assert.True(await _store.Erasures.Settle());
        Assert.False(Holds("Adiós"));
    }

    [Fact]
    public async Task Clearing_goes_on_behind_its_cursor_and_leaves_open_conversations_whole()
    {
        var open = new ThreadScript(3);
        await Append(open.Open(at: 30));
        await Closed(new ThreadScript(1));
        await Closed(new ThreadScript(2));
        var first = await _store.Erasures.ClearHistory(Some.Tenant(), null, 2);
        Assert.NotNull(first.Next);
        var second = await _store.Erasures.ClearHistory(Some.Tenant(), first.Next, 2);
        Assert.Null(second.Next);
        var shown = await _store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10);
        Assert.Equal(open.Head.Id, Assert.Single(shown).Id);
        Assert.Equal(3, (await _store.Conversations.Load(Some.Tenant(), open.Thread))!.Events.Count);
    }

    [Fact]
    public async Task Who_opted_out_or_is_blocked_stays_so()
    {
        var opted = new ThreadScript(1);
        await Append(opted.Open());
        await Append(opted.Step(null, null, new OptedOut(Some.At(1), By.Contact)));
        await Append(opted.Close());
        var blocked = new ThreadScript(2);
        await Append(blocked.Open());
        await Append(blocked.Step(null, null, new ContactBlocked(Some.At(1), By.Agent(Some.Agent()))));
        await Append(blocked.Close());
        await _store.Erasures.ClearHistory(Some.Tenant(), null, 10);
        var loaded = await _store.Conversations.Load(Some.Tenant(), opted.Thread);
        Assert.Contains(loaded!.Events, it => it is OptedOut);
        Assert.True(loaded.Head.OptedOut);
        var shown = Assert.Single(await _store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10));
        Assert.Equal((blocked.Thread, true), (shown.Id.Thread, shown.Blocked));
    }

    private async Task Closed(ThreadScript script)
    {
        await Append(script.Open(seen: new SeenKey(Guid.CreateVersion7())));
        await Append(script.Close());
    }

    private async Task Append(Append append) =>
        Assert.Equal(AppendOutcome.Appended, (await _store.Conversations.Append(append)).Outcome);

    private bool Holds(string text)
    {
        var needle = System.Text.Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(_folder.Path).Any(
            file => ReadShared(file).AsSpan().IndexOf(needle) >= 0);
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private long Count(string sql)
    {
        using var database = new SqliteConnection($"data source={_folder.File("store.db")};pooling=false");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
