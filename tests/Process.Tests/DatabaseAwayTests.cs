using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Outside;
using LiveChat.Process.Tests.Cast;
using Xunit.Abstractions;

namespace LiveChat.Process.Tests;

/// <summary>The program while its PostgreSQL is stopped under load, and comes back.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DatabaseAwayTests(PostgresOfTests postgres, ITestOutputHelper output)
{
    private const int Contacts = 80;
    private static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(15);

    /// <summary>As <c>pg_ctl stop</c> does it, fast and immediate.</summary>
    [SkippableTheory]
    [InlineData("INT", 10)]
    [InlineData("QUIT", 3)]
    public async Task While_the_database_is_away_all_is_refused_clearly_and_afterwards_nothing_is_lost(
        string signal, int secondsAway)
    {
        var seed = Seed.Given;
        output.WriteLine($"LIVECHAT_SEED={seed}");
        var server = postgres.Server;
        var run = new SingleRun(Scene.PlatformKey, await PostgresOfRun.New(server));
        await using var scene = await Scene.Begin(seed, run, Contacts, pulls: false);
        var judgement = new Judgement(scene, output);
        await scene.GoOn();

        using var outsider = scene.Outsider();
        await server.Stop(signal);
        var began = Stopwatch.GetTimestamp();
        judgement.Tell("away");
        await Poll.Until("it is noticed", NoticedWithin, async () => await Ready(outsider) is not null, run.Output);
        for (var number = 0; Stopwatch.GetElapsedTime(began).TotalSeconds < secondsAway; number++)
            await IsRefused(outsider, number);
        judgement.Tell("still away");
        await server.StartAgain();
        await Poll.Until("it serves again", BackWithin, async () => await Ready(outsider) is null, run.Output);
        judgement.Tell("back");

        await scene.GoOn();
        await judgement.Pass();
        Assert.True(run.Runs, run.Output());
        Assert.Equal(0, await run.Stop(TimeSpan.FromSeconds(10)));
    }

    /// <summary>Null: it can serve; else why not.</summary>
    private static async Task<string?> Ready(HttpClient outsider)
    {
        using var answer = await outsider.GetAsync("/health/ready");
        if (answer.IsSuccessStatusCode) return null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var said = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("unavailable", (string)said!["status"]!);
        return (string)said["trouble"]!;
    }

    /// <summary>A message, a question and the probe; the process itself lives.</summary>
    private static async Task IsRefused(HttpClient outsider, int number)
    {
        Assert.NotEmpty(await Ready(outsider) ?? "");
        using var live = await outsider.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var sent = await outsider.PostAsJsonAsync("/v1/mo", new
        {
            channel = "sms",
            sender = "+34900100200",
            from = $"+34611{number:000000}",
            id = $"outsider-{number}",
            text = "Is anybody there?",
        });
        await IsClear(sent);
        using var asked = await outsider.GetAsync("/v1/conversations?limit=1");
        await IsClear(asked);
    }

    private static async Task IsClear(HttpResponseMessage answer)
    {
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode} {said}");
        Assert.Equal("store-unavailable", (string)JsonNode.Parse(said)!["code"]!);
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
