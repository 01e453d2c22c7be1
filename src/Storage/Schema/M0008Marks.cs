namespace LiveChat.Storage.Schema;

/// <summary>What a conversation bears: its labels, and bits for important, opted out and blocked.</summary>
internal static class M0008Marks
{
    public static readonly Migration Migration = new(8, "marks", d =>
    [
        $"alter table conversation add column labels {d.Text}",
        $"alter table conversation add column marks {d.Integer} not null default 0",
    ]);
}
