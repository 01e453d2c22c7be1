using LiveChat.Storage.Postgres.Raw;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>A write of a row whose epoch fences appends, in its turn among them.</summary>
internal interface IFenceWork
{
    FenceKey Key { get; }

    /// <summary>Adds its statement, whose answer becomes the result.</summary>
    void AddTo(RoundTrip trip);
}

/// <summary>Which row it is. Locks are taken in the order of these keys.</summary>
internal readonly record struct FenceKey(bool IsQueue, Guid Tenant, Guid Of) : IComparable<FenceKey>
{
    public int CompareTo(FenceKey other) =>
        (IsQueue, Tenant, Of).CompareTo((other.IsQueue, other.Tenant, other.Of));
}
