using System.CommandLine;

namespace LiveChat.Silo.Starting;

/// <summary>What the command line says. A flag that is not given is null.</summary>
/// <param name="Answer">The exit code, when there is nothing left to do: help was asked for, or a flag is
/// wrong.</param>
public sealed record Flags(Order Order, int? Answer)
{
    private static readonly Option<string> s_urls = new("--urls")
    {
        Description = $"Where to listen, several with ';' between. [default: {LiveChatOptions.UrlsDefault}]",
        HelpName = "urls",
    };

    private static readonly Option<string> s_data = new("--data")
    {
        Description =
            $"The folder of everything that is kept; made where missing. [default: {LiveChatOptions.DataDefault}]",
        HelpName = "folder",
    };

    private static readonly Option<string> s_config = new("--config")
    {
        Description = $"A JSON file of settings. [default: {Settings.FileDefault}, where there is one]",
        HelpName = "file",
    };

    private static readonly Option<bool> s_demo = new("--demo")
    {
        Description = "Adds a tenant and plays contacts and agents against this server for as long as it runs.",
    };

    private static readonly Option<string> s_store = new("--store")
    {
        Description = "Where rows are kept: in a file of the data folder (sqlite) or in a server's database "
            + $"(postgres). [default: {StoreKind.Default}]",
        HelpName = "sqlite|postgres",
    };

    private static readonly Option<string> s_connection = new("--connection")
    {
        Description = "How to connect to PostgreSQL, as 'Host=db;Database=livechat;Username=livechat'. A password is "
            + "better in LiveChat__Connection or in a .pgpass file, where others do not see it.",
        HelpName = "string",
    };

    private static readonly Option<string> s_engine = new("--engine")
    {
        Description = "What runs the actors: this process alone (embedded) or the nodes of a cluster (orleans), which "
            + $"needs PostgreSQL. [default: {EngineKind.Default}]",
        HelpName = "embedded|orleans",
    };

    private static readonly Option<string> s_cluster = new("--cluster")
    {
        Description = "The name that the nodes of the cluster have in common.",
        HelpName = "name",
    };

    private static readonly Option<string> s_role = new("--role")
    {
        Description = $"What a node does: serve HTTP, run actors, or both. [default: {NodeRole.All}]",
        HelpName = "all|api|silo",
    };

    private static readonly Option<string> s_from = new("--from")
    {
        Description = "Of which store. [sqlite]",
        HelpName = "store",
        Required = true,
    };

    private static readonly Option<string> s_to = new("--to")
    {
        Description = "Into which store. [postgres]",
        HelpName = "store",
        Required = true,
    };

    private static readonly Option<string> s_toFile = new("--to")
    {
        Description = "Into which file, which must not be there yet.",
        HelpName = "file",
        Required = true,
    };

    public string? Urls { get; init; }

    public string? Data { get; init; }

    public string? Config { get; init; }

    public bool Demo { get; init; }

    public string? Store { get; init; }

    public string? Connection { get; init; }

    public string? Engine { get; init; }

    public string? Cluster { get; init; }

    public string? Role { get; init; }

    /// <summary>Of a copy.</summary>
    public string? From { get; init; }

    /// <summary>Of a copy or a backup.</summary>
    public string? To { get; init; }

    public static Flags Parse(string[] args)
    {
        var root = new RootCommand(
            "LiveChat routes people who write by SMS and WhatsApp to human agents.\n\n"
            + "Settings come from the file, then from the environment (LiveChat__PlatformKey, LiveChat__PublicUrl,\n"
            + "LiveChat__Outgoing__AllowLoopback, …), then from flags; the later ones win.")
        {
            s_urls, s_data, s_config, s_demo, s_store, s_connection, s_engine, s_cluster, s_role,
        };
        var verify = new Command(
            "verify",
            "Looks for rows of the audit log that were changed, removed or moved, and says which. Changes nothing.")
        {
            s_data, s_config, s_store, s_connection,
        };
        var migrate = new Command(
            "migrate", "Brings the database to this program's schema, and ends. A start does the same by itself.")
        {
            s_data, s_config, s_store, s_connection,
        };
        var copy = new Command("copy", "Copies everything from one store into another, which must be empty.")
        {
            s_from, s_to, s_data, s_config, s_connection,
        };
        var backup = new Command(
            "backup", "Writes all that the data folder's file has into another, while a server may run on it.")
        {
            s_toFile, s_data, s_config,
        };
        var health = new Command("health", "Asks the server that these settings are of whether it can serve.")
        {
            s_urls, s_config,
        };
        root.Subcommands.Add(new Command("audit", "The audit log.") { verify });
        foreach (var command in (Command[])[migrate, copy, backup, health]) root.Subcommands.Add(command);
        var orders = new Dictionary<Command, Order>
        {
            [root] = Order.Serve,
            [verify] = Order.VerifyAudit,
            [migrate] = Order.Migrate,
            [copy] = Order.Copy,
            [backup] = Order.Backup,
            [health] = Order.AskHealth,
        };

        // Without an action of its own a command with subcommands asks for one of them.
        foreach (var command in orders.Keys) command.SetAction(static _ => 0);
        return Read(root.Parse(args), orders);
    }

    private static Flags Read(ParseResult parsed, Dictionary<Command, Order> orders)
    {
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"livechat: {parsed.Errors[0].Message} Try --help.");
            return new Flags(Order.Serve, StartRefusedException.ExitCode);
        }

        var isOrder = orders.Keys.Any(it => it.Action == parsed.Action);
        return new Flags(orders.GetValueOrDefault(parsed.CommandResult.Command), isOrder ? null : parsed.Invoke())
        {
            Urls = parsed.GetValue(s_urls),
            Data = parsed.GetValue(s_data),
            Config = parsed.GetValue(s_config),
            Demo = parsed.GetValue(s_demo),
            Store = parsed.GetValue(s_store),
            Connection = parsed.GetValue(s_connection),
            Engine = parsed.GetValue(s_engine),
            Cluster = parsed.GetValue(s_cluster),
            Role = parsed.GetValue(s_role),
            From = parsed.GetValue(s_from),
            To = parsed.GetValue(s_to) ?? parsed.GetValue(s_toFile),
        };
    }
}
