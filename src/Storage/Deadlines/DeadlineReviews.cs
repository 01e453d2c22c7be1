using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Deadlines;

/// <summary>
/// What the administration writes with a change of rules, inside its own transaction: an obligation to look at the open
/// conversations, which a crash cannot lose.
/// </summary>
public static class DeadlineReviews
{
    /// <summary>The number of this asking.</summary>
    public static async Task<long> OweReview(
        this AdministrationContext context, TenantId tenant, QueueId? queue, CancellationToken cancel = default)
    {
        var (ofTenant, ofQueue) = (context.Stored(tenant.Value), context.Stored(queue?.Value ?? Guid.Empty));
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into deadline_review (tenant, queue, number) values ({ofTenant}, {ofQueue}, 1)
            on conflict (tenant, queue) do update set number = deadline_review.number + 1
            """,
            cancel);
        return await context.Database.SqlQuery<long>(
            $"select number as \"Value\" from deadline_review where tenant = {ofTenant} and queue = {ofQueue}")
            .SingleAsync(cancel);
    }
}
