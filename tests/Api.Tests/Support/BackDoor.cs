using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Api.Tests.Support;

/// <summary>
/// Writes to the database of a running server what no call makes, or makes only slowly: members of every role, with and
/// without a seat, whose sessions cost no password hash. The server must not have read before what is changed here.
/// </summary>
public sealed class BackDoor : IAsyncDisposable
{
    private readonly SqliteStore _store;

    private BackDoor(SqliteStore store) => _store = store;

    public static async Task<BackDoor> Open(TestServer server) => new(await SqliteStore.Open(
        new SqliteOptions(server.DatabaseFile), TimeProvider.System, NullLoggerFactory.Instance));

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Changes rows, in one transaction.</summary>
    public async Task Write(Func<AdministrationContext, Task> change) => await _store.Administration.Write(
        async (rows, _) =>
        {
            await change(rows);
            return true;
        });

    /// <summary>The token of a session of a new member, who has no password.</summary>
    public async Task<string> Member(string tenantSlug, Role role, bool hasSeat) =>
        (await Members(tenantSlug, [(role, hasSeat)]))[0];

    /// <summary>As many at once.</summary>
    public async Task<IReadOnlyList<string>> Members(string tenantSlug, IReadOnlyList<(Role Role, bool HasSeat)> wanted)
    {
        var tokens = new List<string>(wanted.Count);
        await Write(async rows =>
        {
            var tenant = (await rows.Tenants.SingleAsync(it => it.Slug == tenantSlug)).Id;
            tokens.AddRange(wanted.Select(it => Add(rows, tenant, it.Role, it.HasSeat)));
        });
        return tokens;
    }

    private static string Add(AdministrationContext rows, TenantId tenant, Role role, bool hasSeat)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7();
        var token = $"lcs_{id:N}";
        var member = new MemberRow
        {
            Tenant = tenant,
            Id = new MemberId(id),
            Username = $"{id:N}",
            UsernameKey = $"{id:N}",
            DisplayName = $"{role}{(hasSeat ? " with a seat" : "")}",
            PasswordHash = "",
            Role = role,
            HasSeat = hasSeat,
            SearchKey = "",
            CreatedAt = now,
        };
        rows.Members.Add(member);
        rows.Sessions.Add(new SessionRow
        {
            Tenant = tenant,
            Id = Guid.CreateVersion7(),
            Member = member.Id,
            Hash = TokenHash.Of(token),
            CreatedAt = now,
            LastSeenAt = now,
        });
        return token;
    }
}
