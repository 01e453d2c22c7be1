namespace LiveChat.Storage.Schema;

/// <summary>
/// Room beside each conversation's row for its next version: it changes with every message, and where the page is full
/// the next version goes to another page, and has to be entered in every index of the table.
/// </summary>
internal static class M0026Room
{
    public static readonly Migration Migration = new(26, "room", d => [.. d.Room("conversation", 70)]);
}
