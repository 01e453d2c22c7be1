namespace LiveChat.Storage.Schema;

/// <summary>
/// The trace that led to an MT, for whoever reads its row: a <c>traceparent</c>, and null where nobody traced.
/// </summary>
internal static class M0025Causes
{
    public static readonly Migration Migration =
        new(25, "causes", d => [$"alter table outbox add column cause {d.Text}"]);
}
