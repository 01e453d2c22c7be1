using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Deadlines;

/// <summary>Bounds and reviews, within the lane's transaction.</summary>
internal sealed class DeadlineWriter(Connection connection)
{
    private readonly Statement _set = connection.Prepared(DeadlineSql.Set);
    private readonly Statement _move = connection.Prepared(DeadlineSql.Move);
    private readonly Statement _endReview = connection.Prepared(DeadlineSql.EndReview);

    public void Set(long number, ThreadId thread, DateTimeOffset? at)
    {
        _set.Bind(1, number);
        _set.Bind(2, at);
        _set.Bind(3, DeadlineShard.Of(thread));
        _set.Execute();
    }

    public bool Move(TenantId tenant, ConversationId conversation, long version, DateTimeOffset? at)
    {
        _move.Bind(1, conversation.Thread.Value);
        _move.Bind(2, conversation.Ordinal);
        _move.Bind(3, at);
        _move.Bind(4, DeadlineShard.Of(conversation.Thread));
        _move.Bind(5, tenant.Value);
        _move.Bind(6, version);
        return _move.Execute() == 1;
    }

    public bool EndReview(DeadlineReview review)
    {
        _endReview.Bind(1, review.Tenant.Value);
        _endReview.Bind(2, review.Queue?.Value ?? Guid.Empty);
        _endReview.Bind(3, review.Number);
        return _endReview.Execute() == 1;
    }
}
