namespace LiveChat.Storage.Schema;

/// <summary>
/// Refuses on SQLite, too, to delete rows of the platform's chain that concern no tenant: its trigger took a condition
/// that is null for one that holds.
/// </summary>
internal static class M0023AuditRows
{
    public static readonly Migration Migration = new(23, "audit rows", d =>
    [
        d.NoLongerRefusing("audit_keeps_rows", "audit"),
        M0009Audit.KeepsRows(d),
    ]);
}
