using LiveChat.Outside;

namespace LiveChat.Cluster.Tests.Nodes;

/// <summary>What the program of a node consists of.</summary>
public sealed class NodeProgramTests
{
    [Fact]
    public void Of_what_the_engine_is_built_with_nothing_is_in_it()
    {
        var folder = Path.GetDirectoryName(SiloBinary.Find())!;
        Assert.NotEmpty(Directory.GetFiles(folder, "Orleans.*.dll"));
        Assert.Empty(Directory.GetFiles(folder, "Microsoft.CodeAnalysis*.dll"));
        Assert.Empty(Directory.GetFiles(folder, "Humanizer*.dll"));
    }
}
