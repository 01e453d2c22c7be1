namespace LiveChat.Bench.Floor;

/// <summary>The least that durable intake on a database can be.</summary>
public interface IFloorStore : IDisposable
{
    /// <summary>Returns when it is on disk: true when it was new, false when its id had been taken before.</summary>
    ValueTask<bool> Take(FloorWrite write);
}
