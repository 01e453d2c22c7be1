using LiveChat.Outside.Postgres;

namespace LiveChat.Contract.Tests.Stores;

/// <summary><c>deploy/postgres/livechat.conf</c>, with a real server.</summary>
public sealed class PostgresSettingsTests
{
    [SkippableFact]
    public async Task The_settings_for_the_server_are_taken_by_it_and_each_has_its_reason()
    {
        Skip.IfNot(PostgresServer.IsInstalled, "PostgreSQL is not installed.");
        var lines = await File.ReadAllLinesAsync(DeployedSettings.Path);
        var settings = DeployedSettings.Read();
        Assert.True(settings.Count > 20);
        Assert.All(Paragraphs(lines), it => Assert.True(it[0].StartsWith('#'), $"Why {it[0]}?"));

        await using var server = await PostgresServer.StartOwn([.. settings.Select(it => $"{it.Name}={it.Value}")]);
        var connection = await server.NewDatabase();
        foreach (var setting in settings)
        {
            Assert.Equal("command line", await PostgresServer.Execute(
                connection, $"select source from pg_settings where name = '{setting.Name}'"));
        }
    }

    /// <summary>Lines without an empty one between.</summary>
    private static IEnumerable<List<string>> Paragraphs(IEnumerable<string> lines)
    {
        List<string> paragraph = [];
        foreach (var line in lines.Append(""))
        {
            if (line.Length > 0) paragraph.Add(line);
            else if (paragraph.Count > 0)
            {
                yield return paragraph;
                paragraph = [];
            }
        }
    }
}
