using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using LiveChat.Channels.Mails;
using LiveChat.Channels.Outbox;
using LiveChat.Channels.Tests.Support;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Mails;
using LiveChat.Storage.Administration.Senders;
using LiveChat.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Channels.Tests.Mails;

/// <summary>The dispatcher over a store of its own, with a carrier that does what a test says.</summary>
internal sealed class MailRoom : IMailCarrier, ISecretSeal, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-mail-tests-").FullName;
    private SqliteStore? _store;

    public WatchedTime Time { get; } = new();

    public MailOutbox Outbox => new(this, sends: true);

    public NotedLog Log { get; } = new();

    /// <summary>Every attempt, in order.</summary>
    public ConcurrentQueue<(Guid Id, string To, Letter Letter)> Carried { get; } = [];

    /// <summary>What the mail server says.</summary>
    public Func<string, CancellationToken, Task<Attempt>> Server { get; set; } =
        (_, _) => Task.FromResult(Attempt.Taken);

    public IAdministrationDatabase Database => _store!.Administration;

    public static async Task<MailRoom> Open()
    {
        var room = new MailRoom();
        room._store = await SqliteStore.Open(
            new SqliteOptions(Path.Combine(room._folder, "store.db")), TimeProvider.System, NullLoggerFactory.Instance);
        return room;
    }

    public MailDispatcher Dispatcher() => new(
        Database, Outbox, this, new MailMetrics(new Meters()), Time, new EvenChance(), Log);

    /// <summary>The mail server says nothing from now on; the task ends when it is first asked.</summary>
    public Task Hang()
    {
        var asked = new TaskCompletionSource();
        Server = async (_, cancel) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return Attempt.Taken;
        };
        return asked.Task;
    }

    public static TenantId Tenant(int n = 1) => new(new Guid(n, 1, 1, [0, 0, 0, 0, 0, 0, 0, 0]));

    /// <summary>Queues a mail; the dispatcher, where there is one, is told as after any change.</summary>
    public async Task<Guid> Queue(string to, MailDispatcher? dispatcher = null, int tenant = 1)
    {
        var letter = LetterBook.Write(
            LetterKind.PasswordChanged, "en", ("name", "Zoë"), ("tenant", "Acme"), ("time", "now"));
        Change? change = null;
        var id = await Database.Write(async (rows, cancel) =>
        {
            change = new Change(rows, AuditActor.System, Time.GetUtcNow(), cancel);
            return await change.Mail(Outbox.Compose(Tenant(tenant), to, letter));
        });
        dispatcher?.Forget(change!.Touched);
        return id!.Value;
    }

    public Task<MailRow> Row(Guid id) =>
        Database.Read((rows, cancel) => rows.Mails.SingleAsync(it => it.Id == id, cancel)).AsTask();

    /// <summary>The mail once its row says that it was tried so often and is no longer under way.</summary>
    public async Task<MailRow> Tried(Guid id, int attempts)
    {
        MailRow? row = null;
        await Outside.Poll.Until($"{attempts} attempts on record", TimeSpan.FromSeconds(20), async () =>
        {
            row = await Row(id);
            return row.Attempts == attempts && (row.Code is not null || row.State != MailState.Queued);
        });
        return row!;
    }

    public async ValueTask<Attempt> Carry(Guid id, string recipient, Letter letter, CancellationToken cancel)
    {
        Carried.Enqueue((id, recipient, letter));
        return await Server(recipient, cancel);
    }

    public string Seal(string secret) => new([.. secret.Reverse()]);

    public string Open(string sealedSecret) => sealedSecret == "garbage"
        ? throw new CryptographicException()
        : new([.. sealedSecret.Reverse()]);

    public async ValueTask DisposeAsync()
    {
        await _store!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class EvenChance : Random
    {
        public override double NextDouble() => 0.25;
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class NotedLog : ILogger<MailDispatcher>
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");
}
