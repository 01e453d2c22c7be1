using LiveChat.Channels.Outbox;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Tests.Outbox;

/// <summary>
/// Random scripts against a plain table of rows: commits with prompt, late and unknown hints, reads that see the rows
/// as they stood when they began, attempts that end in any order. Whatever happens, a message is taken only while it is
/// the first queued of its thread, and in the end everything has been taken.
/// </summary>
public sealed class ThreadLinesSpecs
{
    private const int StepsMax = 400;

    [Fact]
    public void Nothing_overtakes_in_its_thread_and_nothing_is_forgotten()
    {
        for (var seed = 0; seed < 400; seed++) new Script(seed, threads: 1 + seed % 7).Run();
    }

    [Fact]
    public void More_than_fits_memory_is_found_in_the_rows()
    {
        var lines = Trusting();
        for (var i = 0; i < ThreadLines.MessagesMax + 10; i++) lines.Offer(Message(Thread(i), 1));
        var taken = 0;
        while (lines.TryTake(DateTimeOffset.UnixEpoch, out var message))
        {
            lines.Finish(message.Id);
            taken++;
        }

        Assert.Equal(ThreadLines.MessagesMax, taken);
        Assert.True(lines.ReadWanted);
    }

    [Fact]
    public void A_repeated_hint_changes_nothing()
    {
        var lines = Trusting();
        lines.Offer(Message(Thread(1), 1));
        lines.Offer(Message(Thread(1), 1));
        Assert.True(lines.TryTake(DateTimeOffset.UnixEpoch, out var message));
        lines.Offer(Message(Thread(1), 1));
        lines.Finish(message.Id);
        Assert.False(lines.TryTake(DateTimeOffset.UnixEpoch, out _));
    }

    [Fact]
    public void Hints_are_trusted_without_a_read_once_the_rows_are_known()
    {
        var lines = Trusting();
        for (var version = 1; version <= 100; version++)
        {
            lines.Offer(Message(Thread(version % 3), version));
            Assert.True(lines.TryTake(DateTimeOffset.UnixEpoch, out var message));
            lines.Finish(message.Id);
        }

        Assert.False(lines.ReadWanted);
    }

    [Fact]
    public void A_hint_that_comes_during_the_read_that_makes_the_rows_known_wants_no_other_read()
    {
        var lines = new ThreadLines();
        lines.BeginRead();
        lines.Offer(Message(Thread(1), 1));
        lines.Offer(Message(Thread(2), 1));
        lines.EndRead([Message(Thread(1), 1)], DateTimeOffset.UnixEpoch);
        Assert.False(lines.ReadWanted);
        Assert.True(lines.TryTake(DateTimeOffset.UnixEpoch, out _));
        Assert.True(lines.TryTake(DateTimeOffset.UnixEpoch, out _));
    }

    private static ThreadLines Trusting()
    {
        var lines = new ThreadLines();
        lines.BeginRead();
        lines.EndRead([], DateTimeOffset.UnixEpoch);
        return lines;
    }

    private static ThreadId Thread(int n) => new(new Guid(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));

    private static OutboxMessage Message(ThreadId thread, long version) => new(
        default, new MessageId(thread, version), new ConversationId(thread, 1), default, Channel.Sms, "", "", "", [],
        DateTimeOffset.UnixEpoch, 0, DateTimeOffset.UnixEpoch);

    private sealed class Script(int seed, int threads)
    {
        private readonly Random _random = new(seed);
        private readonly ThreadLines _lines = new();
        private readonly SortedDictionary<MessageId, OutboxMessage> _rows =
            new(Comparer<MessageId>.Create((a, b) => (a.Thread, a.Version).CompareTo((b.Thread, b.Version))));
        private readonly List<OutboxMessage> _late = [];
        private readonly List<OutboxMessage> _underWay = [];
        private readonly Dictionary<int, int> _versions = [];
        private List<OutboxMessage>? _snapshot;
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public void Run()
        {
            for (var step = 0; step < StepsMax; step++) Step(_random.Next(12));
            while (_late.Count > 0) GiveHint();
            for (var round = 0; _rows.Count > 0; round++)
            {
                Assert.True(round < 1_000, $"seed {seed}: {_rows.Count} rows are never taken");
                if (round % 50 == 49) _lines.Recheck();
                Settle();
            }
        }

        private void Step(int choice)
        {
            switch (choice)
            {
                case 0 or 1 or 2: Commit(); break;
                case 3 or 4: GiveHint(); break;
                case 5 or 6: Take(); break;
                case 7 or 8: End(); break;
                case 9: BeginRead(); break;
                case 10: EndRead(); break;
                default: _now += TimeSpan.FromSeconds(_random.Next(3)); break;
            }
        }

        private void Settle()
        {
            BeginRead();
            Take();
            End();
            EndRead();
            _now += TimeSpan.FromSeconds(1);
        }

        /// <summary>
        /// An outcome that stays unknown is told as missed, and nothing of that thread is told before that.
        /// </summary>
        private void Commit()
        {
            var n = _random.Next(threads);
            var message = Message(Thread(n), _versions[n] = _versions.GetValueOrDefault(n) + 1);
            _rows.Add(message.Id, message);
            if (_random.Next(20) == 0) _lines.Miss();
            else _late.Add(message);
        }

        /// <summary>Hints may be late, but those of a thread come in order.</summary>
        private void GiveHint()
        {
            if (_late.Count == 0) return;
            var thread = _late[_random.Next(_late.Count)].Id.Thread;
            var index = _late.FindIndex(message => message.Id.Thread == thread);
            _lines.Offer(_late[index]);
            _late.RemoveAt(index);
        }

        private void Take()
        {
            if (!_lines.TryTake(_now, out var message)) return;
            var isRepeated = !_rows.ContainsKey(message.Id);
            var first = _rows.Keys.FirstOrDefault(id => id.Thread == message.Id.Thread);
            Assert.True(isRepeated || first == message.Id, $"seed {seed}: {message.Id.Version} before {first.Version}");
            Assert.DoesNotContain(_underWay, other => other.Id.Thread == message.Id.Thread);
            _underWay.Add(message);
        }

        private void End()
        {
            if (_underWay.Count == 0) return;
            var message = _underWay[_random.Next(_underWay.Count)];
            _underWay.Remove(message);
            if (_random.Next(4) > 0)
            {
                _rows.Remove(message.Id);
                _lines.Finish(message.Id);
                return;
            }

            var next = message with { Attempts = message.Attempts + 1, NextAttemptAt = _now + TimeSpan.FromSeconds(2) };
            if (_rows.ContainsKey(message.Id)) _rows[message.Id] = next;
            _lines.Park(next);
        }

        private void BeginRead()
        {
            if (!_lines.ReadWanted || _lines.Reading) return;
            _lines.BeginRead();
            _snapshot = [.. _rows.Values.DistinctBy(message => message.Id.Thread).OrderBy(it => it.NextAttemptAt)];
        }

        private void EndRead()
        {
            if (!_lines.Reading) return;
            if (_random.Next(8) == 0) _lines.AbandonRead();
            else _lines.EndRead(_snapshot!, _now);
        }
    }
}
