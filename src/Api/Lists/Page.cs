using System.Globalization;
using LiveChat.Api.Validation;

namespace LiveChat.Api.Lists;

/// <summary>Which part of a list is wanted: <c>?limit=</c> 1–200 (50 by default) and <c>?cursor=</c>.</summary>
public readonly record struct Page(int Limit, string? Cursor)
{
    public const int LimitDefault = 50;
    public const int LimitMax = 200;

    public static Page Of(HttpRequest request, Findings findings)
    {
        var limit = LimitDefault;
        var given = request.Query["limit"];
        if (given.Count > 0 && (given.Count > 1
            || !int.TryParse(given[0], NumberStyles.None, CultureInfo.InvariantCulture, out limit)
            || limit is < 1 or > LimitMax))
        {
            findings.Add("limit", $"must be a whole number from 1 to {LimitMax}");
            limit = LimitDefault;
        }

        var cursor = request.Query["cursor"];
        return new Page(limit, cursor.Count == 0 ? null : cursor.ToString());
    }

    /// <summary>
    /// The parts of the cursor; null at the start of the list, or when it is not one of this list (noted).
    /// </summary>
    public string[]? After(string list, int count, Findings findings)
    {
        if (Cursor is null) return null;
        if (Lists.Cursor.TryParse(list, Cursor, count, out var parts)) return parts;
        findings.Add("cursor", "is not a cursor of this list");
        return null;
    }

    /// <summary>
    /// The version to go on from in a conversation's log; 0 at its start, or when the cursor is none (noted).
    /// </summary>
    public long AfterVersion(string list, Findings findings)
    {
        if (After(list, 1, findings) is not [var text]) return 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return version;
        findings.Add("cursor", "is not a cursor of this list");
        return 0;
    }
}

/// <summary>Part of a list; <c>Next</c> is the cursor of the following part, null at the end.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);
