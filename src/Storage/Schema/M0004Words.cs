namespace LiveChat.Storage.Schema;

/// <summary>Settings resources of a tenant, each a document.</summary>
internal static class M0004Words
{
    public static readonly Migration Migration = new(4, "words", d =>
    [
        $"create table setting (tenant {d.Id} not null, name {d.Text} not null, version {d.Integer} not null, "
            + $"body {d.Text} not null, primary key (tenant, name)){d.Clustered}",
    ]);
}
