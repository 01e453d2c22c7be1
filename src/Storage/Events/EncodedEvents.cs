using System.Buffers;
using System.Text.Json;
using LiveChat.Core.Conversations;

namespace LiveChat.Storage.Events;

/// <summary>
/// The bodies of one append's events, encoded where the append is made and not on the writer's thread.
/// </summary>
public sealed class EncodedEvents
{
    private const int KeptBytesMax = 64 * 1024;

    [ThreadStatic]
    private static Scratch? _scratch;

    private readonly byte[] _bytes;
    private readonly int[] _ends;

    private EncodedEvents(byte[] bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
    }

    public static EncodedEvents Of(ReadOnlySpan<ConversationEvent> events)
    {
        var scratch = _scratch ?? new Scratch();
        // A nested use, or one that throws, makes its own.
        _scratch = null;
        var ends = new int[events.Length];
        for (var i = 0; i < events.Length; i++)
        {
            scratch.Json.Reset(scratch.Buffer);
            EventCodec.WriteBody(scratch.Json, events[i]);
            scratch.Json.Flush();
            ends[i] = scratch.Buffer.WrittenCount;
        }

        var bytes = scratch.Buffer.WrittenSpan.ToArray();
        scratch.Buffer.ResetWrittenCount();
        if (scratch.Buffer.Capacity <= KeptBytesMax) _scratch = scratch;
        return new EncodedEvents(bytes, ends);
    }

    public ReadOnlySpan<byte> Body(int index) => Memory(index).Span;

    /// <summary>The same for whoever keeps it until it has been sent.</summary>
    public ReadOnlyMemory<byte> Memory(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _bytes.AsMemory(start, _ends[index] - start);
    }

    private sealed class Scratch
    {
        public Scratch() => Json = new Utf8JsonWriter(
            Buffer, new JsonWriterOptions { Encoder = EventBody.Encoder });

        public ArrayBufferWriter<byte> Buffer { get; } = new(1024);

        public Utf8JsonWriter Json { get; }
    }
}
