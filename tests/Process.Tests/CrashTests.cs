using LiveChat.Process.Tests.Cast;
using Xunit.Abstractions;

namespace LiveChat.Process.Tests;

/// <summary>The published program under load, killed again and again, judged from outside.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Killed_five_times_under_load_it_keeps_every_promise()
    {
        var seed = Seed.Given;
        output.WriteLine($"LIVECHAT_SEED={seed}");
        await using var scene = await Scene.Begin(seed, new SingleRun(Scene.PlatformKey, new SqliteOfRun()));
        await scene.Survive(kills: 5, output);
    }
}

/// <summary>The same on PostgreSQL; there all adapters are called.</summary>
[Collection(PostgresCollection.Name)]
public sealed class CrashOnPostgresTests(PostgresOfTests postgres, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Killed_three_times_under_load_it_keeps_every_promise_on_postgres()
    {
        var seed = Seed.Given;
        output.WriteLine($"LIVECHAT_SEED={seed}");
        var run = new SingleRun(Scene.PlatformKey, await PostgresOfRun.New(postgres.Server));
        await using var scene = await Scene.Begin(seed, run, pulls: false);
        await scene.Survive(kills: 3, output);
    }
}

file static class Killing
{
    public static async Task Survive(this Scene scene, int kills, ITestOutputHelper output)
    {
        var judgement = new Judgement(scene, output);
        for (var kill = 1; kill <= kills; kill++)
        {
            judgement.Tell($"kill {kill}");
            await scene.KillAndRestart();
        }

        await scene.GoOn();
        var log = await judgement.Pass();
        Assert.Contains(log, conversation => conversation.CloseReason == "queueFull");
        Assert.Contains(log, conversation => conversation.CloseReason == "noAgent");
        Assert.Contains(log, conversation => conversation.Events.Any(it => it.Type == "transferred"));
        Assert.Equal(0, await scene.Server.Stop(TimeSpan.FromSeconds(10)));
    }
}
