using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Storage.Erasures;

/// <summary>
/// Erases for good, in slices of bounded size, each one transaction. What is erased is overwritten in the database's
/// file. Repeating a slice that was done does nothing.
/// </summary>
public interface IErasureStore
{
    /// <summary>
    /// Erases about so many rows of whatever bears the tenant's id, but not the tenant's row and its audit log; how
    /// many it were. 0: nothing is left.
    /// </summary>
    ValueTask<int> EraseTenant(TenantId tenant, int rowsMax, CancellationToken cancel = default);

    /// <summary>The same for the audit log of a tenant whose row is gone.</summary>
    ValueTask<int> EraseAudit(TenantId tenant, int rowsMax, CancellationToken cancel = default);

    /// <summary>
    /// Clears conversations from the newest on, behind the cursor, and gives the cursor to go on from; null at the end.
    /// Open conversations stay as they are. Of a closed one nothing stays, but of the last of each thread a frame that
    /// is not shown: whose it was, that it was opened and closed, whether the contact takes messages. So a contact who
    /// said STOP stays opted out, and no id of a message is ever given twice.
    /// </summary>
    ValueTask<ClearedSlice> ClearHistory(
        TenantId tenant, ListCursor? after, int conversationsMax, CancellationToken cancel = default);

    /// <summary>
    /// Takes what was erased out of the write-ahead log. False: somebody reads an older state just now; try again.
    /// </summary>
    ValueTask<bool> Settle(CancellationToken cancel = default);
}

/// <param name="Erased">Rows.</param>
/// <param name="Next">Null: that was all.</param>
public readonly record struct ClearedSlice(int Erased, ListCursor? Next);
