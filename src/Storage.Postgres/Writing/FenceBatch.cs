using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// Writes of rows that fence, in the order of their keys, and those of one row in the order of their arrival. They go
/// together in one round trip, which is their transaction. Repeating them does no harm.
/// </summary>
internal sealed class FenceBatch(IReadOnlyList<Work> members) : Batch
{
    public override IReadOnlyList<Work> Members => members;

    public override async Task Write(NpgsqlConnection connection)
    {
        var trip = new RoundTrip(connection);
        foreach (var work in members.Cast<IFenceWork>().OrderBy(it => it.Key)) work.AddTo(trip);
        await trip.Send();
    }
}
