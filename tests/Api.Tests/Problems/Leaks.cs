namespace LiveChat.Api.Tests.Problems;

/// <summary>Words by which an answer would tell of what the server is made.</summary>
internal static class Leaks
{
    private static readonly string[] _words =
    [
        "Microsoft.", "System.", "Exception", "   at ", "LiveChat.Storage", "LiveChat.Api", "sqlite", "Kestrel",
        "EntityFramework", "LineNumber", "BytePositionInLine", ".cs:line", "select ", "insert into",
        AppContext.BaseDirectory, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + '/',
    ];

    public static IReadOnlyList<string> In(string answer) =>
        [.. _words.Where(it => answer.Contains(it, StringComparison.OrdinalIgnoreCase))];
}
