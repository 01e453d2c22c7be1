using LiveChat.Silo.Starting;

namespace LiveChat.Silo.Composition;

/// <summary>
/// <c>livechat health</c>: the readiness probe, for whoever has no HTTP client, as a container without a shell. Exit
/// code 0 when the server can serve, 1 when it cannot or does not answer.
/// </summary>
internal static class HealthQuestion
{
    private static readonly TimeSpan s_answerMax = TimeSpan.FromSeconds(5);

    public static async Task<int> Run(LiveChatOptions options)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = s_answerMax };
        try
        {
            using var answer = await http.GetAsync(new Uri(options.OwnUrl, "/health/ready"));
            Console.WriteLine(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException)
        {
            Console.WriteLine($"{options.OwnUrl}: {silence.Message}");
            return 1;
        }
    }
}
