namespace LiveChat.Api.Auth;

/// <summary>
/// A few places for costly work, given in turn to the sources that wait for one, so that a source that asks for much
/// makes others wait for no more than one piece of its work each time.
/// </summary>
/// <param name="places">How many work at once.</param>
/// <param name="max">How many may work or wait.</param>
/// <param name="ofSourceMax">How many of them may be of one source.</param>
internal sealed class FairTurns(int places, int max, int ofSourceMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = [];
    private readonly Queue<Line> _ring = [];
    private int _free = places;
    private int _present;

    /// <summary>Runs the work when its turn has come.</summary>
    /// <exception cref="PasswordsBusyException">Too many wait, or too many of that source.</exception>
    public async Task<T> Run<T>(string source, Func<Task<T>> work, CancellationToken cancel)
    {
        var line = Enter(source, out var turn);
        try
        {
            if (turn is not null) await Await(turn, cancel);
            try
            {
                return await work();
            }
            finally
            {
                PassOn();
            }
        }
        finally
        {
            Leave(line);
        }
    }

    private Line Enter(string source, out TaskCompletionSource? turn)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(source, out var line)) line = new Line(source);
            if (_present == max || line.Present == ofSourceMax) throw new PasswordsBusyException();
            _lines[source] = line;
            _present++;
            line.Present++;
            turn = null;
            if (_free > 0)
            {
                _free--;
                return line;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            line.Waiting.Enqueue(turn);
            if (line.Waiting.Count == 1) _ring.Enqueue(line);
            return line;
        }
    }

    /// <summary>Who gave up and is given a place all the same passes it on.</summary>
    private async Task Await(TaskCompletionSource turn, CancellationToken cancel)
    {
        await using var gaveUp = cancel.UnsafeRegister(
            static it => ((TaskCompletionSource)it!).TrySetCanceled(), turn);
        await turn.Task;
    }

    private void PassOn()
    {
        lock (_gate)
        {
            while (_ring.TryDequeue(out var line))
            {
                var given = Give(line);
                if (line.Waiting.Count > 0) _ring.Enqueue(line);
                else if (line.Present == 0) _lines.Remove(line.Source);
                if (given) return;
            }

            _free++;
        }
    }

    /// <summary>Whether one of the line was still there to be given the place.</summary>
    private static bool Give(Line line)
    {
        while (line.Waiting.TryDequeue(out var turn))
        {
            if (turn.TrySetResult()) return true;
        }

        return false;
    }

    private void Leave(Line line)
    {
        lock (_gate)
        {
            _present--;
            if (--line.Present == 0 && line.Waiting.Count == 0) _lines.Remove(line.Source);
        }
    }

    private sealed class Line(string source)
    {
        public string Source => source;

        public Queue<TaskCompletionSource> Waiting { get; } = [];

        /// <summary>Who work or wait, and have not given up.</summary>
        public int Present { get; set; }
    }
}
