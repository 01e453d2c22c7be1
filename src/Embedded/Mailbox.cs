namespace LiveChat.Embedded;

/// <summary>
/// Envelopes in the order of their arrival, chained in a ring so that one reference is all that an empty one costs. Not
/// safe for threads: its activation's lock guards it.
/// </summary>
internal struct Mailbox
{
    private Envelope? _last;

    public int Count { get; private set; }

    public void Add(Envelope envelope)
    {
        if (_last is null)
        {
            envelope.Next = envelope;
        }
        else
        {
            envelope.Next = _last.Next;
            _last.Next = envelope;
        }

        _last = envelope;
        Count++;
    }

    public Envelope? Take()
    {
        if (_last is null) return null;
        var first = _last.Next!;
        if (first == _last) _last = null;
        else _last.Next = first.Next;
        first.Next = null;
        Count--;
        return first;
    }
}
