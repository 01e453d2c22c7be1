using Microsoft.CodeAnalysis.CSharp;

namespace LiveChat.Architecture.Tests;

/// <summary>The source tree these tests were built from.</summary>
internal static class Checkout
{
    public static readonly string Root = FindRoot();

    private static readonly Lazy<IReadOnlyList<SourceFile>> Lazily = new(ReadAll);

    public static IReadOnlyList<SourceFile> CSharp => Lazily.Value;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LiveChat.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not stand in a checkout.");
    }

    private static List<SourceFile> ReadAll()
    {
        string[] tops = ["src", "tests", "bench"];
        return
        [
            .. tops.Select(top => Path.Combine(Root, top))
                .Where(Directory.Exists)
                .SelectMany(top => Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories))
                .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
                .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
                .Where(path => !path.Contains("/bin/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path)))),
        ];
    }
}

/// <summary>One C# file, by its path from the root.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<CSharpSyntaxTree> _tree =
        new(() => (CSharpSyntaxTree)CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview)));

    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    public CSharpSyntaxTree Tree => _tree.Value;

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}
