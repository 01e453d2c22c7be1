using LiveChat.Api.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Tests.Auth;

[Collection(ServerCollection.Name)]
public sealed class TotpTests(TestServer server)
{
    private const string Path = "/v1/me/totp";
    private const string Password = "correct-horse-1";

    [Fact]
    public async Task A_second_factor_is_enrolled_asked_for_used_once_and_taken_off()
    {
        var tenant = await TestTenant.Create(server);
        var enrolment = (await tenant.Admin.Post(Path)).Expect(200);
        Assert.Matches("^[A-Z2-7]{32}$", (string)enrolment["secret"]!);
        Assert.Equal(
            $"otpauth://totp/LiveChat:ana%40{tenant.Slug}?secret={(string)enrolment["secret"]!}&issuer=LiveChat"
            + "&algorithm=SHA1&digits=6&period=30",
            (string)enrolment["uri"]!);
        Assert.StartsWith("data:image/png;base64,iVBORw0KGgo", (string)enrolment["qrCode"]!, StringComparison.Ordinal);
        (await SignIn(tenant, code: null)).Expect(201); // It guards nothing yet.

        var codes = SteppedCodes.Of(enrolment);
        (await tenant.Admin.Post($"{Path}/confirm", new { code = codes.At(-5) })).RefusesFields("code");
        await codes.Confirm(tenant.Admin);
        (await tenant.Admin.Post($"{Path}/confirm", new { code = codes.At(1) })).Refuses(409, "totp-active");
        (await tenant.Admin.Post(Path)).Refuses(409, "totp-active");

        (await SignIn(tenant, code: null)).Refuses(401, "totp-required");
        (await SignIn(tenant, "000000", password: "wrong-password")).Refuses(401, "credentials");
        (await SignIn(tenant, codes.At(-4))).Refuses(401, "credentials");
        (await SignIn(tenant, codes.At(0))).Refuses(401, "credentials"); // It confirmed the enrolment.
        var code = codes.At(1);
        (await SignIn(tenant, code)).Expect(201);
        (await SignIn(tenant, code)).Refuses(401, "credentials");

        (await Remove("wrong-password")).RefusesFields("password");
        (await Remove(Password)).Expect(204);
        Assert.False((bool)(await tenant.Admin.Get(Path)).Expect(200)["active"]!);
        (await SignIn(tenant, code: null)).Expect(201);

        Task<ApiAnswer> Remove(string password) =>
            tenant.Admin.Raw(HttpMethod.Delete, Path, $$"""{"password":"{{password}}"}""");
    }

    [Fact]
    public async Task A_recovery_code_works_once_in_place_of_a_code_and_new_ones_end_the_old()
    {
        var tenant = await TestTenant.Create(server);
        var recovery = await SteppedCodes.Of(await tenant.Admin.Post(Path)).Confirm(tenant.Admin);
        Assert.Equal(10, recovery.Count);
        (await SignIn(tenant, recovery[0].ToUpperInvariant().Replace('-', ' '))).Expect(201);
        (await SignIn(tenant, recovery[0])).Refuses(401, "credentials");
        Assert.Equal(9, (int)(await tenant.Admin.Get(Path)).Expect(200)["recoveryCodesLeft"]!);

        var renewed = (await tenant.Admin.Post($"{Path}/recovery-codes", new { password = Password })).Expect(200);
        (await SignIn(tenant, recovery[1])).Refuses(401, "credentials");
        (await SignIn(tenant, (string)renewed["recoveryCodes"]![9]!)).Expect(201);
        Assert.DoesNotContain(recovery[2], await Stored("recovery_codes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_sign_ins_at_once_with_one_code_one_gets_in()
    {
        var tenant = await TestTenant.Create(server);
        var enrolment = await tenant.Admin.Post(Path);
        var codes = SteppedCodes.Of(enrolment);
        await codes.Confirm(tenant.Admin);
        var code = codes.At(1);
        var answers = await Task.WhenAll(
            SignIn(tenant, code), SignIn(tenant, code, "ana@acme.test"), SignIn(tenant, code, "ANA@acme.test"));
        Assert.Equal([201, 401, 401], answers.Select(it => it.Status).Order());
        Assert.DoesNotContain((string)enrolment["secret"]!, await Stored("sealed_secret"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_codes_locks_as_guessing_passwords_does()
    {
        var tenant = await TestTenant.Create(server);
        await SteppedCodes.Of(await tenant.Admin.Post(Path)).Confirm(tenant.Admin);
        for (var i = 0; i < 5; i++)
        {
            (await SignIn(tenant, code: null)).Refuses(401, "totp-required"); // Neither counts nor forgives.
            (await SignIn(tenant, "12345")).Refuses(401, "credentials");
        }

        (await SignIn(tenant, code: null)).Refuses(429, "locked");
    }

    [Fact]
    public async Task Guessing_the_first_code_locks_too()
    {
        var tenant = await TestTenant.Create(server);
        var codes = SteppedCodes.Of(await tenant.Admin.Post(Path));
        (await tenant.Admin.Post($"{Path}/confirm", new { code = "12345" })).RefusesFields("code"); // It is none.
        for (var i = 0; i < 5; i++)
            (await tenant.Admin.Post($"{Path}/confirm", new { code = codes.At(-5 - i) })).RefusesFields("code");
        (await tenant.Admin.Post($"{Path}/confirm", new { code = codes.At(0) })).Refuses(429, "locked");
    }

    [Fact]
    public async Task Who_signed_in_some_time_ago_enrols_with_the_password_alone()
    {
        var tenant = await TestTenant.Create(server);
        var stolen = await SignedIn(tenant);
        await using (var door = await BackDoor.Open(server))
        {
            await door.Write(async rows =>
            {
                var owner = await rows.Tenants.SingleAsync(it => it.Slug == tenant.Slug);
                var session = await rows.Sessions.Where(it => it.Tenant == owner.Id)
                    .OrderByDescending(it => it.Id).FirstAsync();
                rows.Entry(session).Property(it => it.CreatedAt).CurrentValue -= TimeSpan.FromMinutes(11);
            });
        }

        (await stolen.Post(Path)).Refuses(403, "password-required");
        (await stolen.Post(Path, new { })).Refuses(403, "password-required");
        (await stolen.Raw(HttpMethod.Post, Path, """{"password":null}""")).RefusesFields("password");
        (await stolen.Post(Path, new { password = "" })).RefusesFields("password");
        for (var i = 0; i < 5; i++)
            (await stolen.Post(Path, new { password = "wrong-password" })).RefusesFields("password");
        (await stolen.Post(Path, new { password = Password })).Refuses(429, "locked");
        (await stolen.Get("/v1/me")).Expect(200);
        (await SignIn(tenant, code: null)).Expect(201); // The member is not kept out by it.
        Assert.False((bool)(await tenant.Admin.Get(Path)).Expect(200)["active"]!);
        (await tenant.Admin.Post(Path, new { password = Password })).Refuses(429, "locked");
        (await tenant.Admin.Post(Path)).Expect(200); // It has just signed in.
    }

    [Fact]
    public async Task Confirming_ends_the_sessions_that_were_opened_without_it_but_the_present_one()
    {
        var tenant = await TestTenant.Create(server);
        var other = await SignedIn(tenant);
        await SteppedCodes.Of(await tenant.Admin.Post(Path, new { password = Password })).Confirm(tenant.Admin);
        (await other.Get("/v1/me")).Refuses(401, "unauthorized");
        Assert.Single((await tenant.Admin.Get("/v1/me/sessions")).Expect(200).Items);
    }

    [Fact]
    public async Task What_was_not_confirmed_within_an_hour_is_begun_anew()
    {
        var tenant = await TestTenant.Create(server);
        var codes = SteppedCodes.Of(await tenant.Admin.Post(Path));
        await using (var door = await BackDoor.Open(server))
        {
            await door.Write(async rows =>
            {
                var owner = await rows.Tenants.SingleAsync(it => it.Slug == tenant.Slug);
                (await rows.Totps.SingleAsync(it => it.Tenant == owner.Id)).CreatedAt -= TimeSpan.FromMinutes(61);
            });
        }

        (await tenant.Admin.Post($"{Path}/confirm", new { code = codes.At(0) })).Refuses(409, "totp-not-begun");
        await SteppedCodes.Of(await tenant.Admin.Post(Path)).Confirm(tenant.Admin);
    }

    [Fact]
    public async Task An_admin_of_whom_it_is_required_may_only_enrol()
    {
        var tenant = await TestTenant.Create(server);
        var supervisor = await tenant.Agent("luis", "supervisor");
        (await tenant.Admin.Patch("/v1/settings/security", new { totpRequiredForAdmins = true })).Expect(200);
        (await tenant.Admin.Get("/v1/agents")).Refuses(403, "totp-enrolment-required");
        (await tenant.Admin.Patch("/v1/settings/security", new { totpRequiredForAdmins = false }))
            .Refuses(403, "totp-enrolment-required");
        (await supervisor.Client.Get("/v1/agents")).Expect(200);
        (await tenant.Adapter.Get("/v1/agents")).Expect(200);

        var admin = server.With((string)(await SignIn(tenant, code: null)).Expect(201)["token"]!);
        (await admin.Get("/v1/me")).Expect(200);
        Assert.True((bool)(await admin.Get(Path)).Expect(200)["required"]!);
        await SteppedCodes.Of(await admin.Post(Path)).Confirm(admin);
        (await admin.Get("/v1/agents")).Expect(200);
        (await tenant.Admin.Get("/v1/agents")).Refuses(401, "unauthorized"); // It was opened without.
    }

    [Fact]
    public async Task Who_manages_the_team_takes_it_off_a_member_who_lost_it_but_never_off_an_admin()
    {
        var tenant = await TestTenant.Create(server);
        var supervisor = await tenant.Agent("luis", "supervisor");
        (await tenant.Admin.Patch("/v1/settings/roles", new { supervisor = new { manageTeam = true } })).Expect(200);
        await SteppedCodes.Of(await tenant.Admin.Post(Path)).Confirm(tenant.Admin);
        var admin = (await tenant.Admin.Get("/v1/me")).Id;
        Assert.Equal(
            "admin", (string)(await supervisor.Client.Delete($"/v1/members/{admin}/totp"))
                .Refuses(403, "forbidden")["permission"]!);

        await SteppedCodes.Of(await supervisor.Client.Post(Path)).Confirm(supervisor.Client);
        (await SignIn(tenant, code: null, "luis")).Refuses(401, "totp-required");
        (await tenant.Admin.Delete($"/v1/members/{supervisor.Id}/totp")).Expect(204);
        (await supervisor.Client.Get("/v1/me")).Refuses(401, "unauthorized");
        (await SignIn(tenant, code: null, "luis")).Expect(201);
    }

    private async Task<ApiClient> SignedIn(TestTenant tenant) =>
        server.With((string)(await SignIn(tenant, code: null)).Expect(201)["token"]!);

    private Task<ApiAnswer> SignIn(
        TestTenant tenant, string? code, string login = "ana", string password = Password) =>
        server.Anonymous.Post("/v1/sessions", new { tenant = tenant.Slug, login, password, code });

    /// <summary>All that the database holds in a column of second factors.</summary>
    private async Task<string> Stored(string column)
    {
        await using var connection = new SqliteConnection($"Data Source={server.DatabaseFile};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select group_concat({column}) from totp";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
