using LiveChat.Storage;
using LiveChat.Storage.Writing;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>Places for work on the database, which readers and writers share.</summary>
public sealed class FairPlacesSpecs
{
    [Fact]
    public async Task As_many_as_there_are_places_enter_at_once_and_the_next_waits()
    {
        var places = new FairPlaces(2);
        Assert.True(Enter(places, 1).IsCompletedSuccessfully);
        Assert.True(Enter(places, 1).IsCompletedSuccessfully);
        var waits = Enter(places, 1);
        Assert.False(waits.IsCompleted);
        places.Leave();
        await waits;
    }

    [Fact]
    public async Task A_place_goes_to_the_tenants_in_turn_however_many_of_one_wait()
    {
        var places = new FairPlaces(1);
        await Enter(places, 1);
        List<int> order = [];
        List<Task> all = [.. Enumerable.Range(0, 20).Select(_ => Use(1)), Use(2), Use(3)];
        places.Leave();
        await Task.WhenAll(all);
        Assert.Equal(22, order.Count);
        Assert.Equal([1, 2, 3, 1], order[..4]);

        async Task Use(int tenant)
        {
            await Enter(places, tenant);
            order.Add(tenant);
            places.Leave();
        }
    }

    [Fact]
    public async Task Who_gives_up_is_passed_over()
    {
        var places = new FairPlaces(1);
        await Enter(places, 1);
        using var giveUp = new CancellationTokenSource();
        var gone = places.Enter(Some.Tenant(2), giveUp.Token).AsTask();
        var waits = Enter(places, 3);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await places.Enter(Some.Tenant(2), giveUp.Token));
        places.Leave();
        await waits;
        places.Leave();
        Assert.True(Enter(places, 1).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_tenant_that_fills_the_room_is_busy_and_others_are_not()
    {
        var places = new FairPlaces(1, waitingMax: 4);
        await Enter(places, 1);
        Task[] waiting = [Enter(places, 1), Enter(places, 1)];
        await Assert.ThrowsAsync<StoreBusyException>(() => Enter(places, 1));
        var other = Enter(places, 2);
        for (var i = 0; i < 4; i++) places.Leave();
        await Task.WhenAll([.. waiting, other]);
    }

    /// <summary>A refusal is the task's.</summary>
    private static async Task Enter(FairPlaces places, int tenant) =>
        await places.Enter(Some.Tenant(tenant), CancellationToken.None);
}
