namespace LiveChat.Storage.Schema;

/// <summary>Who invited, for those who are to know whom to ask.</summary>
internal static class M0020Inviters
{
    public static readonly Migration Migration =
        new(20, "inviters", d => [$"alter table invitation add column invited_by {d.Text}"]);
}
