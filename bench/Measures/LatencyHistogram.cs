using System.Numerics;

namespace LiveChat.Bench.Measures;

/// <summary>
/// Counts durations in buckets that are at most 1/64 of their value wide, from 1 µs up to some hours. Recording is one
/// interlocked addition; percentiles are read when nobody records.
/// </summary>
public sealed class LatencyHistogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;

    private readonly long[] _counts = new long[(36 - SubBucketBits) * SubBuckets];

    public long Count => _counts.Sum();

    /// <summary>What is below zero counts as zero.</summary>
    public void Record(TimeSpan duration)
    {
        var microseconds = (long)Math.Max(0, duration.TotalMicroseconds);
        Interlocked.Increment(ref _counts[Math.Min(Bucket(microseconds), _counts.Length - 1)]);
    }

    /// <summary>In milliseconds; 0 when nothing was recorded.</summary>
    public double Percentile(double percent)
    {
        var rank = (long)Math.Ceiling(Count * percent / 100);
        if (rank == 0) return 0;
        long seen = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
            if ((seen += _counts[bucket]) >= rank) return UpperEdge(bucket) / 1000.0;
        throw new InvalidOperationException("The counts do not add up.");
    }

    private static int Bucket(long microseconds)
    {
        if (microseconds < SubBuckets) return (int)microseconds;
        var shift = BitOperations.Log2((ulong)microseconds) - SubBucketBits;
        return (shift + 1) * SubBuckets + (int)(microseconds >> shift) - SubBuckets;
    }

    private static long UpperEdge(int bucket)
    {
        if (bucket < SubBuckets) return bucket;
        var shift = bucket / SubBuckets - 1;
        return (long)(bucket % SubBuckets + SubBuckets + 1) << shift;
    }
}
