using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Events;
using LiveChat.Storage.Postgres.Writing;

namespace LiveChat.Storage.Postgres.Conversations;

/// <summary>
/// One append on its way, with its bodies already encoded, and what its batch saw at its gates.
/// </summary>
internal sealed class AppendWork(Append append) : Work<AppendResult>(append.Tenant)
{
    public Append Append { get; } = append;

    public ConversationHead Head => Append.Head;

    public ThreadId Thread => Append.Thread;

    public EncodedEvents Bodies { get; } = EncodedEvents.Of(append.Events.AsSpan());

    public int Shard { get; } = DeadlineShard.Of(append.Thread);

    /// <summary>Whether it begins a session; else it goes on with one.</summary>
    public bool Opens => Append.FirstVersion == Head.FirstVersion;

    /// <summary>The session whose head stands at the version before: its own, or the one before it.</summary>
    public int OrdinalBefore => Opens ? Head.Id.Ordinal - 1 : Head.Id.Ordinal;

    /// <summary>The head of <see cref="OrdinalBefore"/>, held by the batch; null where there is none.</summary>
    public HeadBefore? Before { get; set; }

    /// <summary>The thread has a session after <see cref="OrdinalBefore"/> already.</summary>
    public bool HasLater { get; set; }

    /// <summary>What the seen key was first answered; null while it is free.</summary>
    public SeenAnswer? First { get; set; }

    /// <summary>The epoch, held by the batch, of whoever fences it.</summary>
    public long Epoch { get; set; }

    /// <summary>The conversation's number.</summary>
    public long Number { get; set; }

    /// <summary>What its gates let it do, everything of it or nothing.</summary>
    public AppendResult Decide()
    {
        if (First is not null) return new AppendResult(AppendOutcome.Duplicate, First);
        if (!IsNext) return new AppendResult(AppendOutcome.Conflict);
        return new AppendResult(
            Append.Fence is { } fence && fence.Epoch != Epoch ? AppendOutcome.Fenced : AppendOutcome.Appended);
    }

    /// <summary>A batch that begins again looks anew.</summary>
    public void Forget() => (Before, HasLater, First, Epoch) = (null, false, null, 0);

    /// <summary>
    /// Whether its first event is the thread's next, in the present session or in the one after it.
    /// </summary>
    private bool IsNext => !HasLater && (OrdinalBefore == 0
        ? Append.FirstVersion == 1 && Opens
        : Before is { } before && before.Tenant == Append.Tenant && before.Version + 1 == Append.FirstVersion);
}

/// <summary>What of a head decides whether an append may follow it.</summary>
internal sealed record HeadBefore(TenantId Tenant, long Version, long StateVersion, long Number);
