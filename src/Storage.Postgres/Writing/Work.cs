using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>One write that waits for its turn in a lane and for the transaction it shares with others.</summary>
internal abstract class Work(TenantId tenant)
{
    public TenantId Tenant { get; } = tenant;

    /// <summary>The transaction is on disk.</summary>
    public abstract void Complete();

    /// <summary>Nothing of the transaction may be relied on.</summary>
    public abstract void Fail(Exception exception);
}

internal abstract class Work<T>(TenantId tenant) : Work(tenant)
{
    // The continuations of one batch must not run one after the other where it is completed.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _completion.Task;

    /// <summary>What the caller gets once it is on disk; a transaction that begins again sets it again.</summary>
    public T? Result { get; set; }

    public sealed override void Complete() => _completion.TrySetResult(Result!);

    public sealed override void Fail(Exception exception) => _completion.TrySetException(exception);
}
