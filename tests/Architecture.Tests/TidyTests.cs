using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LiveChat.Architecture.Tests;

/// <summary>
/// The rules of the house that a compiler does not know. An exception is named here, with its reason.
/// </summary>
public sealed partial class TidyTests
{
    private const int LineCharactersMax = 120;
    private const int FileLinesMax = 300;
    private const int FunctionLinesMax = 70;

    private static readonly string[] BannedEndings = ["Manager", "Helper", "Service", "Dto", "Util", "Utils"];

    [Fact]
    public void Lines_are_at_most_120_characters() => AssertNone(
        from file in Checkout.CSharp
        from line in file.Lines.Select((text, i) => (Text: text, Number: i + 1))
        where line.Text.Length > LineCharactersMax
        select $"{file.Path}:{line.Number} has {line.Text.Length}");

    [Fact]
    public void Files_are_at_most_300_lines() => AssertNone(
        from file in Checkout.CSharp
        where file.Lines.Length > FileLinesMax
        select $"{file.Path} has {file.Lines.Length}");

    [Fact]
    public void Functions_are_at_most_70_lines() => AssertNone(
        from file in Checkout.CSharp
        from function in file.Tree.GetRoot().DescendantNodes().Where(IsFunction)
        let span = function.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > FunctionLinesMax
        select $"{file.Path}:{span.StartLinePosition.Line + 1} has {lines}");

    [Fact]
    public void Usings_are_in_order_those_of_the_system_first() => AssertNone(
        from file in Checkout.CSharp
        let usings = file.Tree.GetCompilationUnitRoot().Usings
        where !usings.SequenceEqual(
            usings.OrderBy(it => it.GlobalKeyword.Text.Length == 0).ThenBy(it => it.Alias is not null)
                .ThenBy(it => it.StaticKeyword.Text.Length > 0)
                .ThenBy(it => !$"{it.Name}.".StartsWith("System.", StringComparison.Ordinal))
                .ThenBy(it => $"{it.Name}", StringComparer.OrdinalIgnoreCase))
        select file.Path);

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => AssertNone(
        from file in Checkout.CSharp
        from type in file.Tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where BannedEndings.Any(ending => type.Identifier.Text.EndsWith(ending, StringComparison.Ordinal))
        select $"{file.Path}: {type.Identifier.Text}");

    [Fact]
    public void A_namespace_is_its_folder() => AssertNone(
        from file in Checkout.CSharp
        from name in file.Tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        let folder = Path.GetDirectoryName(file.Path)!.Split('/')
        let expected = "LiveChat." + string.Join('.', folder.Skip(1))
        where file.IsIn("src") && name.Name.ToString() != expected
        select $"{file.Path}: {name.Name} is not {expected}");

    [Fact]
    public void A_file_is_named_for_a_type_in_it_or_for_what_its_messages_share() => AssertNone(
        from file in Checkout.CSharp.Where(file => file.IsIn("src"))
        let name = Path.GetFileNameWithoutExtension(file.Path).Split('.')[0]
        let types = file.Tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>().Select(NameOf).ToList()
        where types.Count > 0 && !types.Contains(name) && !IsFamily(name, types!)
        select $"{file.Path} holds {string.Join(", ", types.Where(type => type is not null))}");

    [Fact]
    public void Nothing_in_core_reads_a_clock_or_makes_chance() => AssertNone(
        from file in Checkout.CSharp.Where(file => file.IsIn("src/Core"))
        from line in file.Lines
        where Impure().IsMatch(line)
        select $"{file.Path}: {line.Trim()}");

    [Fact]
    public void Shells_take_the_time_from_a_TimeProvider() => AssertNone(
        from file in Checkout.CSharp.Where(file => file.IsIn("src") && !file.IsIn("src/Silo/Demo"))
        from line in file.Lines
        where WallClock().IsMatch(line)
        select $"{file.Path}: {line.Trim()}");

    [Fact]
    public void No_test_sleeps() => AssertNone(
        from file in Checkout.CSharp.Where(file => file.IsIn("tests") && !file.IsIn("tests/Architecture.Tests"))
        from line in file.Lines
        where line.Contains("Thread.Sleep(", StringComparison.Ordinal)
        select $"{file.Path}: {line.Trim()}");

    [Fact]
    public void No_path_of_a_machine_is_in_the_tree() => AssertNone(
        from file in Checkout.CSharp.Where(file => !file.IsIn("tests/Architecture.Tests"))
        from line in file.Lines
        where MachinePath().IsMatch(line)
        select $"{file.Path}: {line.Trim()}");

    private static void AssertNone(IEnumerable<string> broken)
    {
        Assert.True(Checkout.CSharp.Count > 50, "The tree was not found, so nothing was checked.");
        var all = broken.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    };

    /// <summary>QueueMessages.cs holds messages: several types of one kind, none of which is the main one.</summary>
    private static bool IsFamily(string name, List<string?> types) =>
        (name.EndsWith("Messages", StringComparison.Ordinal) || name == "Program" || name == "Usings")
        && types.Count > 0;

    [GeneratedRegex(
        @"DateTime(Offset)?\.(Utc)?Now|Guid\.(NewGuid|CreateVersion7)|new Random|Random\.Shared"
        + @"|Task\.Delay|Stopwatch|Environment\.Tick")]
    private static partial Regex Impure();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now\b")]
    private static partial Regex WallClock();

    [GeneratedRegex("/(work|farm|root|tmp)/[a-z]")]
    private static partial Regex MachinePath();
}
