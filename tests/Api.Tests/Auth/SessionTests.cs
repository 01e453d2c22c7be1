using System.Globalization;
using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Auth;

[Collection(ServerCollection.Name)]
public class SessionTests(TestServer server)
{
    private const string Path = "/v1/sessions";
    private const string Password = "correct-horse-1";

    [SkippableTheory]
    [InlineData("ana")]
    [InlineData("ANA")]
    [InlineData("ana@acme.test")]
    [InlineData("Ana@Acme.TEST")]
    public async Task A_member_signs_in_by_username_or_email_in_any_case(string login)
    {
        var tenant = await TestTenant.Create(server);
        var session = (await SignIn(tenant.Slug, login, Password)).Expect(201);
        Assert.Matches("^lcs_[A-Za-z0-9_-]{43}$", (string)session["token"]!);
        var expiresAt = DateTimeOffset.Parse((string)session["expiresAt"]!, CultureInfo.InvariantCulture);
        Assert.InRange(expiresAt - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(7.9), TimeSpan.FromHours(8));
        var member = session["member"]!;
        Assert.Equal(
            ("ana", "Ana", "admin"),
            ((string)member["username"]!, (string)member["displayName"]!, (string)member["role"]!));
        var me = (await server.With((string)session["token"]!).Get("/v1/me")).Expect(200);
        Assert.Equal((string)member["id"]!, me.Id);
        Assert.Equal(tenant.Slug, (string)me["tenant"]!["slug"]!);
    }

    [SkippableFact]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        var (tenant, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        await other.Agent("maria");
        (string Tenant, string Login, string Password)[] wrong =
        [
            (tenant.Slug, "ana", "wrong-password"), (tenant.Slug, "nobody", Password),
            ("no-such-tenant", "ana", Password), (tenant.Slug, "maria", Password), (tenant.Slug, "ana", $"{Password} "),
            (tenant.Slug, "ana\0", Password), (tenant.Slug, "' or 1=1 --", Password),
        ];
        foreach (var (slug, login, password) in wrong)
        {
            var refused = (await SignIn(slug, login, password)).Refuses(401, "credentials");
            Assert.Equal("Tenant, login or password are wrong.", (string)refused["detail"]!);
        }
    }

    [SkippableFact]
    public async Task Every_fault_of_the_body_is_named()
    {
        var tenant = await TestTenant.Create(server);
        var right = new JsonObject { ["tenant"] = tenant.Slug, ["login"] = "ana", ["password"] = Password };
        foreach (var field in (string[])["tenant", "login", "password"])
        {
            foreach (var value in (JsonNode?[])[null, 7, true, new JsonArray(), "", new string('x', 100_000)])
            {
                var body = (JsonObject)right.DeepClone();
                body[field] = value?.DeepClone();
                (await Raw(body)).RefusesFields(field);
            }

            var without = (JsonObject)right.DeepClone();
            without.Remove(field);
            (await Raw(without)).RefusesFields(field);
        }

        foreach (var code in (JsonNode[])["", new string('1', 65), 7, true])
        {
            right["code"] = code;
            (await Raw(right)).RefusesFields("code");
        }

        right["code"] = null;
        (await Raw(right)).Expect(201);
        right["code"] = "123456"; // Who has no second factor needs no code.
        (await Raw(right)).Expect(201);
    }

    [SkippableFact]
    public async Task A_token_is_worth_nothing_after_sign_out_and_others_go_on()
    {
        var tenant = await TestTenant.Create(server);
        var second = server.With((string)(await SignIn(tenant.Slug, "ana", Password)).Expect(201)["token"]!);
        (await second.Delete($"{Path}/current")).Expect(204);
        (await second.Get("/v1/me")).Refuses(401, "unauthorized");
        (await second.Delete($"{Path}/current")).Refuses(401, "unauthorized");
        (await tenant.Admin.Get("/v1/me")).Expect(200);
        (await tenant.Adapter.Delete($"{Path}/current")).Refuses(403, "forbidden");
    }

    [SkippableFact]
    public async Task A_new_password_ends_the_sessions_and_the_old_password()
    {
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria");
        (await tenant.Admin.Patch($"/v1/agents/{maria.Id}", new { password = "battery-staple-2" })).Expect(200);
        (await maria.Client.Get("/v1/me")).Refuses(401, "unauthorized");
        (await SignIn(tenant.Slug, "maria", Password)).Refuses(401, "credentials");
        (await SignIn(tenant.Slug, "maria", "battery-staple-2")).Expect(201);
    }

    [SkippableFact]
    public async Task A_login_is_locked_after_five_failures_whether_it_exists_or_not()
    {
        var (tenant, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        await tenant.Agent("maria");
        foreach (var login in (string[])["maria", "nobody"])
        {
            for (var i = 0; i < 5; i++) (await SignIn(tenant.Slug, login, "wrong")).Refuses(401, "credentials");
            var locked = (await SignIn(tenant.Slug, login.ToUpperInvariant(), Password)).Refuses(429, "locked");
            Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }

        (await SignIn(tenant.Slug, "ana", Password)).Expect(201);
        (await SignIn(other.Slug, "maria", "wrong")).Refuses(401, "credentials");
    }

    [SkippableFact]
    public async Task Many_tries_at_once_are_no_more_than_five()
    {
        var tenant = await TestTenant.Create(server);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => SignIn(tenant.Slug, "ana", "wrong-password")));
        Assert.Equal(5, answers.Count(it => it.Status == 401));
        Assert.Equal(7, answers.Count(it => it.Status == 429));
    }

    private Task<ApiAnswer> SignIn(string tenant, string login, string password) =>
        server.Anonymous.Post(Path, new { tenant, login, password });

    private Task<ApiAnswer> Raw(JsonObject body) => server.Anonymous.Raw(HttpMethod.Post, Path, body.ToJsonString());
}

[Collection(PostgresCollection.Name)]
public sealed class SessionOnPostgres(PostgresApiServer server) : SessionTests(server.OrSkip());
