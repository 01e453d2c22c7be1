using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Conversations;

/// <summary>What a key was first answered, as its row.</summary>
internal static class SeenRow
{
    public static SeenAnswer Read(NpgsqlDataReader row) => new(
        new ConversationId(new ThreadId(row.Id(2)), (int)row.Integer(3)), row.Integer(4), row.Time(5));

    public static NpgsqlBatchCommand Insert(IReadOnlyList<AppendWork> of) => Statement.Of(ConversationSql.InsertSeen)
        .Ids(of, static it => it.Append.Tenant.Value)
        .Ids(of, static it => it.Append.Seen!.Value.Value)
        .Ids(of, static it => it.Append.Thread.Value)
        .Numbers(of, static it => it.Append.Head.Id.Ordinal)
        .Numbers(of, static it => it.Append.FirstVersion)
        .Times(of, static it => it.Append.Events[0].At);
}
