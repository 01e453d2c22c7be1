using LiveChat.Storage.Agents;

namespace LiveChat.Contract.Tests.Stores;

public abstract class AgentStoreContract<TStore> : StoreContract<TStore> where TStore : StoreUnderTest, new()
{
    [SkippableFact]
    public async Task The_first_epoch_is_1_of_an_agent_that_is_offline_and_available()
    {
        var row = await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        Assert.Equal(new AgentRow(1, Online: false, "available", TakesNew: true), row);
    }

    [SkippableFact]
    public async Task Presence_and_status_are_remembered_by_the_next_epoch()
    {
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        Assert.True(await Store.Agents.SetPresence(
            Some.Tenant(), Some.Agent(), new AgentRow(1, Online: true, "training", TakesNew: false, Some.At(1))));
        Assert.Equal(
            new AgentRow(2, Online: true, "training", TakesNew: false, Some.At(1)),
            await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
    }

    [SkippableFact]
    public async Task Presence_of_another_epoch_changes_nothing()
    {
        Assert.False(await Store.Agents.SetPresence(Some.Tenant(), Some.Agent(), Phone(0)));
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        Assert.False(await Store.Agents.SetPresence(Some.Tenant(), Some.Agent(), Phone(2)));
        Assert.False(await Store.Agents.SetPresence(Some.Tenant(2), Some.Agent(), Phone(1)));
        Assert.Equal(
            new AgentRow(2, Online: false, "available", TakesNew: true),
            await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
    }

    [SkippableFact]
    public async Task A_row_is_found_as_it_was_written()
    {
        Assert.Null(await Store.Agents.Find(Some.Tenant(), Some.Agent()));
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        var row = new AgentRow(1, Online: false, "phone", TakesNew: false, Some.At(3));
        await Store.Agents.SetPresence(Some.Tenant(), Some.Agent(), row);
        Assert.Equal(row, await Store.Agents.Find(Some.Tenant(), Some.Agent()));
        await Store.Agents.SetPresence(Some.Tenant(), Some.Agent(), row with { DroppedAt = null });
        Assert.Equal(row with { DroppedAt = null }, await Store.Agents.Find(Some.Tenant(), Some.Agent()));
        Assert.Null(await Store.Agents.Find(Some.Tenant(2), Some.Agent()));
    }

    [SkippableFact]
    public async Task The_same_agent_id_of_another_tenant_is_another_agent()
    {
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        Assert.Equal(1, (await Store.Agents.RaiseEpoch(Some.Tenant(2), Some.Agent())).Epoch);
    }

    [SkippableFact]
    public async Task Retiring_and_restoring_raise_the_epoch_and_keep_the_status()
    {
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        await Store.Agents.SetPresence(
            Some.Tenant(), Some.Agent(), new AgentRow(1, Online: true, "training", TakesNew: false, Some.At(1)));
        await Store.Retire(Some.Tenant(), Some.Agent());
        await Store.Restore(Some.Tenant(), Some.Agent());
        Assert.Equal(
            new AgentRow(4, Online: true, "training", TakesNew: false, Some.At(1)),
            await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
    }

    [SkippableFact]
    public async Task Epochs_raised_at_once_are_all_different()
    {
        var rows = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(
            () => Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()).AsTask())));
        Assert.Equal(Enumerable.Range(1, 30).Select(it => (long)it), rows.Select(row => row.Epoch).Order());
    }

    private static AgentRow Phone(long epoch) => new(epoch, Online: true, "phone", TakesNew: false);
}

public sealed class AgentStoreInMemory : AgentStoreContract<MemoryUnderTest>;

public sealed class AgentStoreOnSqlite : AgentStoreContract<SqliteUnderTest>;

public sealed class AgentStoreOnPostgres : AgentStoreContract<PostgresUnderTest>;
