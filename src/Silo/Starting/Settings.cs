namespace LiveChat.Silo.Starting;

/// <summary>Where settings come from: built-in ones, a file, the environment, flags; the later win.</summary>
public static class Settings
{
    public const string FileDefault = "livechat.json";

    private static readonly Dictionary<string, string?> s_builtIn = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:System"] = "Warning",
        ["Logging:LogLevel:Orleans"] = "Warning",

        // The cluster engine asks it where to place each actor: two lines for every conversation.
        ["Logging:LogLevel:Polly"] = "Warning",

        // It warns that sealing keys are not sealed themselves: their folder is the owner's alone.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
    };

    /// <summary>The terminal is the demonstration's: only what is broken is worth a line in it.</summary>
    private static readonly Dictionary<string, string?> s_builtInOfDemo = new()
    {
        ["Logging:LogLevel:Default"] = "Error",
        ["Logging:LogLevel:Microsoft"] = "Error",
        ["Logging:LogLevel:System"] = "Error",
    };

    /// <exception cref="StartRefusedException">The file is not there, or is not JSON.</exception>
    public static IConfigurationRoot Read(Flags flags)
    {
        var file = Path.GetFullPath(flags.Config ?? FileDefault);
        if (flags.Config is not null && !File.Exists(file))
            throw new StartRefusedException($"There is no file {file}.");
        try
        {
            return new ConfigurationBuilder()
                .AddInMemoryCollection(s_builtIn)
                .AddInMemoryCollection(flags.Demo ? s_builtInOfDemo : [])
                .AddJsonFile(file, optional: true, reloadOnChange: false)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(OfFlags(flags))
                .Build();
        }
        catch (InvalidDataException invalid)
        {
            throw new StartRefusedException($"{file}: {invalid.GetBaseException().Message}", invalid);
        }
    }

    private static Dictionary<string, string?> OfFlags(Flags flags)
    {
        var given = new Dictionary<string, string?>();
        if (flags.Urls is not null) given[LiveChatOptions.Section + ":Urls"] = flags.Urls;
        if (flags.Data is not null) given[LiveChatOptions.Section + ":Data"] = flags.Data;
        if (flags.Store is not null) given[LiveChatOptions.Section + ":Store"] = flags.Store;
        if (flags.Connection is not null) given[LiveChatOptions.Section + ":Connection"] = flags.Connection;
        if (flags.Engine is not null) given[LiveChatOptions.Section + ":Engine"] = flags.Engine;
        if (flags.Cluster is not null) given[LiveChatOptions.Section + ":Cluster:Name"] = flags.Cluster;
        if (flags.Role is not null) given[LiveChatOptions.Section + ":Role"] = flags.Role;
        if (flags.Demo)
        {
            given[LiveChatOptions.Section + ":Demo"] = "true";
            given["Logging:LogLevel:Default"] = "Warning"; // The terminal is the demonstration's.
        }

        return given;
    }
}
