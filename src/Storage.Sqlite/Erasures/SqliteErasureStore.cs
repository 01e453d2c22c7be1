using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Erasures;
using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite.Erasures;

/// <summary>
/// Erasing on the writer's connection, whose <c>secure_delete</c> overwrites what is deleted.
/// </summary>
internal sealed class SqliteErasureStore(WriteLane lane) : IErasureStore
{
    public async ValueTask<int> EraseTenant(TenantId tenant, int rowsMax, CancellationToken cancel = default) =>
        await lane.Write(
            tenant,
            (tenant, rowsMax),
            static (writer, it) => new TenantErasure(writer.Connection, it.tenant, it.rowsMax).Rows(),
            cancel);

    public async ValueTask<int> EraseAudit(TenantId tenant, int rowsMax, CancellationToken cancel = default) =>
        await lane.Write(
            tenant,
            (tenant, rowsMax),
            static (writer, it) => new TenantErasure(writer.Connection, it.tenant, it.rowsMax).Audit(),
            cancel);

    public async ValueTask<ClearedSlice> ClearHistory(
        TenantId tenant, ListCursor? after, int conversationsMax, CancellationToken cancel = default) =>
        await lane.Write(
            tenant,
            (tenant, after, conversationsMax),
            static (writer, it) => new HistoryClearing(writer.Connection).Slice(
                it.tenant, it.after, it.conversationsMax),
            cancel);

    public async ValueTask<bool> Settle(CancellationToken cancel = default) =>
        await lane.Write(new Truncation(), cancel);

    /// <summary>Outside of any transaction, as a checkpoint must be.</summary>
    private sealed class Truncation() : Work<bool>(default)
    {
        public override bool StandsAlone => true;

        protected override bool Run(Writer writer)
        {
            var checkpoint = writer.Connection.Prepared("pragma wal_checkpoint(truncate)");
            return checkpoint.ReadFirst(static row => (bool?)(row.Integer(0) == 0)) == true;
        }
    }
}
