using LiveChat.Outside;

namespace LiveChat.Gateway.Tests;

/// <summary>
/// The real bearerbox and smsbox with the configuration that the repository ships, in which only ports, paths, secrets
/// and the pause between retries are put in.
/// </summary>
internal sealed class KannelGateway : IAsyncDisposable
{
    public const string Username = "livechat";
    public const string Password = "sms-secret-1";
    private readonly string _folder;
    private readonly int _adminPort = ServerProcess.FreePort();
    private readonly int _smsboxPort = ServerProcess.FreePort();
    private Box? _bearerbox;
    private Box? _smsbox;

    public KannelGateway(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    public int SmscPort { get; } = ServerProcess.FreePort();

    public int SendSmsPort { get; } = ServerProcess.FreePort();

    public string SendSmsUrl => $"http://127.0.0.1:{SendSmsPort}/cgi-bin/sendsms";

    public string Logs => string.Join('\n', Directory.GetFiles(_folder, "*.log").Select(File.ReadAllText));

    /// <param name="hookUrl">The sender's hookUrl.</param>
    public async Task Start(Uri hookUrl)
    {
        var configuration = Path.Combine(_folder, "kannel.conf");
        await File.WriteAllTextAsync(configuration, Fill(await File.ReadAllTextAsync(Shipped()), hookUrl));
        _bearerbox = Box.Start(KannelBinaries.Bearerbox, _folder, configuration);
        await _bearerbox.Listens(_smsboxPort);
        _smsbox = Box.Start(KannelBinaries.Smsbox, _folder, configuration);
        await _smsbox.Listens(SendSmsPort);
    }

    public async ValueTask DisposeAsync()
    {
        if (_smsbox is not null) await _smsbox.DisposeAsync();
        if (_bearerbox is not null) await _bearerbox.DisposeAsync();
    }

    private string Fill(string shipped, Uri hookUrl)
    {
        var filled = shipped;
        Put("http://127.0.0.1:8080/v1/hooks/kannel/CONNECTION", hookUrl.ToString());
        Put("admin-port = 13000", $"admin-port = {_adminPort}");
        Put("smsbox-port = 13001", $"smsbox-port = {_smsboxPort}");
        Put("sendsms-port = 13013", $"sendsms-port = {SendSmsPort}");
        Put("port = 10000", $"port = {SmscPort}");
        Put("admin-password = ADMIN", "admin-password = admin-secret-1");
        Put("password = PASSWORD", $"password = {Password}");
        Put("/var/spool/kannel", _folder);
        Put("/var/log/kannel", _folder);
        Put("http-queue-delay = 5", "http-queue-delay = 1");
        return filled;

        void Put(string placeholder, string value)
        {
            Assert.Contains(placeholder, filled);
            filled = filled.Replace(placeholder, value);
        }
    }

    private static string Shipped()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "deploy", "kannel", "kannel.conf");
            if (File.Exists(file)) return file;
        }

        throw new FileNotFoundException("deploy/kannel/kannel.conf is not above the test.");
    }
}
