namespace LiveChat.Silo.Composition;

/// <summary>
/// Logs to the console, one line each, UTC. Until the start is over, what the framework says of a failed start is left
/// out: the person who started the program gets one clear line instead.
/// </summary>
/// <param name="json">Objects of JSON instead, for collectors.</param>
internal sealed class StartLogs(bool json)
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private volatile bool _started;

    public void Configure(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        if (json) logging.AddJsonConsole(it => (it.UseUtcTimestamp, it.TimestampFormat) = (true, TimeFormat));
        else
        {
            logging.AddSimpleConsole(it =>
            {
                it.SingleLine = true;
                it.UseUtcTimestamp = true;
                it.TimestampFormat = TimeFormat + " ";
            });
        }

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
