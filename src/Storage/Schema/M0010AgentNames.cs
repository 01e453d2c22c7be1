namespace LiveChat.Storage.Schema;

/// <summary>Agents by display name; what a search looks through without accents.</summary>
internal static class M0010AgentNames
{
    /// <summary>
    /// The accented letters of the languages that write with Latin ones; names with others are folded at their next
    /// change.
    /// </summary>
    private static readonly (string Accented, string Plain)[] Letters =
    [
        ("àáâãäåāăą", "a"), ("çćčĉċ", "c"), ("ďđ", "d"), ("èéêëēėęě", "e"), ("ğĝġģ", "g"), ("ìíîïīįı", "i"),
        ("łĺľ", "l"), ("ñńňņ", "n"), ("òóôõöøōő", "o"), ("řŕ", "r"), ("śšşș", "s"), ("ťţț", "t"), ("ùúûüūůűų", "u"),
        ("ýÿ", "y"), ("źżž", "z"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"),
    ];

    public static readonly Migration Migration = new(10, "agent names", _ =>
    [
        $"update member set search_key = {Folded("search_key")}",
        "create index member_name on member (tenant, search_key) where deleted_at is null",
    ]);

    private static string Folded(string column)
    {
        var folded = column;
        foreach (var (accented, plain) in Letters)
        {
            foreach (var letter in accented) folded = $"replace({folded}, '{letter}', '{plain}')";
        }

        return folded;
    }
}
