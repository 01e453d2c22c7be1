using LiveChat.Core.Fairness;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Postgres.Conversations;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// What goes into one batch: writes of one kind, appends of different threads and seen keys. Who comes second waits for
/// the next one, which sees what this one did; and so do those of its tenant behind it, so that everything of a tenant
/// takes effect in the order in which it was handed in. Of one lane.
/// </summary>
internal sealed class BatchJudge
{
    private readonly HashSet<ThreadId> _threads = [];
    private readonly HashSet<(TenantId, SeenKey)> _keys = [];

    public Joining Judge(Work work, List<Work> taken)
    {
        if (taken is [])
        {
            _threads.Clear();
            _keys.Clear();
        }
        else if (work is AppendWork != taken[0] is AppendWork)
        {
            return Joining.Waits;
        }

        return work is not AppendWork append || IsApart(append) ? Joining.Joins : Joining.Waits;
    }

    private bool IsApart(AppendWork append)
    {
        if (append.Append.Seen is { } key && !_keys.Add((append.Tenant, key))) return false;
        return _threads.Add(append.Thread);
    }
}
