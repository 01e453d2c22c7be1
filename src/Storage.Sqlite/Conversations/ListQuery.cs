using System.Text;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Conversations;

/// <summary>
/// The list in its filters' combinations: the narrowest index that the filter allows is read backwards from the cursor,
/// and the other conditions are checked on its rows.
/// </summary>
internal static class ListQuery
{
    public static string Sql(ConversationFilter filter, bool afterCursor)
    {
        var open = filter.OpenOnly || filter.State is not null and not ConversationState.Closed;
        var index = filter.Contact is not null ? "conversation_contact"
            : filter.Agent is not null ? "conversation_agent"
            : filter.Queue is not null ? "conversation_queue"
            : open ? "conversation_open"
            : "conversation_opened";
        var sql = new StringBuilder($"select {HeadRow.Columns} from conversation indexed by {index} where tenant = ?1 "
            + $"and {ConversationSql.Shown}");
        if (filter.Contact is not null) sql.Append(" and contact = ?2");
        if (filter.Agent is not null) sql.Append(" and agent = ?3");
        if (filter.Queue is not null) sql.Append(" and queue = ?4");
        if (filter.State is not null) sql.Append(" and state = ?5");
        if (open) sql.Append(" and state <> 8");
        if (filter.From is not null) sql.Append(" and opened_at >= ?6");
        if (filter.To is not null) sql.Append(" and opened_at < ?7");
        if (afterCursor) sql.Append(" and (opened_at, thread, ordinal) < (?8, ?9, ?10)");
        return sql.Append(" order by opened_at desc, thread desc, ordinal desc limit ?11").ToString();
    }

    public static IReadOnlyList<ConversationHead> Run(
        Connection connection, TenantId tenant, ConversationFilter filter, ListCursor? after, int limit)
    {
        var list = connection.Prepared(Sql(filter, after is not null));
        list.Bind(1, tenant.Value);
        if (filter.Contact is { } contact) list.Bind(2, contact);
        if (filter.Agent is { } agent) list.Bind(3, agent.Value);
        if (filter.Queue is { } queue) list.Bind(4, queue.Value);
        if (filter.State is { } state) list.Bind(5, (long)state);
        if (filter.From is { } from) list.Bind(6, StoredValue.CeilingOf(from));
        if (filter.To is { } to) list.Bind(7, StoredValue.CeilingOf(to));
        if (after is { } last)
        {
            list.Bind(8, last.OpenedAt);
            list.Bind(9, last.Id.Thread.Value);
            list.Bind(10, last.Id.Ordinal);
        }

        list.Bind(11, limit);
        return list.ReadAll(HeadRow.Read);
    }
}
