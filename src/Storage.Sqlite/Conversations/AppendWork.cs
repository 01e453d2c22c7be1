using LiveChat.Storage.Conversations;
using LiveChat.Storage.Events;
using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite.Conversations;

/// <summary>One append on its way, with its bodies already encoded.</summary>
internal sealed class AppendWork(Append append) : Work<AppendResult>(append.Tenant)
{
    public Append Append { get; } = append;

    public EncodedEvents Bodies { get; } = EncodedEvents.Of(append.Events.AsSpan());

    protected override AppendResult Run(Writer writer) => writer.Appends.Write(this);
}
