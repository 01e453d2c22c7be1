using System.Text;
using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Administration;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Auth;

[Collection(ServerCollection.Name)]
public sealed class SecretsTests(TestServer server)
{
    [Fact]
    public async Task No_password_token_or_secret_is_anywhere_in_clear_on_disk()
    {
        const string Password = "a-password-to-be-found-7431";
        const string Kannel = "a-kannel-secret-to-be-found-7432";
        var webhook = $"whsec_{Convert.ToBase64String(Encoding.UTF8.GetBytes("a-webhook-secret-to-be-found"))}";
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("A queue to be found 7433");
        var maria = AgentTests.Order("maria");
        maria["password"] = Password;
        (await tenant.Admin.Raw(HttpMethod.Post, "/v1/agents", maria.ToJsonString())).Expect(201);
        var session = (await server.Anonymous.Post(
            "/v1/sessions", new { tenant = tenant.Slug, login = "maria", password = Password })).Expect(201);
        var hook = await Senders(tenant, queue, webhook, Kannel);

        var files = await FilesInData();
        Assert.True(Holds(files, "A queue to be found 7433"), "What is not secret is not found either.");
        string[] secrets =
        [
            Password, Kannel, webhook, hook, (string)session["token"]!, tenant.Adapter.Credential!,
            tenant.Admin.Credential!, TestServer.PlatformKey,
        ];
        Assert.All(secrets, it => Assert.False(Holds(files, it), it));
    }

    /// <summary>The secret part of a hook's URL.</summary>
    private static async Task<string> Senders(TestTenant tenant, string queue, string webhook, string kannel)
    {
        var order = SenderTests.Order(queue);
        order["delivery"]!["secret"] = webhook;
        (await tenant.Admin.Raw(HttpMethod.Post, "/v1/senders", order.ToJsonString())).Expect(201);
        order["address"] = SenderTests.NextAddress();
        order["delivery"] = new JsonObject
        {
            ["kind"] = "kannel",
            ["url"] = "http://127.0.0.1:9/",
            ["username"] = "smsbox",
            ["password"] = kannel,
        };
        var made = (await tenant.Admin.Raw(HttpMethod.Post, "/v1/senders", order.ToJsonString())).Expect(201);
        var hook = (string)made["hookUrl"]!;
        return hook[(hook.IndexOf('-', hook.LastIndexOf('/')) + 1)..];
    }

    /// <summary>The database with its log, and the keys.</summary>
    private async Task<IReadOnlyList<byte[]>> FilesInData()
    {
        var files = new List<byte[]>();
        foreach (var path in Directory.EnumerateFiles(server.Folder, "*", SearchOption.AllDirectories))
        {
            if (path.EndsWith(".lock", StringComparison.Ordinal)) continue;
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            files.Add(bytes.ToArray());
        }

        return files;
    }

    private static bool Holds(IEnumerable<byte[]> files, string text)
    {
        var (utf8, utf16) = (Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text));
        return files.Any(file => file.AsSpan().IndexOf(utf8) >= 0 || file.AsSpan().IndexOf(utf16) >= 0);
    }
}
