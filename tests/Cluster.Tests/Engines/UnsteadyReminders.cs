using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;

namespace LiveChat.Cluster.Tests.Engines;

/// <summary>The runtime's reminders, which fail as often as a test wants.</summary>
public class UnsteadyReminders : DispatchProxy
{
    private IReminderRegistry _real = null!;
    private TaskCompletionSource _succeeded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _failures;

    public static void Decorate(IServiceCollection services)
    {
        var real = services.Last(it => it.ServiceType == typeof(IReminderRegistry));
        services.Remove(real);
        services.AddSingleton(provider =>
        {
            var unsteady = Create<IReminderRegistry, UnsteadyReminders>();
            var made = real.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!);
            ((UnsteadyReminders)(object)unsteady)._real = (IReminderRegistry)made;
            return unsteady;
        });
    }

    /// <summary>The task ends when one has succeeded after them.</summary>
    public Task Fail(int times)
    {
        _succeeded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _failures, times);
        return _succeeded.Task;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (Interlocked.Decrement(ref _failures) >= 0)
            return Task.FromException<IGrainReminder>(new IOException("The database is away."));
        _succeeded.TrySetResult();
        return targetMethod!.Invoke(_real, args);
    }
}
