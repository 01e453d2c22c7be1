namespace LiveChat.Silo.Composition;

/// <summary>
/// Logs to the console, one line each, UTC. Until the start is over, what the framework says of a failed start is left
/// out: the person who started the program gets one clear line instead.
/// </summary>
internal sealed class StartLogs
{
    private volatile bool _started;

    public void Configure(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(it =>
        {
            it.SingleLine = true;
            it.UseUtcTimestamp = true;
            it.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", AfterStart);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", AfterStart);
    }

    /// <summary>The same logs for what is there before the program is composed.</summary>
    public ILoggerFactory CreateFactory(IConfiguration configuration) => LoggerFactory.Create(logging =>
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        Configure(logging);
    });

    public void Started() => _started = true;

    private bool AfterStart(LogLevel level) => _started && level >= LogLevel.Warning;
}
