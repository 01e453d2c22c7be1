namespace LiveChat.Api.Tests.Support;

/// <summary>
/// The groups of test classes that share one server each. The classes of a group run one after the other, the groups
/// beside each other: what waits for instants is not with what keeps the processor busy.
/// </summary>
public static class ServerCollection
{
    /// <summary>What belongs to no other group.</summary>
    public const string Name = "server";

    public const string Administration = "administration";
    public const string Messages = "messages";
    public const string Routing = "routing";
    public const string Deadlines = "deadlines";

    [CollectionDefinition(Name)]
    public sealed class Usual : ICollectionFixture<TestServer>;

    [CollectionDefinition(Administration)]
    public sealed class OfAdministration : ICollectionFixture<TestServer>;

    [CollectionDefinition(Messages)]
    public sealed class OfMessages : ICollectionFixture<TestServer>;

    [CollectionDefinition(Routing)]
    public sealed class OfRouting : ICollectionFixture<TestServer>;

    [CollectionDefinition(Deadlines)]
    public sealed class OfDeadlines : ICollectionFixture<TestServer>;
}
