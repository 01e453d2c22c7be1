using System.Xml.Linq;

namespace LiveChat.Architecture.Tests;

/// <summary>The arrows of the house: which project may know which.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Contracts"] = ["Core"],
        ["Storage"] = ["Core", "Contracts"],
        ["Storage.Sqlite"] = ["Core", "Contracts", "Storage"],
        ["Storage.Postgres"] = ["Core", "Contracts", "Storage"],
        ["Engine"] = ["Core", "Contracts", "Storage"],
        ["Embedded"] = ["Core", "Contracts", "Engine"],
        ["Grains"] = ["Core", "Contracts", "Storage", "Engine", "Embedded"],
        ["Api"] = ["Core", "Contracts", "Storage"],
        ["Channels"] = ["Core", "Contracts", "Storage"],
        ["Silo"] =
        [
            "Core", "Contracts", "Storage", "Storage.Sqlite", "Storage.Postgres", "Engine", "Embedded", "Grains",
            "Api", "Channels",
        ],
    };

    public static TheoryData<string> Projects => [.. ProjectFolders()];

    [Fact]
    public void Every_project_has_its_row_of_arrows() =>
        Assert.Equal(Allowed.Keys.Order(), ProjectFolders().Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_its_arrows_allow(string project)
    {
        var file = XDocument.Load(Path.Combine(Checkout.Root, "src", project, project + ".csproj"));
        var references = file.Descendants("ProjectReference")
            .Select(it => Path.GetFileNameWithoutExtension(it.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(references.Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_namespaces_that_its_arrows_allow(string project)
    {
        var files = Checkout.CSharp.Where(file => file.IsIn("src/" + project)).ToList();
        Assert.NotEmpty(files);
        var forbidden = Allowed.Keys.Except(Allowed[project]).Where(other => other != project).ToList();
        var broken = from file in files
                     from line in file.Lines
                     from other in forbidden
                     where Names(line, other, project)
                     select $"{file.Path}: {line.Trim()}";
        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("tests/Auditor/Auditor.csproj")]
    [InlineData("tests/Outside/Outside.csproj")]
    [InlineData("tests/Process.Tests/Process.Tests.csproj")]
    [InlineData("bench/Bench.csproj")]
    public void Who_looks_from_outside_references_no_part_of_the_server(string path)
    {
        var file = XDocument.Load(Path.Combine(Checkout.Root, path));
        var referenced = file.Descendants("ProjectReference")
            .Where(it => (string?)it.Attribute("ReferenceOutputAssembly") != "false")
            .Select(it => it.Attribute("Include")!.Value.Replace('\\', '/'));
        Assert.DoesNotContain(referenced, reference => reference.Contains("src/", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_knows_no_framework()
    {
        var files = Checkout.CSharp.Where(file => file.IsIn("src/Core")).ToList();
        Assert.NotEmpty(files);
        // System.Net itself holds addresses and networks, which are values; below it are connections.
        string[] frameworks = ["Microsoft.", "System.Net.", "System.IO", "System.Data", "System.Threading"];
        var broken = from file in files
                     from line in file.Lines
                     from framework in frameworks
                     where line.StartsWith("using " + framework, StringComparison.Ordinal)
                     select $"{file.Path}: {line}";
        Assert.Empty(broken);
    }

    [Fact]
    public void Only_the_cluster_engine_names_Orleans()
    {
        Assert.NotEmpty(Checkout.CSharp);
        var broken = Checkout.CSharp
            .Where(file => !file.IsIn("src/Grains") && !file.IsIn("tests/Cluster.Tests"))
            .Where(file => !file.IsIn("tests/Architecture.Tests"))
            .Where(file => !file.Path.StartsWith("src/Silo/Orleans", StringComparison.Ordinal))
            .Where(file => file.Lines.Any(line => line.StartsWith("using Orleans", StringComparison.Ordinal)))
            .Select(file => file.Path);
        Assert.Empty(broken);
    }

    private static IEnumerable<string> ProjectFolders() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path));

    /// <summary>
    /// Whether a line names a namespace of another project, and not one of its own that begins alike.
    /// </summary>
    private static bool Names(string line, string other, string project)
    {
        var name = "LiveChat." + other;
        var at = line.IndexOf(name, StringComparison.Ordinal);
        if (at < 0 || line.TrimStart().StartsWith("//", StringComparison.Ordinal)) return false;
        var rest = line[(at + name.Length)..];
        if (rest.Length > 0 && (char.IsLetterOrDigit(rest[0]) || rest[0] == '_')) return false;
        var longer = Allowed.Keys.Where(key => key.StartsWith(other + ".", StringComparison.Ordinal));
        return !longer.Append(project).Any(key =>
            key.StartsWith(other, StringComparison.Ordinal)
            && line[at..].StartsWith("LiveChat." + key, StringComparison.Ordinal));
    }
}
