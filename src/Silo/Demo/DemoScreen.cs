using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LiveChat.Silo.Demo;

/// <summary>Shows the board: as a live table on a terminal, else as a line every few seconds.</summary>
public static class DemoScreen
{
    private const int BarWidth = 6;
    private static readonly TimeSpan TableEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    public static async Task Show(DemoBoard board, CancellationToken stop)
    {
        try
        {
            if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi) await Lines(board, stop);
            else await Table(board, stop);
        }
        catch (OperationCanceledException)
        {
            // The demonstration ends.
        }
    }

    private static Task Table(DemoBoard board, CancellationToken stop) =>
        AnsiConsole.Live(Rendered(board.View())).AutoClear(false).StartAsync(async screen =>
        {
            while (true)
            {
                screen.UpdateTarget(Rendered(board.View()));
                await Task.Delay(TableEvery, stop);
            }
        });

    private static async Task Lines(DemoBoard board, CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(LineEvery, stop);
            var now = board.View();
            await Console.Out.WriteLineAsync(Summary(now) + Load(now));
        }
    }

    private static string Summary(DemoView now) => string.Create(CultureInfo.InvariantCulture,
        $"waiting {now.Queues.Sum(queue => queue.Waiting)}, with agents {now.Agents.Sum(agent => agent.InHand)}, "
        + $"assigned {now.Totals.Assigned} ({now.AssignedPerSecond:0.0}/s), "
        + $"answered {now.Totals.Answered} ({now.AnsweredPerSecond:0.0}/s), "
        + $"closed {now.Totals.Closed} ({now.ClosedPerSecond:0.0}/s), turned away {now.Totals.TurnedAway}");

    private static string Load(DemoView now) => string.Concat(now.Agents
        .Where(agent => agent.InHand > 0)
        .Select(agent => $" | {agent.Name} {agent.InHand}/{DemoPlan.ConversationsPerAgent}"));

    private static IRenderable Rendered(DemoView now) => new Rows(
        new Markup($"[bold]{Markup.Escape(Summary(now))}[/]"),
        new Columns(Queues(now), Agents(now)) { Expand = false },
        new Panel(new Rows(now.LastLines.Select(line => new Text(line) { Overflow = Overflow.Ellipsis })))
            .Header("last").Expand());

    private static Table Queues(DemoView now)
    {
        var table = new Table().AddColumns("queue", "waiting", "longest", "online", "available");
        foreach (var queue in now.Queues)
            table.AddRow(
                queue.Name, queue.Waiting > 0 ? $"[yellow]{queue.Waiting}[/]" : "0", $"{queue.LongestWaitSeconds} s",
                $"{queue.Online}", $"{queue.Available}");
        return table;
    }

    private static Table Agents(DemoView now)
    {
        var table = new Table().AddColumns("agent", "load", "answered");
        foreach (var agent in now.Agents) table.AddRow(agent.Name, Bar(agent.InHand), $"{agent.Answered}");
        return table;
    }

    private static string Bar(int inHand)
    {
        var full = Math.Min(BarWidth, inHand * BarWidth / DemoPlan.ConversationsPerAgent);
        return $"[green]{new string('█', full)}[/][grey]{new string('░', BarWidth - full)}[/] {inHand}";
    }
}
