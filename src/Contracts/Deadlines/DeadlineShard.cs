using System.Buffers.Binary;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Deadlines;

/// <summary>Which shard keeps the deadlines of a thread. The number of shards is part of the storage format.</summary>
public static class DeadlineShard
{
    public const int Count = 16;

    public static int Of(ThreadId thread)
    {
        Span<byte> bytes = stackalloc byte[16];
        thread.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes) % Count);
    }
}
