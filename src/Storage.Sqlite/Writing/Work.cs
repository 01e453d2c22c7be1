using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Sqlite.Writing;

/// <summary>One write that waits for its turn and for the transaction it shares with others.</summary>
/// <param name="tenant">Whose it is; default: the installation's.</param>
internal abstract class Work(TenantId tenant)
{
    public TenantId Tenant { get; } = tenant;

    /// <summary>Whether it is a transaction of its own, which it begins and commits itself.</summary>
    public virtual bool StandsAlone => false;

    /// <summary>
    /// Runs on the writer's thread. It first looks at its gates and only then writes, so that refusing changes nothing.
    /// It may run again when the transaction had to be given up for another's fault.
    /// </summary>
    public abstract void Write(Writer writer);

    /// <summary>Called off the writer's thread, when the transaction is on disk.</summary>
    public abstract void Complete();

    /// <summary>Called off the writer's thread, when nothing of the transaction may be relied on.</summary>
    public abstract void Fail(Exception exception);
}

internal abstract class Work<T>(TenantId tenant) : Work(tenant)
{
    // The continuations of one batch must not run one after the other on the thread that completes it.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _completion.Task;

    public sealed override void Write(Writer writer) => _result = Run(writer);

    public sealed override void Complete() => _completion.TrySetResult(_result!);

    public sealed override void Fail(Exception exception) => _completion.TrySetException(exception);

    protected abstract T Run(Writer writer);
}

/// <summary>A write that is a function of the writer.</summary>
internal sealed class Work<TState, T>(TenantId tenant, TState state, Func<Writer, TState, T> run) : Work<T>(tenant)
{
    protected override T Run(Writer writer) => run(writer, state);
}
