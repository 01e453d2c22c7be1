using LiveChat.Storage.Agents;

namespace LiveChat.Contract.Tests.Stores;

public abstract class AgentStoreContract<TStore> : StoreContract<TStore> where TStore : StoreUnderTest, new()
{
    [Fact]
    public async Task The_first_epoch_is_1_of_an_agent_that_is_offline_and_available()
    {
        var row = await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        Assert.Equal(new AgentRow(1, Online: false, "available", TakesNew: true), row);
    }

    [Fact]
    public async Task Presence_and_status_are_remembered_by_the_next_epoch()
    {
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        Assert.True(await Store.Agents.SetPresence(Some.Tenant(), Some.Agent(), 1, true, "training", false));
        Assert.Equal(
            new AgentRow(2, Online: true, "training", TakesNew: false),
            await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
    }

    [Fact]
    public async Task Presence_of_another_epoch_changes_nothing()
    {
        Assert.False(await Store.Agents.SetPresence(Some.Tenant(), Some.Agent(), 0, true, "phone", false));
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        Assert.False(await Store.Agents.SetPresence(Some.Tenant(), Some.Agent(), 2, true, "phone", false));
        Assert.False(await Store.Agents.SetPresence(Some.Tenant(2), Some.Agent(), 1, true, "phone", false));
        Assert.Equal(
            new AgentRow(2, Online: false, "available", TakesNew: true),
            await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
    }

    [Fact]
    public async Task The_same_agent_id_of_another_tenant_is_another_agent()
    {
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        Assert.Equal(1, (await Store.Agents.RaiseEpoch(Some.Tenant(2), Some.Agent())).Epoch);
    }

    [Fact]
    public async Task Retiring_and_restoring_raise_the_epoch_and_keep_the_status()
    {
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        await Store.Agents.SetPresence(Some.Tenant(), Some.Agent(), 1, true, "training", false);
        await Store.Retire(Some.Tenant(), Some.Agent());
        await Store.Restore(Some.Tenant(), Some.Agent());
        Assert.Equal(
            new AgentRow(4, Online: true, "training", TakesNew: false),
            await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
    }

    [Fact]
    public async Task Epochs_raised_at_once_are_all_different()
    {
        var rows = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(
            () => Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()).AsTask())));
        Assert.Equal(Enumerable.Range(1, 30).Select(it => (long)it), rows.Select(row => row.Epoch).Order());
    }
}

public sealed class AgentStoreInMemory : AgentStoreContract<MemoryUnderTest>;

public sealed class AgentStoreOnSqlite : AgentStoreContract<SqliteUnderTest>;
