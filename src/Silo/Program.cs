using LiveChat.Silo.Composition;
using LiveChat.Silo.Starting;

var flags = Flags.Parse(args);
if (flags.Answer is { } answer) return answer;
try
{
    var configuration = Settings.Read(flags);
    var options = LiveChatOptions.Read(configuration);
    using var data = DataFolder.Open(options.Data);
    await using var server = await Server.Start(configuration, options, data);
    return await server.Run();
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync($"livechat: {refused.Message}");
    return StartRefusedException.ExitCode;
}
