using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Lists;

/// <summary>What lists in the order of one key share.</summary>
internal static class PageMaking
{
    /// <summary>The id that the cursor stands behind; the lowest of all at the start of the list.</summary>
    public static TId AfterId<TId>(this Page page, string list, Findings findings) where TId : struct, IGuidId<TId>
    {
        if (page.After(list, 1, findings) is not { } parts) return default;
        if (GuidId.TryParse<TId>(parts[0], out var id)) return id;
        findings.Add("cursor", "is not a cursor of this list");
        return default;
    }

    /// <summary>The same of ids without a type of their own; what is given instead, at the start of the list.</summary>
    public static Guid IdOr(this Page page, Guid atStart, string list, Findings findings)
    {
        if (page.After(list, 1, findings) is not { } parts) return atStart;
        if (Guid.TryParseExact(parts[0], "N", out var id)) return id;
        findings.Add("cursor", "is not a cursor of this list");
        return atStart;
    }

    /// <summary>One row more than the page holds tells that there is a next page.</summary>
    public static PageOf<TItem> ToPage<TRow, TItem>(
        this IReadOnlyList<TRow> rows, Page page, Func<TRow, TItem> item, Func<TRow, string> cursor) => new(
            [.. rows.Take(page.Limit).Select(item)],
            rows.Count > page.Limit ? cursor(rows[page.Limit - 1]) : null);
}
