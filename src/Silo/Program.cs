using LiveChat.Silo.Composition;
using LiveChat.Silo.Demo;
using LiveChat.Silo.Starting;

var flags = Flags.Parse(args);
if (flags.Answer is { } answer) return answer;
try
{
    if (flags.Order == Order.Copy) return await Copying.Run(flags);
    var settings = Settings.Read(flags);
    var options = LiveChatOptions.Read(settings);
    if (flags.Order == Order.VerifyAudit) return await AuditVerification.Run(options);
    if (flags.Order == Order.Migrate) return await Migrating.Run(options);
    if (flags.Order == Order.Backup) return BackingUp.Run(options, flags.To!);
    if (flags.Order == Order.AskHealth) return await HealthQuestion.Run(options);
    if (options.Demo) return await DemoRun.Serve(settings, options);
    using var data = DataFolder.Open(options.Data);
    var server = await Server.Start(settings, options, data);
    return await server.Run();
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync($"livechat: {refused.Message}");
    return StartRefusedException.ExitCode;
}
