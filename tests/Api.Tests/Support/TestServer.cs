using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using LiveChat.Api.Auth;
using LiveChat.Silo.Composition;
using LiveChat.Silo.Starting;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Sqlite;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Api.Tests.Support;

/// <summary>
/// The whole product in this process, on a free port of 127.0.0.1 with a store of its own. One serves all test classes
/// of its collection; each test makes the tenants it needs.
/// </summary>
public class TestServer : IAsyncLifetime
{
    public const string PlatformKey = "a-platform-key-of-the-tests-0123456789";

    /// <summary>So few that signing in costs nothing: what a test makes is no secret.</summary>
    public const int PasswordIterations = PasswordHashing.IterationsMin;

    private readonly Lazy<Task<Desk>> _sharedDesk;
    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-api-tests-").FullName;
    private DataFolder? _data;
    private Server? _server;

    public TestServer() => _sharedDesk = new(() => Desk.Create(this));
    private HttpClient? _http;

    /// <summary>Where the server keeps what it keeps.</summary>
    public string Folder => _folder;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyList<Endpoint> Endpoints => _server!.Endpoints;

    /// <summary>Tells its meters from those of other servers in this process.</summary>
    public IMeterFactory Meters => _server!.Meters;

    public string DatabaseFile => _data!.DatabaseFile;

    /// <summary>A stage for tests that change nothing others could notice; making one takes its time.</summary>
    public Task<Desk> SharedDesk => _sharedDesk.Value;

    /// <summary>Settings beside the usual ones.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    public ApiClient Anonymous => With(null);

    public ApiClient Platform => With(PlatformKey);

    private HttpClient Http => _http ?? throw new InvalidOperationException("The server is not started.");

    public async Task InitializeAsync()
    {
        var configuration = (IConfigurationRoot)new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["LiveChat:Urls"] = "http://127.0.0.1:0",
                ["LiveChat:Data"] = _folder,
                ["LiveChat:PlatformKey"] = PlatformKey,
                ["LiveChat:PasswordIterations"] = PasswordIterations.ToString(CultureInfo.InvariantCulture),
                ["LiveChat:Outgoing:AllowLoopback"] = "true",
                ["LiveChat:RateLimits:Address:PerSecond"] = "0", // All tests come from one address.
                ["Logging:LogLevel:Default"] = "Warning",
            }).AddInMemoryCollection(Settings).Build();
        var options = LiveChatOptions.Read(configuration);
        _data = DataFolder.Open(options.Data);
        _server = await Server.Start(configuration, options, _data);
        Url = _server.Url;
        _http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(60) };
    }

    public ApiClient With(string? credential) => new(Http, credential);

    /// <summary>Stops as SIGTERM does, and returns when all has ended.</summary>
    public async Task Stop()
    {
        if (_server is { } running) await running.DisposeAsync();
        _server = null;
    }

    public virtual async Task<List<AuditStanding>> VerifyAudit()
    {
        await using var store = SqliteStore.OpenPresent(
            new SqliteOptions(DatabaseFile), TimeProvider.System, NullLoggerFactory.Instance);
        return await AuditChains.Verify(store.Administration);
    }

    /// <summary>Whether the text stands anywhere in what the server keeps, erased or not.</summary>
    public virtual Task<bool> Holds(string text)
    {
        var needle = Encoding.UTF8.GetBytes(text);
        return Task.FromResult(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(it => !it.EndsWith(".lock", StringComparison.Ordinal))
            .Any(it => ReadShared(it).AsSpan().IndexOf(needle) >= 0));
    }

    public async Task DisposeAsync()
    {
        await Stop();
        _http?.Dispose();
        _data?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
