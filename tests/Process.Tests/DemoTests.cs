using System.Text.RegularExpressions;
using LiveChat.Outside;

namespace LiveChat.Process.Tests;

/// <summary>The first thing a newcomer may try: <c>--demo</c>, with its output going to a file.</summary>
public sealed partial class DemoTests : IDisposable
{
    private static readonly TimeSpan PlaysWithin = TimeSpan.FromSeconds(45);

    private readonly string _data = Directory.CreateTempSubdirectory("livechat-demo-").FullName;

    [Fact]
    public async Task The_demonstration_plays_stops_cleanly_and_plays_again_on_the_same_data()
    {
        for (var start = 1; start <= 2; start++)
        {
            var url = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
            string[] arguments =
                [SiloBinary.Find(), "--demo", "--data", _data, "--urls", url.ToString().TrimEnd('/')];
            await using var server = ServerProcess.Start(url, _data, arguments, new Dictionary<string, string>());
            await Poll.Until(
                "conversations are closed", PlaysWithin, () => SomeClosed().IsMatch(server.Output()), server.Output);
            Assert.Contains("curl", server.Output());
            Assert.DoesNotContain("fail:", server.Output());
            Assert.Equal(0, await server.Stop(TimeSpan.FromSeconds(15)));
        }
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [GeneratedRegex("closed [1-9]")]
    private static partial Regex SomeClosed();
}
