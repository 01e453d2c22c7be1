using System.Collections.Concurrent;

namespace LiveChat.Process.Tests.Cast;

/// <summary>What no player should ever meet, such as a 500 or a wrong signature. The test wants it empty.</summary>
public sealed class Faults
{
    private readonly ConcurrentQueue<string> _all = new();

    public IReadOnlyCollection<string> All => _all;

    public void Add(string what) => _all.Enqueue(what);
}
