using LiveChat.Contract.Tests.Administration;
using LiveChat.Core.Fairness;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Writing;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>The queue in front of two writers: who is called when, and what they write.</summary>
public sealed class PacedGatheringSpecs
{
    private const int Flooding = 1;
    private const int Quiet = 2;

    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

    private readonly SetTime _time = new();
    private readonly PacedGathering<(int Tenant, int Number)> _gathering;
    private readonly int[] _added = new int[3];

    public PacedGatheringSpecs() => _gathering = Gathering(_time);

    [Fact]
    public async Task Who_takes_much_is_written_apart_while_the_others_writer_waits_for_others()
    {
        await MakeFloodingApart();
        var shared = Take(Side.Shared);
        Add(Flooding);
        Assert.Equal(Flooding, Assert.Single((await Take(Side.Apart))!).Tenant);
        Assert.False(shared.IsCompleted);
        Add(Quiet);
        Assert.Equal(Quiet, Assert.Single((await shared)!).Tenant);
    }

    [Fact]
    public async Task What_comes_during_a_rest_is_written_when_it_is_over_though_nothing_comes_then()
    {
        await MakeFloodingApart();
        await WriteApart();
        var next = Take(Side.Apart);
        Add(Flooding);
        Assert.False(next.IsCompleted);
        _time.Now += Pace<TenantId>.RestMax;
        Assert.Single((await next)!);
    }

    [Fact]
    public async Task What_rests_at_the_end_is_written_at_once()
    {
        await MakeFloodingApart();
        await WriteApart();
        var next = Take(Side.Apart);
        Add(Flooding);
        _gathering.End();
        Assert.Single((await next)!);
        _gathering.Done(Side.Apart, 1);
        Assert.Null(await Take(Side.Apart));
        Assert.Null(await Take(Side.Shared));
        Assert.Equal(Gathered.Ended, _gathering.Add(Some.Tenant(Quiet), (Quiet, 0)));
    }

    [Fact]
    public async Task What_changes_sides_calls_the_other_writer()
    {
        for (var i = 0; i < 50 * Pace<TenantId>.LittleMax; i++) Add(Flooding);
        Add(Quiet);
        var taken = await Take(Side.Shared);
        Add(Flooding);
        var apart = Take(Side.Apart);
        Assert.False(apart.IsCompleted);
        _time.Now += Pace<TenantId>.Window;
        _gathering.Done(Side.Shared, taken!.Count);
        _time.Now += Pace<TenantId>.RestMax;
        Assert.Single((await apart)!);
    }

    [Fact]
    public async Task Each_is_written_once_and_each_tenants_in_order_while_one_floods_and_others_do_not()
    {
        var gathering = Gathering(TimeProvider.System);
        var (written, floodWritten, apart) = (new int[3], new TaskCompletionSource(), new TaskCompletionSource());
        const int LastsFor = 20_000;
        const int ToOneOfQuiet = 64;
        using var quietsTurn = new SemaphoreSlim(0);
        var floodIsOver = 0;
        Task[] writers = [Write(Side.Shared), Write(Side.Apart)];
        await Task.WhenAll(Task.Run(Flood), Task.Run(Trickle)).WaitAsync(Ample);
        await floodWritten.Task.WaitAsync(Ample);
        gathering.End();
        await Task.WhenAll(writers).WaitAsync(Ample);
        Assert.Equal(_added, written);

        async Task Flood()
        {
            for (var i = 0; i < LastsFor || !apart.Task.IsCompleted; i++)
            {
                if (i % ToOneOfQuiet == 0)
                {
                    quietsTurn.Release();
                    await Task.Yield();
                }

                Hand(Flooding);
            }

            Volatile.Write(ref floodIsOver, 1);
            quietsTurn.Release();
            NoteFlood();
        }

        async Task Trickle()
        {
            while (true)
            {
                await quietsTurn.WaitAsync();
                if (Volatile.Read(ref floodIsOver) == 1) return;
                Hand(Quiet);
            }
        }

        void Hand(int tenant) => Assert.Equal(
            Gathered.Yes, gathering.Add(Some.Tenant(tenant), (tenant, _added[tenant]++)));

        async Task Write(Side side)
        {
            while (await gathering.Take(side) is { } batch)
            {
                foreach (var (tenant, number) in batch) Assert.Equal(number, written[tenant]++);
                if (side == Side.Apart) apart.TrySetResult();
                await Task.Yield();
                gathering.Done(side, batch.Count);
                NoteFlood();
            }
        }

        void NoteFlood()
        {
            if (Volatile.Read(ref floodIsOver) == 1 && Volatile.Read(ref written[Flooding]) == _added[Flooding])
                floodWritten.TrySetResult();
        }
    }

    private static PacedGathering<(int Tenant, int Number)> Gathering(TimeProvider time) =>
        new(100_000_000, 100_000, static (_, _) => Joining.Joins, time);

    private async Task MakeFloodingApart()
    {
        for (var i = 0; i < 50 * Pace<TenantId>.LittleMax; i++) Add(Flooding);
        Add(Quiet);
        _gathering.Done(Side.Shared, (await Take(Side.Shared))!.Count);
        _time.Now += Pace<TenantId>.Window;
    }

    /// <summary>After which who is apart rests as long as anybody does.</summary>
    private async Task WriteApart()
    {
        Add(Flooding);
        Assert.Single((await Take(Side.Apart))!);
        _time.Now += Pace<TenantId>.RestMax;
        _gathering.Done(Side.Apart, 1);
    }

    private void Add(int tenant) =>
        Assert.Equal(Gathered.Yes, _gathering.Add(Some.Tenant(tenant), (tenant, _added[tenant]++)));

    private Task<List<(int Tenant, int Number)>?> Take(Side side) => _gathering.Take(side).AsTask().WaitAsync(Ample);
}
