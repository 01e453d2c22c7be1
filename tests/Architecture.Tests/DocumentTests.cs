using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LiveChat.Architecture.Tests;

public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("threat-model.md")]
    [InlineData("postgres.md")]
    public void Every_test_that_a_page_names_exists(string document)
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", document));
        var named = Name().Matches(page).Select(it => it.Groups[1].Value).ToHashSet();
        Assert.True(named.Count > 20);
        var tests = from file in Checkout.CSharp
                    where file.IsIn("tests")
                    from method in file.Tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
                    where method.AttributeLists.SelectMany(list => list.Attributes).Any(IsTest)
                    select method.Identifier.Text;
        Assert.Empty(named.Except(tests));
    }

    private static bool IsTest(AttributeSyntax attribute) =>
        attribute.Name.ToString() is "Fact" or "Theory" or "SkippableFact" or "SkippableTheory";

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex Name();
}
