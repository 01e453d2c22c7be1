namespace LiveChat.Storage;

/// <summary>
/// How values stand in columns: ids as 16 bytes, big-endian, which sort as the ids do; times as whole microseconds
/// since the Unix epoch, UTC.
/// </summary>
public static class StoredValue
{
    public static byte[] Of(Guid id) => id.ToByteArray(bigEndian: true);

    public static Guid ToGuid(ReadOnlySpan<byte> stored) => new(stored, bigEndian: true);

    /// <summary>What is finer than a microsecond is cut off.</summary>
    public static long Of(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// The first whole microsecond that is not before a time: for bounds of ranges over stored times.
    /// </summary>
    public static long CeilingOf(DateTimeOffset at) =>
        Of(at) + (at.UtcTicks % TimeSpan.TicksPerMicrosecond == 0 ? 0 : 1);

    public static DateTimeOffset ToTime(long microseconds) =>
        new(DateTimeOffset.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
