using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Erasures;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>What erasing leaves, slice by slice.</summary>
public abstract class ErasureContract<TStore> : StoreContract<TStore> where TStore : ErasableStore, new()
{
    private ErasableStore Erasable => (ErasableStore)Store;

    [SkippableFact]
    public async Task A_tenant_is_erased_in_slices_and_its_neighbour_stays()
    {
        for (var thread = 1; thread <= 4; thread++) await Closed(new ThreadScript(thread, contact: "+34611000001"));
        var neighbour = new ThreadScript(9, tenant: 2, contact: "+34622000002");
        await Closed(neighbour);
        var slices = 0;
        while (await Erasable.Erasures.EraseTenant(Some.Tenant(), rowsMax: 5) is var erased and > 0)
        {
            Assert.True(erased <= 5);
            slices++;
        }

        Assert.True(slices > 4);
        Assert.Null(await Store.Conversations.Load(Some.Tenant(), Some.Thread()));
        Assert.Empty(await Store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10));
        var left = await Store.Conversations.Load(Some.Tenant(2), neighbour.Thread);
        Assert.Equal(neighbour.State.Version, left!.Head.Version);
        Assert.True(await Erasable.Erasures.Settle());
        Assert.False(await Erasable.Holds("+34611000001"));
        Assert.True(await Erasable.Holds("+34622000002"));
        Assert.Equal(neighbour.State.Version, await Erasable.Read("select count(*) from event"));
        Assert.Equal(1L, await Erasable.Read("select count(*) from seen"));
    }

    [SkippableFact]
    public async Task Every_table_that_is_somebodys_is_reached()
    {
        // Of the installation, not of a tenant; what goes by the tenant's id or the conversation's number under another
        // name; and hashes of logins, which go by themselves.
        string[] others =
        [
            "audit_head", "event", "installation", "platform_key", "schema_migration", "sign_in_failure",
            "sqlite_sequence", "tenant",
        ];
        var unreached = (string)(await Erasable.Read(Erasable.TablesWithoutTenantOrThread))!;
        Assert.Contains("event", unreached, StringComparison.Ordinal);
        Assert.Empty(unreached.Split(' ').Except(others));
    }

    [SkippableFact]
    public async Task Cleared_history_leaves_a_frame_that_is_not_shown_and_from_which_the_thread_goes_on()
    {
        var script = new ThreadScript(1);
        await Closed(script);
        await Closed(script);
        var id = script.Head.Id;
        var version = script.State.Version;
        var slice = await Erasable.Erasures.ClearHistory(Some.Tenant(), null, 10);
        Assert.True(slice.Erased > 0);
        Assert.Null(slice.Next);

        Assert.Empty(await Store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10));
        Assert.Null(await Store.Conversations.Head(Some.Tenant(), id));
        Assert.Empty(await Store.Conversations.Events(Some.Tenant(), id, 1, 100));
        var loaded = (await Store.Conversations.Load(Some.Tenant(), script.Thread))!;
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

        Assert.Equal(0, (await Erasable.Erasures.ClearHistory(Some.Tenant(), null, 10)).Erased);
        await Appended(script.Open(at: 50));
        Assert.Equal(id.Ordinal + 1, Assert.Single(
            await Store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10)).Id.Ordinal);
        Assert.True(await Erasable.Erasures.Settle());
        Assert.False(await Erasable.Holds("Adiós"));
    }

    [SkippableFact]
    public async Task Clearing_goes_on_behind_its_cursor_and_leaves_open_conversations_whole()
    {
        var open = new ThreadScript(3);
        await Appended(open.Open(at: 30));
        await Closed(new ThreadScript(1));
        await Closed(new ThreadScript(2));
        var first = await Erasable.Erasures.ClearHistory(Some.Tenant(), null, 2);
        Assert.NotNull(first.Next);
        var second = await Erasable.Erasures.ClearHistory(Some.Tenant(), first.Next, 2);
        Assert.Null(second.Next);
        var shown = await Store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10);
        Assert.Equal(open.Head.Id, Assert.Single(shown).Id);
        Assert.Equal(3, (await Store.Conversations.Load(Some.Tenant(), open.Thread))!.Events.Count);
    }

    [SkippableFact]
    public async Task Who_opted_out_or_is_blocked_stays_so()
    {
        var opted = new ThreadScript(1);
        await Appended(opted.Open());
        await Appended(opted.Step(null, null, new OptedOut(Some.At(1), By.Contact)));
        await Appended(opted.Close());
        var blocked = new ThreadScript(2);
        await Appended(blocked.Open());
        await Appended(blocked.Step(null, null, new ContactBlocked(Some.At(1), By.Agent(Some.Agent()))));
        await Appended(blocked.Close());
        await Erasable.Erasures.ClearHistory(Some.Tenant(), null, 10);
        var loaded = await Store.Conversations.Load(Some.Tenant(), opted.Thread);
        Assert.Contains(loaded!.Events, it => it is OptedOut);
        Assert.True(loaded.Head.OptedOut);
        var shown = Assert.Single(await Store.Conversations.List(Some.Tenant(), new ConversationFilter(), null, 10));
        Assert.Equal((blocked.Thread, true), (shown.Id.Thread, shown.Blocked));
    }

    private async Task Closed(ThreadScript script)
    {
        await Appended(script.Open(seen: new SeenKey(Guid.CreateVersion7())));
        await Appended(script.Close());
    }
}

/// <summary>A store whose database can be looked into.</summary>
public abstract class ErasableStore : StoreUnderTest
{
    public abstract IErasureStore Erasures { get; }

    /// <summary>Their names, parted by spaces, as one value.</summary>
    public abstract string TablesWithoutTenantOrThread { get; }

    /// <summary>The first value that a statement answers.</summary>
    public abstract Task<object?> Read(string sql);

    /// <summary>Whether a text is anywhere in what the database keeps.</summary>
    public abstract Task<bool> Holds(string text);
}

public sealed class ErasureOnSqlite : ErasureContract<SqliteUnderTest>;

public sealed class ErasureOnPostgres : ErasureContract<PostgresUnderTest>;
