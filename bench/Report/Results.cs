using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Bench.Measures;
using Spectre.Console;

namespace LiveChat.Bench.Report;

/// <summary>Shows the figures as a table and keeps them as JSON.</summary>
public static class Results
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // A share of nothing, where nothing came through.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly IAnsiConsole Terminal = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
    });

    public static void Show(IEnumerable<Figure> figures)
    {
        var table = new Table().AddColumns("scenario", "figure", "wanted", "");
        table.AddColumn(new TableColumn("value").RightAligned());
        string? last = null;
        foreach (var figure in figures)
        {
            if (last is not null && figure.Scenario != last) table.AddEmptyRow();
            table.AddRow(
                figure.Scenario == last ? "" : figure.Scenario, figure.Name, figure.Wanted ?? "",
                figure.Met switch { true => "[green]met[/]", false => "[red]missed[/]", null => "" },
                $"{Shown(figure.Value)} {figure.Unit}".TrimEnd());
            last = figure.Scenario;
        }
        Terminal.Write(table);
    }

    public static void Save(string path, BenchOptions options, IEnumerable<Figure> figures)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            at = DateTimeOffset.UtcNow,
            machine = new
            {
                cores = Environment.ProcessorCount,
                memoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
                os = RuntimeInformation.OSDescription,
                runtime = RuntimeInformation.FrameworkDescription,
            },
            options,
            figures,
        }, Json));
    }

    private static string Shown(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "N0", >= 10 => "N1", 0 => "0", _ => "N2" }, CultureInfo.InvariantCulture);
}
