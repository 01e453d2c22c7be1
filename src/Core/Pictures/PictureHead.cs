using System.Buffers.Binary;

namespace LiveChat.Core.Pictures;

public enum PictureFormat : byte
{
    Png = 1,
    Jpeg,
    Webp,
}

/// <summary>
/// What a picture says of itself at its beginning: PNG (ISO/IEC 15948), JPEG (ITU-T T.81), WebP (RFC 9649). Nothing is
/// decoded.
/// </summary>
public sealed record PictureHead(PictureFormat Format, int Width, int Height)
{
    /// <summary>The signature, and the length and name of the first chunk, which is always the header.</summary>
    private static readonly byte[] _png =
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8];

    /// <summary>Null for what is none of the formats, and for a picture of no size.</summary>
    public static PictureHead? Read(ReadOnlySpan<byte> content)
    {
        var head = OfPng(content) ?? OfJpeg(content) ?? OfWebp(content);
        return head is { Width: > 0, Height: > 0 } ? head : null;
    }

    private static PictureHead? OfPng(ReadOnlySpan<byte> content) =>
        content.Length >= 24 && content.StartsWith(_png)
            ? new(
                PictureFormat.Png, BinaryPrimitives.ReadInt32BigEndian(content[16..]),
                BinaryPrimitives.ReadInt32BigEndian(content[20..]))
            : null;

    /// <summary>The size stands in the frame's header, after segments of any length.</summary>
    private static PictureHead? OfJpeg(ReadOnlySpan<byte> content)
    {
        if (content is not [0xFF, 0xD8, 0xFF, ..]) return null;
        var rest = content[2..];
        while (rest is [0xFF, var marker, ..])
        {
            if (marker == 0xFF)
            {
                rest = rest[1..]; // Markers may be filled up.
                continue;
            }

            if (rest.Length < 9) return null;
            if (IsFrame(marker))
                return new(
                    PictureFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(rest[7..]),
                    BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || length + 2 > rest.Length) return null;
            rest = rest[(length + 2)..];
        }

        return null;
    }

    /// <summary>SOF0 to SOF15, but for DHT, JPG and DAC, which stand among them.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static PictureHead? OfWebp(ReadOnlySpan<byte> content)
    {
        if (content.Length < 30 || !content.StartsWith("RIFF"u8) || !content[8..].StartsWith("WEBP"u8)) return null;
        var chunk = content[12..16];
        var data = content[20..];
        if (chunk.SequenceEqual("VP8X"u8)) return Webp(1 + Little24(data[4..]), 1 + Little24(data[7..]));
        if (chunk.SequenceEqual("VP8L"u8) && data[0] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return Webp(1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return chunk.SequenceEqual("VP8 "u8) && data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? Webp(
                BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF)
            : null;
    }

    private static PictureHead Webp(int width, int height) => new(PictureFormat.Webp, width, height);

    private static int Little24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
