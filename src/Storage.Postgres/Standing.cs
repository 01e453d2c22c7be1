using Microsoft.Extensions.Logging;

namespace LiveChat.Storage.Postgres;

/// <summary>How the database stands, as the last one to use it found it.</summary>
internal sealed partial class Standing(TimeProvider time, ILogger log)
{
    private volatile StoreHealth _last = StoreHealth.Good;
    private volatile bool _ended;

    public StoreHealth Last => _last;

    public void NoteServing()
    {
        if (_last.Serves || _ended) return;
        _last = StoreHealth.Good;
        LogServing(log);
    }

    public void NoteTrouble(StoreUnavailableException trouble)
    {
        var known = _last;
        if (_ended) return;
        if (known.Serves) LogTrouble(log, trouble);
        _last = new StoreHealth(trouble.Message, known.Since ?? time.GetUtcNow());
    }

    public void NoteEnd()
    {
        _ended = true;
        _last = new StoreHealth("The store has stopped.", time.GetUtcNow());
    }

    [LoggerMessage(1, LogLevel.Error, "The database cannot serve; what needs it is refused until it can")]
    private static partial void LogTrouble(ILogger log, Exception trouble);

    [LoggerMessage(2, LogLevel.Information, "The database serves again")]
    private static partial void LogServing(ILogger log);
}
