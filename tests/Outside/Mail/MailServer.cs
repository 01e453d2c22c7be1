using System.Diagnostics;
using System.Text.Json;

namespace LiveChat.Outside.Mail;

/// <summary>What the mail server has taken, as it understood it.</summary>
public sealed record ReceivedMail(
    string EnvelopeFrom, string To, bool Encrypted, string? User, string ContentType, string Subject, string Text,
    string Html, IReadOnlyDictionary<string, string> Headers, string Raw);

/// <summary>
/// A real mail server on 127.0.0.1, of another make than ours: Debian's <c>python3-aiosmtpd</c>. The names that it
/// refuses are told in <c>smtp_server.py</c>.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly Task<string> _complaints;

    private MailServer(Process process, int port)
    {
        _process = process;
        _complaints = process.StandardError.ReadToEndAsync();
        Port = port;
    }

    public int Port { get; }

    /// <param name="port">Null: any that is free.</param>
    /// <param name="login"><c>user:password</c> that it asks for.</param>
    /// <param name="certificate">The files of a certificate and its key, with which it insists on TLS.</param>
    /// <param name="implicitTls">Whether it speaks TLS from the start; otherwise after STARTTLS.</param>
    public static async Task<MailServer> Start(
        int? port = null, string? login = null, (string Certificate, string Key)? certificate = null,
        bool implicitTls = false)
    {
        var taken = port ?? ServerProcess.FreePort();
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Mail", "smtp_server.py"));
        start.ArgumentList.Add($"{taken}");
        if (login is not null) start.ArgumentList.Add(login);
        if (certificate is { } files)
        {
            start.ArgumentList.Add(files.Certificate);
            start.ArgumentList.Add(files.Key);
            start.ArgumentList.Add(implicitTls ? "implicit" : "starttls");
        }

        var server = new MailServer(Process.Start(start)!, taken);
        await server.Line("its start (apt-get install python3-aiosmtpd)");
        return server;
    }

    /// <summary>The next mail that it takes.</summary>
    public async Task<ReceivedMail> Next() =>
        JsonSerializer.Deserialize<ReceivedMail>(await Line("the next mail"), _web)!;

    /// <summary>Returns when a mail to <c>hang@…</c> waits for its answer.</summary>
    public async Task Hangs() => Assert(await Line("a mail that hangs"), "hanging");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Assert(string line, string expected)
    {
        if (!line.Contains(expected, StringComparison.Ordinal)) throw new InvalidOperationException(line);
    }

    private async Task<string> Line(string phase)
    {
        try
        {
            var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(_patience);
            return line ?? throw new InvalidOperationException($"It ended before {phase}: {await _complaints}");
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not within {_patience.TotalSeconds} s: {phase}");
        }
    }
}
