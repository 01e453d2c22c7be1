using System.Diagnostics;
using System.Net;
using System.Text;

namespace LiveChat.Architecture.Tests;

/// <summary>
/// Restoring a project of this repository looks its packages up among the known vulnerabilities that the package
/// sources tell of. Here a source on loopback tells of one.
/// </summary>
public sealed class PackageAuditTests : IDisposable
{
    private const string Vulnerable = "nodatime";

    private static readonly TimeSpan _restoreMax = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livechat-audit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_known_vulnerability_of_a_package_fails_the_build_and_a_source_that_tells_of_none_does_not()
    {
        foreach (var props in (string[])["Directory.Build.props", "Directory.Packages.props"])
            Write(props, $"<Project><Import Project=\"{Checkout.Root}/{props}\" /></Project>");
        Write("Some.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="NodaTime" /></ItemGroup></Project>
            """);
        var (status, said) = await Restore($$"""
            {"{{Vulnerable}}":[{"url":"https://advisories.test/1","severity":0,"versions":"[0.0.0, )"}]}
            """);
        Assert.True(status != 0 && said.Contains("error NU1901"), said);
        (status, said) = await Restore("{}");
        Assert.True(status == 0, said);
    }

    /// <summary>Packages are those that this build has restored already; only the audit asks the source.</summary>
    private async Task<(int Status, string Said)> Restore(string vulnerabilities)
    {
        using var source = new AuditSource(vulnerabilities);
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /></packageSources>
              <auditSources>
                <clear />
                <add key="here" value="{source.Index}" allowInsecureConnections="true" />
              </auditSources>
            </configuration>
            """);
        var start = new ProcessStartInfo("dotnet", ["restore", "--force", "-nodeReuse:false", "-tl:off"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            Environment = { ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(_folder.FullName, source.Port) },
        };
        using var restore = Process.Start(start)!;
        using var end = new CancellationTokenSource(_restoreMax);
        await using var killed = end.Token.Register(() => restore.Kill(entireProcessTree: true));
        var said = await restore.StandardOutput.ReadToEndAsync(end.Token);
        await restore.WaitForExitAsync(end.Token);
        return (restore.ExitCode, said);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    /// <summary>A package source with known vulnerabilities and nothing else, as NuGet's protocol has it.</summary>
    private sealed class AuditSource : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly string _base;

        public AuditSource(string vulnerabilities)
        {
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Port = $"{((IPEndPoint)probe.LocalEndpoint).Port}";
            }

            _base = $"http://127.0.0.1:{Port}/";
            _listener.Prefixes.Add(_base);
            _listener.Start();
            _ = Serve(vulnerabilities);
        }

        public string Port { get; }

        public string Index => $"{_base}index.json";

        public void Dispose() => _listener.Close();

        private async Task Serve(string vulnerabilities)
        {
            try
            {
                while (true)
                {
                    var http = await _listener.GetContextAsync();
                    var body = http.Request.Url!.AbsolutePath switch
                    {
                        "/index.json" => $$"""
                            {"version":"3.0.0","resources":[
                              {"@id":"{{_base}}known.json","@type":"VulnerabilityInfo/6.7.0"}]}
                            """,
                        "/known.json" => $$"""
                            [{"@name":"base","@id":"{{_base}}base.json","@updated":"2026-01-01T00:00:00Z"}]
                            """,
                        _ => vulnerabilities,
                    };
                    await http.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                    http.Response.Close();
                }
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                // The listener was closed.
            }
        }
    }
}
