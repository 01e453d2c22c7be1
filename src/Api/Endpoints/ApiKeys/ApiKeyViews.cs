using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Endpoints.ApiKeys;

/// <summary>Makes views of API keys out of their rows and of what was metered.</summary>
internal sealed class ApiKeyViews(KeyMeter meter, TimeProvider time)
{
    private const int MonthsMax = 12;

    /// <summary>One that has just been made.</summary>
    public ApiKeyView OfNew(ApiKeyRow row) => View(row, [], ThisMonth);

    /// <summary>All of one tenant, at most one page.</summary>
    public async ValueTask<IReadOnlyList<ApiKeyView>> Of(
        TenantId tenant, IReadOnlyList<ApiKeyRow> rows, CancellationToken cancel)
    {
        var month = ThisMonth;
        var usage = await meter.Read(tenant, [.. rows.Select(row => row.Id)], month, cancel);
        return [.. rows.Select(row => View(row, usage[row.Id], month))];
    }

    public async ValueTask<ApiKeyView> WithMonths(ApiKeyRow row, CancellationToken cancel)
    {
        var month = ThisMonth;
        var yearAgo = UsageCount.MonthOf(time.GetUtcNow().AddMonths(1 - MonthsMax));
        var usage = (await meter.Read(row.Tenant, [row.Id], yearAgo, cancel))[row.Id].ToList();
        return View(row, usage, month) with
        {
            Months = [.. usage.OrderByDescending(it => it.Month).Select(KeyUsageView.Of)],
        };
    }

    private int ThisMonth => UsageCount.MonthOf(time.GetUtcNow());

    private ApiKeyView View(ApiKeyRow row, IEnumerable<UsageCount> usage, int month) => new(
        row.Id.ToString("N"), row.Name, row.Prefix, row.Scopes, row.ExpiresAt, row.CreatedAt,
        row.PreviousUntil > time.GetUtcNow() ? row.PreviousUntil : null, meter.LastUseOf(row),
        KeyUsageView.Of(usage.FirstOrDefault(it => it.Month == month) with { Month = month }));
}
