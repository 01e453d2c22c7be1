using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using LiveChat.Contracts.Actors;
using LiveChat.Engine.Wire;
using LiveChat.Storage;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace LiveChat.Grains.Wire;

/// <summary>
/// An envelope as bytes: its kind; then of a message or an answer its number (big-endian, 0 for null) and its JSON, of
/// a refusal its cause and its text. Of a message that is traced the kind is marked, and its <see cref="TraceParent"/>
/// follows before its number.
/// </summary>
[RegisterSerializer]
internal sealed class EnvelopeCodec : IFieldCodec<Envelope>
{
    private const int KeptBytesMax = 64 * 1024;

    /// <summary>With the kind.</summary>
    private const byte IsTraced = 0x80;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    private enum Cause : byte
    {
        Other = 0,
        StoreUnavailable = 1,
        StoreBusy = 2,
        Unreachable = 3,
    }

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, Envelope? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value)) return;
        ArgumentNullException.ThrowIfNull(value);
        var scratch = _scratch ?? new ArrayBufferWriter<byte>(1024);
        // A nested use, or one that throws, makes its own.
        _scratch = null;
        Write(value, scratch);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(Envelope), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)scratch.WrittenCount);
        writer.Write(scratch.WrittenSpan);
        scratch.ResetWrittenCount();
        if (scratch.Capacity <= KeptBytesMax) _scratch = scratch;
        value.Arrived();
    }

    public Envelope ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference)
        {
            return ReferenceCodec.ReadReference<Envelope, TInput>(ref reader, field)
                ?? throw new InvalidDataException("Nothing where an envelope is.");
        }

        field.EnsureWireType(WireType.LengthPrefixed);
        var place = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        var length = (int)reader.ReadVarUInt32();
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            reader.ReadBytes(bytes.AsSpan(0, length));
            var envelope = Read(bytes.AsSpan(0, length));
            ReferenceCodec.RecordObject(reader.Session, envelope, place);
            return envelope;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    internal static void Write(Envelope envelope, IBufferWriter<byte> to)
    {
        to.Write([(byte)(envelope.Cause is null ? (byte)envelope.Kind : (byte)envelope.Kind | IsTraced)]);
        if (envelope.Cause is { } cause) Encoding.ASCII.GetBytes(cause, to);
        switch (envelope.Kind)
        {
            case EnvelopeKind.Message or EnvelopeKind.Answer:
                var number = to.GetSpan(sizeof(ushort));
                BinaryPrimitives.WriteUInt16BigEndian(
                    number, envelope.Content is null ? (ushort)0 : MessageCodec.NumberOf(envelope.Content));
                to.Advance(sizeof(ushort));
                if (envelope.Content is { } content) MessageCodec.Write(content, to);
                break;
            case EnvelopeKind.Busy or EnvelopeKind.Fault:
                var refusal = (Exception)envelope.Content!;
                to.Write([(byte)CauseOf(refusal)]);
                Encoding.UTF8.GetBytes(refusal.Message, to);
                break;
            case EnvelopeKind.Revive:
                break;
            default:
                throw new InvalidOperationException($"An envelope of no kind: {envelope.Kind}.");
        }
    }

    /// <exception cref="InvalidDataException">A node of another version sent it.</exception>
    internal static Envelope Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) throw new InvalidDataException("An empty envelope.");
        var kind = (EnvelopeKind)(bytes[0] & ~IsTraced);
        var rest = bytes[1..];
        string? cause = null;
        if ((bytes[0] & IsTraced) != 0)
        {
            cause = Encoding.ASCII.GetString(rest[..TraceParent.Characters]);
            rest = rest[TraceParent.Characters..];
        }

        return kind switch
        {
            EnvelopeKind.Message or EnvelopeKind.Answer => new Envelope(kind, Content(rest)) { Cause = cause },
            EnvelopeKind.Busy => new Envelope(kind, new ActorBusyException(Encoding.UTF8.GetString(rest[1..]))),
            EnvelopeKind.Fault => new Envelope(kind, Fault((Cause)rest[0], Encoding.UTF8.GetString(rest[1..]))),
            EnvelopeKind.Revive => Envelope.Revive,
            _ => throw new InvalidDataException($"An envelope of a kind that this program does not know: {kind}."),
        };
    }

    private static object? Content(ReadOnlySpan<byte> bytes)
    {
        var number = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return number == 0 ? null : MessageCodec.Read(number, bytes[sizeof(ushort)..]);
    }

    private static Cause CauseOf(Exception refusal) => refusal.InnerException switch
    {
        StoreUnavailableException => Cause.StoreUnavailable,
        StoreBusyException => Cause.StoreBusy,
        ActorUnreachableException => Cause.Unreachable,
        _ => Cause.Other,
    };

    private static ActorFaultedException Fault(Cause cause, string text) => new(text, cause switch
    {
        Cause.StoreUnavailable => new StoreUnavailableException(text),
        Cause.StoreBusy => new StoreBusyException(text),
        Cause.Unreachable => new ActorUnreachableException(text),
        _ => null,
    });
}

/// <summary>Envelopes are immutable: within a node they are passed on as they are.</summary>
[RegisterCopier]
internal sealed class EnvelopeCopier : IDeepCopier<Envelope>
{
    public Envelope? DeepCopy(Envelope? input, CopyContext context) => input;
}
