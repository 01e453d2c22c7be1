using LiveChat.Api.Auth;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.AspNetCore.Http;

namespace LiveChat.Api.Tests.Auth;

/// <summary>Whose turn it is that work on the administration's database takes.</summary>
public sealed class AdministrationInTurnTests
{
    private static readonly TenantId One = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly TenantId Other = new(new Guid(2, 0, 0, new byte[8]));

    private readonly NotedDatabase _noted = new();

    private IAdministrationDatabase Database => new AdministrationInTurn(_noted);

    [Fact]
    public async Task Outside_of_requests_it_is_the_installations()
    {
        await Use(Database);
        Assert.Equal([default, default], _noted.Turns);
    }

    [Fact]
    public async Task Behind_a_request_it_is_the_requests_tenants()
    {
        ActorOfRequest.Enter(new DefaultHttpContext(), One);
        await Use(Database);
        Assert.Equal([One, One], _noted.Turns);
    }

    [Fact]
    public async Task Who_says_whose_it_is_takes_that_ones_turn()
    {
        ActorOfRequest.Enter(new DefaultHttpContext(), One);
        await Use(Database.For(Other));
        Assert.Equal([Other, Other], _noted.Turns);
    }

    private static async Task Use(IAdministrationDatabase database)
    {
        await database.Read((_, _) => Task.FromResult(true));
        await database.Write((_, _) => Task.FromResult(true));
    }

    private sealed class NotedDatabase : AdministrationDatabase
    {
        public List<TenantId> Turns { get; } = [];

        public override Task Announce(
            AdministrationContext rows, Touched touched, CancellationToken cancel = default) => Task.CompletedTask;

        public override ValueTask<IAsyncDisposable> Follow(
            IFollowsAdministration follower, CancellationToken cancel = default) => throw new NotSupportedException();

        protected override ValueTask<T> Read<T>(
            TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel) =>
            Note(tenant, query, cancel);

        protected override ValueTask<T> Write<T>(
            TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> change,
            CancellationToken cancel) => Note(tenant, change, cancel);

        private async ValueTask<T> Note<T>(
            TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> work, CancellationToken cancel)
        {
            Turns.Add(tenant);
            return await work(null!, cancel);
        }
    }
}
