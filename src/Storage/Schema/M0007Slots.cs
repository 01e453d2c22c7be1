namespace LiveChat.Storage.Schema;

/// <summary>The agent whom a waiting conversation prefers, and the end of an offer or wrap-up.</summary>
internal static class M0007Slots
{
    public static readonly Migration Migration = new(7, "slots", dialect =>
    [
        $"alter table conversation add column preferred {dialect.Id}",
        $"alter table conversation add column expires_at {dialect.Integer}",
    ]);
}
