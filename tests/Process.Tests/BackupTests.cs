using LiveChat.Process.Tests.Cast;
using Xunit.Abstractions;

namespace LiveChat.Process.Tests;

/// <summary>A backup taken under load, as the documents say, and a program that begins with nothing but it.</summary>
public sealed class BackupTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_backup_under_load_is_of_one_moment_and_a_program_goes_on_with_it() =>
        new Disaster(output).Pass(new SqliteOfRun());
}

/// <summary>The same on PostgreSQL, by its own programs.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BackupOnPostgresTests(PostgresOfTests postgres, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task A_dump_under_load_is_of_one_moment_and_a_program_goes_on_with_it() =>
        await new Disaster(output).Pass(await PostgresOfRun.New(postgres.Server));
}

file sealed class Disaster(ITestOutputHelper output)
{
    private const int Contacts = 80;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);

    public async Task Pass(StoreOfRun store)
    {
        var seed = Seed.Given;
        output.WriteLine($"LIVECHAT_SEED={seed}");
        var run = new SingleRun(Scene.PlatformKey, store);
        await using var scene = await Scene.Begin(seed, run, Contacts, pulls: false);
        var judgement = new Judgement(scene, output);
        await scene.GoOn();
        var marks = scene.Mark();
        var backup = run.NewFolder();
        await store.Backup(run, backup);
        CopyKeys(run.Data, backup);
        judgement.Tell($"backed up, begun at {marks[0].Sent} MO");

        // What comes now is lost with the machine.
        await scene.GoOn();
        await scene.ComeToRest(ReadyWithin);
        Assert.Equal(0, await run.Stop(TimeSpan.FromSeconds(10)));
        scene.Forget();
        judgement.Tell("stopped");

        var data = run.NewFolder();
        CopyKeys(backup, data);
        var restored = await store.Restore(backup, data);
        judgement.Tell("restored");
        await run.StartOn(restored, data, ReadyWithin);
        judgement.Tell("started from the backup");
        Assert.DoesNotContain("The keys in", run.Output());
        Assert.Contains("3 chains verified, 0 faults found.", await run.Do("audit", "verify"));
        judgement.Tell("its audit log verified");
        var begun = await judgement.Pass(marks);
        Assert.True(begun.Count > 0);

        scene.PlayAgain();
        await scene.GoOn();
        var later = await judgement.Pass(marks);
        Assert.True(later.Sum(it => it.Events.Count) > begun.Sum(it => it.Events.Count));
        Assert.Equal(0, await run.Stop(TimeSpan.FromSeconds(10)));
    }

    /// <summary>After the rows: a key that seals one of them is there by then.</summary>
    private static void CopyKeys(string from, string to)
    {
        var target = Directory.CreateDirectory(Path.Combine(to, "keys"));
        foreach (var key in Directory.EnumerateFiles(Path.Combine(from, "keys")))
            File.Copy(key, Path.Combine(target.FullName, Path.GetFileName(key)));
    }
}
