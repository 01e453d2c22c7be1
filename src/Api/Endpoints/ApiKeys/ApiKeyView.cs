using System.Globalization;
using System.Text.Json.Serialization;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Endpoints.ApiKeys;

/// <summary>An API key without the key, which is shown once, in the answer to its making or rotation.</summary>
/// <param name="PreviousUntil">While the key before the last rotation still works: the end of that.</param>
/// <param name="Usage">This month's, in UTC.</param>
public sealed record ApiKeyView(
    string Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt, DateTimeOffset? PreviousUntil, DateTimeOffset? LastUsedAt, KeyUsageView Usage)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>By month, the latest first, at most 12; where one key was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<KeyUsageView>? Months { get; init; }
}

/// <summary>What came with a key in one month.</summary>
/// <param name="Month">As 2026-11.</param>
/// <param name="SuccessRate">The share answered with a status below 400; null while there was none.</param>
/// <param name="AverageLatencyMilliseconds">Without what long polls waited; null while there was none.</param>
public sealed record KeyUsageView(
    string Month, long Requests, double? SuccessRate, double? AverageLatencyMilliseconds)
{
    public static KeyUsageView Of(UsageCount count)
    {
        var month = string.Create(CultureInfo.InvariantCulture, $"{count.Month / 100:0000}-{count.Month % 100:00}");
        if (count.Requests == 0) return new KeyUsageView(month, 0, null, null);
        return new KeyUsageView(
            month, count.Requests,
            Math.Round((double)(count.Requests - count.Failures) / count.Requests, 4),
            Math.Round(count.Microseconds / 1_000d / count.Requests, 3));
    }
}
