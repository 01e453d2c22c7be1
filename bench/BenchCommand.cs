using System.CommandLine;
using LiveChat.Bench.Deployments;
using LiveChat.Bench.Floor;
using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Bench.Scenarios;

namespace LiveChat.Bench;

/// <summary>The command line: which scenarios, how long, how much, and where the results go.</summary>
public static class BenchCommand
{
    private static readonly string[] All =
    [
        "floor", "intake", "lifecycle", "assign", "hold", "recover", "deadlines", "directory", "fairness", "growth",
    ];

    private static readonly Argument<string[]> Which = new("scenarios")
    {
        Description = $"Any of {string.Join(", ", All)}; all when none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<double> Seconds = Number("--seconds", "Measured time of each timed part.", 10.0);
    private static readonly Option<double> WarmUp = Number("--warm-up", "Seconds before each.", 10.0);
    private static readonly Option<int> Rounds = Number("--rounds", "Turns of floor and intake.", 2);
    private static readonly Option<int> Connections = Number("--connections", "Connections of the generator.", 64);
    private static readonly Option<int> Contacts = Number("--contacts", "Contacts in floor and intake.", 20_000);
    private static readonly Option<int> Agents = Number("--agents", "Agents on streams.", 200);
    private static readonly Option<int> Cap = Number("--cap", "Conversations per agent in lifecycle and assign.", 5);
    private static readonly Option<int> Open = Number("--open", "Open conversations in hold and recover.", 100_000);
    private static readonly Option<double> Idle = Number("--idle", "Seconds before hold looks again.", 150.0);
    private static readonly Option<int> Waiting = Number("--waiting", "Waiting ones in recover.", 10_000);

    private static readonly Option<int> Deadlines = Number("--deadlines", "Deadlines that come due.", 100_000);
    private static readonly Option<double> Spread = Number("--spread", "Seconds over which they come due.", 60.0);

    private static readonly Option<int> Handled = Number("--handled", "Conversations in directory.", 100_000);

    private static readonly Option<int> QuietRate = Number(
        "--quiet-rate", "Conversations each second of the quiet tenant in fairness.", 20);

    private static readonly Option<int> GrowthWaiting = Number("--growth-waiting", "Waiting in growth.", 100_000);
    private static readonly Option<int> GrowthAgents = Number("--growth-agents", "Agents in growth.", 10_000);
    private static readonly Option<int> GrowthTenants = Number("--growth-tenants", "Tenants in growth.", 1_000);
    private static readonly Option<int> History = Number("--history", "Messages of history in growth.", 5_000_000);

    private static readonly Option<string> On = new("--on")
    {
        Description = "What floor, intake, lifecycle, assign and fairness measure side by side, and growth, too, but "
            + $"for clusters: any of {string.Join(",", Deployment.All)}. Clusters need a build with Orleans.",
        DefaultValueFactory = _ => Deployment.Sqlite.Name,
    };

    private static readonly Option<string?> Connection = new("--connection")
    {
        Description = "A PostgreSQL user who may create databases, as Npgsql reads it. Default: a server of the "
            + "bench's own, from the installed program.",
    };

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Where the servers keep their data: the disk that is measured. Default: a temporary directory.",
    };

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "The JSON file with the results.",
        DefaultValueFactory = _ => new FileInfo("artifacts/bench/results.json"),
    };

    public static RootCommand Create()
    {
        Which.AcceptOnlyFromAmong(All);
        var root = new RootCommand("Measures LiveChat from outside, through its HTTP API.")
        {
            Which, Seconds, WarmUp, Rounds, Connections, Contacts, Agents, Cap, Open, Idle, Waiting,
            Deadlines, Spread, Handled, QuietRate, GrowthWaiting, GrowthAgents, GrowthTenants, History, On, Connection,
            Data, Out,
        };
        root.SetAction(Run);

        var port = new Argument<int>("port");
        var data = new Argument<string>("data");
        var database = new Argument<string?>("database") { Arity = ArgumentArity.ZeroOrOne };
        var floor = new Command("floor-server", "Runs the bare endpoint; the floor scenario starts it.")
        {
            port, data, database,
        };
        floor.SetAction(parsed => FloorServer.Run(
            parsed.GetRequiredValue(port), parsed.GetRequiredValue(data), parsed.GetValue(database)));
        root.Add(floor);

        var flood = new Command("flood-worker", "Sends what it is told to; the fairness scenario starts it.");
        flood.SetAction(_ => FloodWorker.Run());
        root.Add(flood);
        return root;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        var data = parsed.GetValue(Data)?.CreateSubdirectory($"livechat-bench-{Guid.NewGuid():N}").FullName
            ?? Directory.CreateTempSubdirectory("livechat-bench-").FullName;
        var options = new BenchOptions
        {
            Data = data,
            Duration = TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
            WarmUp = TimeSpan.FromSeconds(parsed.GetValue(WarmUp)),
            Rounds = parsed.GetValue(Rounds),
            Connections = parsed.GetValue(Connections),
            Contacts = parsed.GetValue(Contacts),
            Agents = parsed.GetValue(Agents),
            Cap = parsed.GetValue(Cap),
            Open = parsed.GetValue(Open),
            Idle = TimeSpan.FromSeconds(parsed.GetValue(Idle)),
            Waiting = parsed.GetValue(Waiting),
            Deadlines = parsed.GetValue(Deadlines),
            Spread = TimeSpan.FromSeconds(parsed.GetValue(Spread)),
            Handled = parsed.GetValue(Handled),
            QuietRate = parsed.GetValue(QuietRate),
            GrowthWaiting = parsed.GetValue(GrowthWaiting),
            GrowthAgents = parsed.GetValue(GrowthAgents),
            GrowthTenants = parsed.GetValue(GrowthTenants),
            History = parsed.GetValue(History),
            On = Chosen(parsed.GetRequiredValue(On)),
        };
        try
        {
            var named = parsed.GetValue(Which)!;
            await using var postgres = new PostgresHost(parsed.GetValue(Connection));
            var figures = await Measure(options, named.Length == 0 ? All : named, postgres);
            Results.Show(figures);
            Results.Save(parsed.GetValue(Out)!.FullName, options, figures);
            Console.WriteLine(parsed.GetValue(Out));
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static Deployment[] Chosen(string names) =>
    [
        .. names.Split(',').Select(name => Deployment.All.FirstOrDefault(it => it.Name == name)
            ?? throw new ArgumentException($"--on: there is no {name}.")),
    ];

    private static async Task<IReadOnlyList<Figure>> Measure(
        BenchOptions options, string[] which, PostgresHost postgres)
    {
        await PublishedProgram.Prepare(withCluster: options.On.Any(it => it.IsCluster));
        var servers = new Servers(options);
        var sites = new Sites(options, servers, postgres);
        var figures = new List<Figure>();
        if (which.Contains("floor") || which.Contains("intake"))
            figures.AddRange(await new IntakeScenario(options, servers, sites).Run(which.Contains("intake")));
        if (which.Contains("lifecycle") || which.Contains("assign"))
            figures.AddRange(await new LifecycleScenario(options, sites).Run(which.Contains("assign")));
        if (which.Contains("hold") || which.Contains("recover"))
            figures.AddRange(
                await new HoldScenario(options, servers).Run(which.Contains("hold"), which.Contains("recover")));
        if (which.Contains("deadlines")) figures.AddRange(await new DeadlinesScenario(options, servers).Run());
        if (which.Contains("directory")) figures.AddRange(await new DirectoryScenario(options, servers).Run());
        if (which.Contains("fairness")) figures.AddRange(await new FairnessScenario(options, sites).Run());
        if (which.Contains("growth")) figures.AddRange(await new GrowthScenario(options, sites).Run());
        return figures;
    }

    private static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
