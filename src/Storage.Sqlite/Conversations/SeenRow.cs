using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Conversations;

/// <summary>What a key was first answered, as its row; for the writer and for readers.</summary>
internal static class SeenRow
{
    public static SeenAnswer? Find(Statement find, TenantId tenant, SeenKey key)
    {
        find.Bind(1, tenant.Value);
        find.Bind(2, key.Value);
        if (!find.Step()) return null;
        var id = new ConversationId(new ThreadId(find.Id(0)), (int)find.Integer(1));
        var answer = new SeenAnswer(id, find.Integer(2), find.Time(3));
        find.Reset();
        return answer;
    }
}
