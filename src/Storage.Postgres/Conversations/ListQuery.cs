using System.Text;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Conversations;

/// <summary>
/// The list in its filters' combinations: an index that a filter allows is read backwards from the cursor, and the
/// other conditions are checked on its rows.
/// </summary>
internal static class ListQuery
{
    public static NpgsqlBatchCommand Of(TenantId tenant, ConversationFilter filter, ListCursor? after, int limit)
    {
        var list = Statement.Of("").With(tenant.Value);
        var sql = new StringBuilder(
            $"select {HeadRow.Columns} from conversation where tenant = $1::uuid and {ConversationSql.Shown}");
        if (filter.Contact is { } contact) sql.Append($" and contact = {Place(list.With(contact))}::text");
        if (filter.Agent is { } agent) sql.Append($" and agent = {Place(list.With(agent.Value))}::uuid");
        if (filter.Queue is { } queue) sql.Append($" and queue = {Place(list.With(queue.Value))}::uuid");
        if (filter.State is { } state) sql.Append($" and state = {Place(list.With((long)state))}::bigint");
        if (filter.OpenOnly || filter.State is not null and not ConversationState.Closed) sql.Append(" and state <> 8");
        if (filter.From is { } from)
            sql.Append($" and opened_at >= {Place(list.With(StoredValue.CeilingOf(from)))}::bigint");
        if (filter.To is { } to) sql.Append($" and opened_at < {Place(list.With(StoredValue.CeilingOf(to)))}::bigint");
        if (after is { } last)
        {
            sql.Append($" and (opened_at, thread, ordinal) < ({Place(list.With(last.OpenedAt))}::bigint, ")
                .Append($"{Place(list.With(last.Id.Thread.Value))}::uuid, ")
                .Append($"{Place(list.With((long)last.Id.Ordinal))}::bigint)");
        }

        sql.Append(" order by opened_at desc, thread desc, ordinal desc limit ")
            .Append($"{Place(list.With((long)limit))}::bigint");
        list.CommandText = sql.ToString();
        return list;
    }

    /// <summary>The place of the value that was added last.</summary>
    private static string Place(NpgsqlBatchCommand added) => $"${added.Parameters.Count}";
}
