namespace LiveChat.Storage.Schema;

/// <summary>
/// What a tenant's directory of agents is looked through along, without a look at the rows, which are wide; and
/// conversations that had an agent, in the order of time, so that those of some days are counted at once.
/// </summary>
internal static class M0021Directory
{
    public static readonly Migration Migration = new(21, "directory", _ =>
    [
        "drop index member_name",
        "create index member_name on member (tenant, search_key, has_seat, deleted_at, enabled) "
            + "where deleted_at is null",
        "create index member_directory on member (tenant, username_key, has_seat, deleted_at, enabled, search_key) "
            + "where deleted_at is null",
        "create index conversation_handled on conversation (tenant, opened_at) where agent is not null",
    ]);
}
