using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace LiveChat.Api.Tests.Support;

/// <summary>Steps that tests of invitations share.</summary>
internal static class InvitationSteps
{
    public const string Path = "/v1/invitations";
    public const string Password = "correct-horse-2";

    public static Task<ApiAnswer> Invite(this ApiClient admin, params object[] people) =>
        admin.Post(Path, new { people });

    /// <summary>One agent invited, where no mail is sent.</summary>
    public static async Task<(string Id, string Token)> InviteOne(this ApiClient admin, string email = "bea@acme.test")
    {
        var made = (await admin.Invite(new { name = "Bea", email, role = "agent" })).Expect(201).Items[0]!;
        return ((string)made["id"]!, TokenOf((string)made["link"]!));
    }

    public static string TokenOf(string link) => link[(link.IndexOf("#token=", StringComparison.Ordinal) + 7)..];

    public static Task<ApiAnswer> Register(this ApiClient anyone, string token, string? username = null) =>
        anyone.Post("/v1/registration", username is null
            ? new { token, password = Password }
            : new { token, password = Password, username });

    public static async Task<JsonNode> Invitation(this ApiClient admin, string id) =>
        (await admin.Get(Path)).Expect(200).Items.Single(it => (string)it!["id"]! == id)!;

    /// <summary>Seats, used, pending, left.</summary>
    public static async Task<(int, int, int, int)> Seats(this ApiClient admin)
    {
        var list = (await admin.Get(Path)).Expect(200);
        return ((int)list["seats"]!, (int)list["seatsUsed"]!, (int)list["seatsPending"]!, (int)list["seatsLeft"]!);
    }

    /// <summary>Lets the invitation expire, as time does.</summary>
    public static void Expire(this TestServer server, string id)
    {
        using var database = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False");
        database.Open();
        using var update = database.CreateCommand();
        update.CommandText = "update invitation set expires_at = created_at where hex(id) = upper($id)";
        update.Parameters.AddWithValue("$id", id);
        Assert.Equal(1, update.ExecuteNonQuery());
    }

    /// <summary>Changes how many seats the tenant has.</summary>
    public static Task<ApiAnswer> SetSeats(this TestServer server, TestTenant tenant, int seats) =>
        server.Platform.Patch($"/v1/platform/tenants/{tenant.Slug}", new { seats });
}
