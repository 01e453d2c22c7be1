using LiveChat.Storage.Events;
using LiveChat.Storage.Postgres.Outbox;
using LiveChat.Storage.Postgres.Questionnaires;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Conversations;

/// <summary>The rows of appends that passed their gates, a statement for each table that gets some.</summary>
internal static class AppendRows
{
    public static RoundTrip Add(RoundTrip to, IReadOnlyList<AppendWork> passed)
    {
        Add(to, [.. passed.Where(it => it.Opens)], HeadRow.Insert);
        Add(to, [.. passed.Where(it => !it.Opens && Turns(it))], HeadRow.Turn);
        Add(to, [.. passed.Where(it => !it.Opens && !Turns(it))], HeadRow.Advance);
        Add(to, [.. passed.SelectMany(Events)], InsertEvents);
        // In the order of the keys, like everybody's: who waits for another's key is never waited for by that one.
        Add(
            to,
            [
                .. passed.Where(it => it.Append.Seen is not null)
                    .OrderBy(it => it.Append.Tenant.Value).ThenBy(it => it.Append.Seen!.Value.Value),
            ],
            SeenRow.Insert);
        Add(to, [.. passed.SelectMany(OutboxRow.Of)], OutboxRow.Insert);
        foreach (var work in passed) QuestionnaireRow.Add(to, work.Append);
        return to;
    }

    private static void Add<T>(RoundTrip to, T[] rows, Func<IReadOnlyList<T>, NpgsqlBatchCommand> statement)
    {
        if (rows is not []) to.Do(statement(rows));
    }

    private static bool Turns(AppendWork work) => work.Head.StateVersion != work.Before!.StateVersion;

    private static IEnumerable<(AppendWork Work, int Index)> Events(AppendWork work) =>
        Enumerable.Range(0, work.Append.Events.Length).Select(index => (work, index));

    private static NpgsqlBatchCommand InsertEvents(IReadOnlyList<(AppendWork Work, int Index)> of) =>
        Statement.Of(ConversationSql.InsertEvents)
            .Numbers(of, static it => it.Work.Number)
            .Numbers(of, static it => it.Work.Append.FirstVersion + it.Index)
            .Texts(of, static it => EventCodec.TypeOf(it.Work.Append.Events[it.Index]))
            .Times(of, static it => it.Work.Append.Events[it.Index].At)
            .Bytes(of, static it => it.Work.Bodies.Memory(it.Index));
}
