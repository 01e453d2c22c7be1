using System.CommandLine;
using System.CommandLine.Invocation;

namespace LiveChat.Silo.Starting;

/// <summary>What the command line says. A flag that is not given is null.</summary>
/// <param name="VerifiesAudit">Whether, instead of serving, the audit log is to be verified.</param>
/// <param name="Answer">The exit code, when there is nothing left to do: help was asked for, or a flag is
/// wrong.</param>
public sealed record Flags(
    string? Urls, string? Data, string? Config, bool Demo, bool VerifiesAudit, int? Answer)
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

    public static Flags Parse(string[] args)
    {
        var command = new RootCommand(
            "LiveChat routes people who write by SMS and WhatsApp to human agents.\n\n"
            + "Settings come from the file, then from the environment (LiveChat__PlatformKey, LiveChat__PublicUrl,\n"
            + "LiveChat__Outgoing__AllowLoopback, …), then from flags; the later ones win.")
        {
            s_urls, s_data, s_config, s_demo,
        };
        var verify = new Command(
            "verify",
            "Looks for rows of the audit log that were changed, removed or moved, and says which. Changes nothing.")
        {
            s_data, s_config,
        };
        command.Subcommands.Add(new Command("audit", "The audit log.") { verify });
        // Without an action of its own a command with subcommands asks for one of them.
        command.SetAction(static _ => 0);
        verify.SetAction(static _ => 0);
        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"livechat: {parsed.Errors[0].Message} Try --help.");
            return new Flags(null, null, null, false, false, StartRefusedException.ExitCode);
        }

        return new Flags(
            parsed.GetValue(s_urls), parsed.GetValue(s_data), parsed.GetValue(s_config), parsed.GetValue(s_demo),
            parsed.CommandResult.Command == verify, IsOwn(parsed.Action) ? null : parsed.Invoke());

        bool IsOwn(CommandLineAction? action) => action == command.Action || action == verify.Action;
    }
}
