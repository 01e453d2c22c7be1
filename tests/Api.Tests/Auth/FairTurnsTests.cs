using LiveChat.Api.Auth;

namespace LiveChat.Api.Tests.Auth;

public sealed class FairTurnsTests
{
    private readonly FairTurns _turns = new(places: 1, max: 10, ofSourceMax: 6);
    private readonly List<string> _served = [];
    private readonly TaskCompletionSource _first = new();

    [Fact]
    public async Task Sources_take_turns_however_much_one_of_them_asks()
    {
        List<Task> asked = [Occupy()];
        for (var i = 0; i < 5; i++) asked.Add(Ask("loud"));
        asked.Add(Ask("quiet"));
        asked.Add(Ask("calm"));
        _first.SetResult();
        await Task.WhenAll(asked);
        Assert.Equal("loud quiet calm loud loud loud loud", string.Join(' ', _served));
    }

    [Fact]
    public async Task A_source_may_only_have_its_share_waiting_and_all_only_so_many()
    {
        List<Task> asked = [Occupy()];
        for (var i = 0; i < 6; i++) asked.Add(Ask("loud"));
        await Assert.ThrowsAsync<PasswordsBusyException>(() => Ask("loud"));
        for (var i = 0; i < 3; i++) asked.Add(Ask("quiet"));
        await Assert.ThrowsAsync<PasswordsBusyException>(() => Ask("calm"));
        _first.SetResult();
        await Task.WhenAll(asked);
        await Ask("loud");
    }

    [Fact]
    public async Task Who_gives_up_makes_way_for_the_next()
    {
        using var giveUp = new CancellationTokenSource();
        List<Task> asked = [Occupy()];
        var gone = Enumerable.Range(0, 5).Select(_ => Ask("gone", giveUp.Token)).ToList();
        asked.Add(Ask("stays"));
        await giveUp.CancelAsync();
        foreach (var task in gone) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        _first.SetResult();
        await Task.WhenAll(asked);
        Assert.Equal(["stays"], _served);
        for (var i = 0; i < 3; i++) await Ask("later");
    }

    [Fact]
    public async Task Work_that_fails_gives_its_place_back()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _turns.Run<int>(
            "one", () => throw new InvalidOperationException(), CancellationToken.None));
        await Ask("two");
        Assert.Equal(["two"], _served);
    }

    private Task Occupy() => _turns.Run(
        "first",
        async () =>
        {
            await _first.Task;
            return 0;
        },
        CancellationToken.None);

    private Task Ask(string source, CancellationToken cancel = default) => _turns.Run(
        source,
        () =>
        {
            _served.Add(source);
            return Task.FromResult(0);
        },
        cancel);
}
