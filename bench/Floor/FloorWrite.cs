namespace LiveChat.Bench.Floor;

/// <summary>One MO on its way to the disk. <c>Taken</c> completes after the commit: true when it was new.</summary>
public sealed class FloorWrite
{
    private readonly TaskCompletionSource<bool> _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required byte[] Thread { get; init; }
    public required byte[] SeenKey { get; init; }
    public required byte[] Body { get; init; }
    public required FloorMo Mo { get; init; }
    public required DateTimeOffset At { get; init; }

    public bool IsNew { get; set; }

    public Task<bool> Taken => _taken.Task;

    public void Complete() => _taken.SetResult(IsNew);

    public void Fail(Exception why) => _taken.SetException(why);
}
