using LiveChat.Storage.Administration.Caching;

namespace LiveChat.Contract.Tests.Administration;

public sealed class RememberedTests
{
    [Fact]
    public async Task A_value_is_read_once_whoever_asks()
    {
        var reads = 0;
        var remembered = new Remembered<int, int>(10, key => Task.FromResult(key + (100 * ++reads)));
        Assert.Equal(107, await remembered.Get(7));
        Assert.Equal(107, await remembered.Get(7));
        Assert.Equal(208, await remembered.Get(8));
    }

    [Fact]
    public async Task Who_asks_at_the_same_time_waits_for_one_reading()
    {
        var reads = 0;
        var value = new TaskCompletionSource<string>();
        var remembered = new Remembered<int, string>(10, _ => { reads++; return value.Task; });
        var waiting = Enumerable.Range(0, 5).Select(_ => remembered.Get(1).AsTask()).ToArray();
        value.SetResult("read");
        Assert.All(await Task.WhenAll(waiting), it => Assert.Equal("read", it));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_reading_that_began_before_the_forgetting_is_not_what_later_askers_get()
    {
        var readings = new List<TaskCompletionSource<string>>();
        var remembered = new Remembered<int, string>(10, _ =>
        {
            readings.Add(new TaskCompletionSource<string>());
            return readings[^1].Task;
        });
        var before = remembered.Get(1).AsTask();
        remembered.Forget(1);
        var after = remembered.Get(1).AsTask();
        readings[1].SetResult("new");
        readings[0].SetResult("old");
        Assert.Equal("old", await before);
        Assert.Equal("new", await after);
        Assert.Equal("new", await remembered.Get(1));
    }

    [Fact]
    public async Task A_reading_that_fails_is_told_to_its_askers_and_tried_again_by_the_next()
    {
        var reads = 0;
        var remembered = new Remembered<int, int>(10, _ => ++reads == 1
            ? Task.FromException<int>(new InvalidOperationException("away"))
            : Task.FromResult(reads));
        await Assert.ThrowsAsync<InvalidOperationException>(() => remembered.Get(1).AsTask());
        Assert.Equal(2, await remembered.Get(1));
    }

    [Fact]
    public async Task An_asker_who_gives_up_does_not_end_the_reading_for_others()
    {
        var value = new TaskCompletionSource<int>();
        var remembered = new Remembered<int, int>(10, _ => value.Task);
        using var impatience = new CancellationTokenSource();
        var impatient = remembered.Get(1, impatience.Token).AsTask();
        var patient = remembered.Get(1).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        value.SetResult(3);
        Assert.Equal(3, await patient);
    }

    [Fact]
    public async Task Which_are_forgotten_may_be_chosen()
    {
        var reads = 0;
        var remembered = new Remembered<int, int>(10, _ => Task.FromResult(++reads));
        await remembered.Get(1);
        await remembered.Get(2);
        remembered.Forget(key => key == 1);
        Assert.Equal(2, await remembered.Get(2));
        Assert.Equal(3, await remembered.Get(1));
    }

    [Fact]
    public async Task No_more_is_kept_than_there_is_room_for()
    {
        var read = new List<int>();
        var remembered = new Remembered<int, int>(16, key => { read.Add(key); return Task.FromResult(key); });
        for (var key = 0; key < 1_000; key++) Assert.Equal(key, await remembered.Get(key));
        read.Clear();
        for (var key = 0; key < 1_000; key++) await remembered.Get(key);
        Assert.InRange(read.Count, 1_000 - 16, 1_000);
    }
}
