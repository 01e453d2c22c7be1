using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Erasures;
using LiveChat.Storage.Events;
using LiveChat.Storage.Postgres.Conversations;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Erasures;

/// <summary>Clears conversations, or makes frames of them.</summary>
internal sealed class HistoryClearing(NpgsqlConnection connection)
{
    public async Task<ClearedSlice> Slice(TenantId tenant, ListCursor? after, int conversationsMax)
    {
        var slice = await connection.ReadAll(
            Statement.Of(ErasureSql.NewestFirst).With(tenant.Value)
                .With(after?.OpenedAt ?? DateTimeOffset.MaxValue)
                .With(after?.Id.Thread.Value ?? Guid.AllBitsSet)
                .With(after?.Id.Ordinal ?? long.MaxValue)
                .With((long)conversationsMax),
            static row => (
                Number: row.Integer(0), State: (ConversationState)row.Integer(1),
                Cursor: new ListCursor(
                    row.Time(2), new ConversationId(new ThreadId(row.Id(3)), (int)row.Integer(4)))));
        long[] closed = [.. slice.Where(it => it.State == ConversationState.Closed).Select(it => it.Number)];
        var erased = closed is [] ? 0 : await Clear(closed);
        return new ClearedSlice(erased, slice.Count < conversationsMax ? null : slice[^1].Cursor);
    }

    private async Task<int> Clear(long[] numbers)
    {
        List<Cleared> held = [];
        HashSet<long> last = [];
        await new RoundTrip(connection)
            .Ask(Of(ErasureSql.HoldClosed, numbers), row => held.Add(Cleared.Read(row)))
            .Ask(Of(ErasureSql.Last, numbers), row => last.Add(row.Integer(0)))
            .Send();
        var frames = await Frames([.. held.Select(it => it.Number).Where(last.Contains)]);
        foreach (var it in held) it.Frame = [.. frames[it.Number]];
        Cleared[] meant = [.. held.Where(it => !it.IsFrameAlready)];
        if (meant is []) return 0;

        var erased = await Delete(meant);
        Cleared[] framed = [.. meant.Where(it => it.Frame is not [])];
        if (framed is not []) await Keep(framed);
        return erased - framed.Sum(it => it.Frame.Count);
    }

    /// <summary>What of their logs says nothing but whose they were and whether the contact takes messages.</summary>
    private async Task<ILookup<long, ConversationEvent>> Frames(long[] numbers)
    {
        var events = await connection.ReadAll(
            Of(ErasureSql.EventsOf, numbers),
            static row => (Number: row.Integer(0), Event: EventCodec.Read(row.Text(1), row.Time(2), row.Bytes(3))));
        return events
            .Where(it => it.Event is Opened or OptedOut or OptedIn or ContactBlocked or ContactUnblocked or Closed)
            .ToLookup(
                it => it.Number, it => it.Event is Closed closed ? closed with { ClosureReason = null } : it.Event);
    }

    private Task<int> Delete(Cleared[] meant)
    {
        long[] numbers = [.. meant.Select(it => it.Number)];
        var trip = new RoundTrip(connection)
            .Do(Of(ErasureSql.ClearOutbox, numbers))
            .Do(Of(ErasureSql.ClearEvents, numbers));
        foreach (var sql in (string[])[ErasureSql.ClearAnswers, ErasureSql.ClearRuns])
        {
            trip.Do(Statement.Of(sql).Ids(meant, static it => it.Id.Thread.Value)
                .Numbers(meant, static it => it.Id.Ordinal));
        }

        long[] gone = [.. meant.Where(it => it.Frame is []).Select(it => it.Number)];
        return trip.Do(Of(ErasureSql.ClearHeads, gone)).Send();
    }

    private Task<int> Keep(Cleared[] framed)
    {
        (Cleared Of, int Index, EncodedEvents Bodies)[] events =
        [
            .. framed.SelectMany(it =>
            {
                var bodies = EncodedEvents.Of([.. it.Frame]);
                return it.Frame.Select((_, index) => (it, index, bodies));
            }),
        ];
        return new RoundTrip(connection)
            .Do(Statement.Of(ConversationSql.InsertEvents)
                .Numbers(events, static it => it.Of.Number)
                .Numbers(events, static it => it.Of.FirstVersion + it.Index)
                .Texts(events, static it => EventCodec.TypeOf(it.Of.Frame[it.Index]))
                .Times(events, static it => it.Of.Frame[it.Index].At)
                .Bytes(events, static it => it.Bodies.Memory(it.Index)))
            .Do(Statement.Of(ErasureSql.Frame)
                .Numbers(framed, static it => it.Number)
                .Numbers(framed, static it => it.FirstVersion))
            .Send();
    }

    private static NpgsqlBatchCommand Of(string sql, long[] numbers) =>
        Statement.Of(sql).Numbers(numbers, static it => it);

    /// <summary>
    /// A conversation that is held, and what is to be left of it; nothing, if it is not its thread's last.
    /// </summary>
    private sealed record Cleared(long Number, ConversationId Id, long Version, long Events)
    {
        public IReadOnlyList<ConversationEvent> Frame { get; set; } = [];

        /// <summary>Of the frame's events, which stand at the end of the versions it had.</summary>
        public long FirstVersion => Version - Frame.Count + 1;

        public bool IsFrameAlready => Frame is not [] && Frame.Count == Events;

        public static Cleared Read(NpgsqlDataReader row) => new(
            row.Integer(0), new ConversationId(new ThreadId(row.Id(1)), (int)row.Integer(2)), row.Integer(3),
            row.Integer(3) - row.Integer(4) + 1);
    }
}
