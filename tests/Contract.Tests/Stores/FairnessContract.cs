using LiveChat.Storage;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Conversations;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>
/// A tenant that writes very much, while the database makes everybody wait: another's write does not wait for all of
/// that, and finds room.
/// </summary>
public abstract class FairnessContract : IAsyncLifetime
{
    private const int Flooding = 1;
    private const int Quiet = 2;
    private const int BatchMax = 4;
    private const string QuietContact = "+34600999999";

    protected static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

    protected abstract StoreUnderTest Store { get; }

    protected abstract IAdministrationDatabase Administration { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Store.Close();

    [SkippableFact]
    public async Task A_tenant_that_floods_delays_another_by_the_batch_under_way_and_no_more()
    {
        await Open(BatchMax, waitingMax: 1_000);
        List<Task<AppendResult>> handedIn = [];
        await using (await Hold())
        {
            for (var number = 1; number <= 100; number++) handedIn.Add(Begin(Flooding, number));
            handedIn.Add(Begin(Quiet, 1_001));
            for (var number = 101; number <= 120; number++) handedIn.Add(Begin(Flooding, number));
        }

        Assert.All(await Task.WhenAll(handedIn), it => Assert.Equal(AppendOutcome.Appended, it.Outcome));
        var before = await Read(
            "select count(*) from conversation where number < "
            + $"(select number from conversation where contact = '{QuietContact}')");
        Assert.InRange(Convert.ToInt64(before, null), 0, 2 * BatchMax - 1);
    }

    [SkippableFact]
    public async Task What_an_agents_epoch_decides_takes_its_turn_as_appends_do()
    {
        await Open(BatchMax, waitingMax: 1_000);
        List<Task<AppendResult>> flood = [];
        Task<long> raised;
        await using (await Hold())
        {
            for (var number = 1; number <= 100; number++) flood.Add(Begin(Flooding, number));
            raised = RaiseAndCount();
        }

        Assert.InRange(await raised, 0, 3 * BatchMax);
        Assert.All(await Task.WhenAll(flood), it => Assert.Equal(AppendOutcome.Appended, it.Outcome));

        async Task<long> RaiseAndCount()
        {
            var script = new ThreadScript(1_001, Quiet, contact: QuietContact);
            var (opened, epoch) = (
                Store.Conversations.Append(script.Open()).AsTask(),
                Store.Agents.RaiseEpoch(Some.Tenant(Quiet), Some.Agent()).AsTask());
            var assigned = Store.Conversations.Append(script.Assign(epoch: 1)).AsTask();
            Assert.Equal(
                [AppendOutcome.Appended, AppendOutcome.Appended],
                (await Task.WhenAll(opened, assigned)).Select(it => it.Outcome));
            Assert.Equal(1, (await epoch).Epoch);
            return Convert.ToInt64(
                await Read(
                    "select count(*) from conversation where number < "
                    + $"(select number from conversation where contact = '{QuietContact}')"), null);
        }
    }

    [SkippableFact]
    public async Task A_tenant_that_fills_the_queue_is_busy_and_others_find_room()
    {
        const int WaitingMax = 40;
        await Open(BatchMax, WaitingMax);
        List<Task<AppendResult>> taken = [];
        await using (await Hold())
        {
            var number = 1;
            while (Begin(Flooding, number) is var append && !IsBusy(append))
            {
                taken.Add(append);
                Assert.InRange(number++, 1, WaitingMax / 2 + BatchMax);
            }

            // The writer may have taken a batch since, and made room for as many.
            List<Task> raises = [];
            while (raises is [] || !raises[^1].IsFaulted)
            {
                raises.Add(Store.Agents.RaiseEpoch(Some.Tenant(Flooding), Some.Agent()).AsTask());
                Assert.InRange(raises.Count, 1, BatchMax + 1);
            }

            await Assert.ThrowsAsync<StoreBusyException>(() => raises[^1]);
            for (var other = 2; other <= 4; other++)
            {
                var append = Begin(other, 1_000 * other);
                Assert.False(IsBusy(append));
                taken.Add(append);
            }
        }

        Assert.All(await Task.WhenAll(taken), it => Assert.Equal(AppendOutcome.Appended, it.Outcome));
        Assert.Equal(AppendOutcome.Appended, (await Begin(Flooding, 999)).Outcome);
    }

    [SkippableFact]
    public async Task Administrative_changes_are_made_of_each_tenant_in_turn()
    {
        await Open(BatchMax, waitingMax: 1_000);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<int> order = [];
        List<Task> all = [.. Enumerable.Range(0, 60).Select(_ => Change(Flooding)), Change(Quiet), Change(Flooding)];
        gate.SetResult();
        await Task.WhenAll(all);
        Assert.Equal(all.Count, order.Count);
        Assert.InRange(order.IndexOf(Quiet), 0, 2);

        Task Change(int tenant) => Administration.For(Some.Tenant(tenant)).Write(async (_, _) =>
        {
            await gate.Task;
            order.Add(tenant);
            return true;
        }).AsTask();
    }

    [SkippableFact]
    public async Task Administrative_reads_are_made_of_each_tenant_in_turn()
    {
        const int AtOnceMax = 8;
        await Open(BatchMax, waitingMax: 1_000);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<int> order = [];
        List<Task> all = [.. Enumerable.Range(0, 60).Select(_ => Read(Flooding)), Read(Quiet), Read(Flooding)];
        gate.SetResult();
        await Task.WhenAll(all);
        Assert.Equal(all.Count, order.Count);
        Assert.InRange(order.IndexOf(Quiet), 0, 3 * AtOnceMax);

        Task Read(int tenant) => Administration.For(Some.Tenant(tenant)).Read(async (_, _) =>
        {
            await gate.Task;
            lock (order) order.Add(tenant);
            return true;
        }).AsTask();
    }

    [SkippableFact]
    public async Task A_tenant_whose_changes_fill_the_queue_is_busy_and_others_find_room()
    {
        const int WaitingMax = 40;
        await Open(BatchMax, WaitingMax);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<Task<int>> taken = [];
        Task<int> change;
        while (!(change = Change(Flooding)).IsFaulted)
        {
            taken.Add(change);
            Assert.InRange(taken.Count, 1, WaitingMax / 2 + BatchMax);
        }

        await Assert.ThrowsAsync<StoreBusyException>(() => change);
        for (var other = 2; other <= 4; other++) taken.Add(Change(other));
        gate.SetResult();
        await Task.WhenAll(taken);

        Task<int> Change(int tenant) => Administration.For(Some.Tenant(tenant)).Write(async (_, _) =>
        {
            await gate.Task;
            return tenant;
        }).AsTask();
    }

    /// <summary>One writer, with these bounds, that waits for a lock as long as it takes.</summary>
    protected abstract Task Open(int batchMax, int waitingMax);

    /// <summary>Nobody can write until it is disposed.</summary>
    protected abstract Task<IAsyncDisposable> Hold();

    protected abstract Task<object?> Read(string sql);

    /// <summary>A refusal is there at once, since nothing is written while the database is held.</summary>
    private static bool IsBusy(Task<AppendResult> append) =>
        append.IsCompletedSuccessfully && append.Result.Outcome == AppendOutcome.Busy;

    private Task<AppendResult> Begin(int tenant, int thread) => Store.Conversations.Append(
        new ThreadScript(thread, tenant, contact: tenant == Quiet ? QuietContact : "+34600111222").Open()).AsTask();
}
