using System.Diagnostics;
using LiveChat.Contracts.Actors;
using LiveChat.Grains.Wire;
using Mail = LiveChat.Embedded.Envelope;

namespace LiveChat.Grains.Actors;

/// <summary>A message that came to this node; this one is a tell.</summary>
internal class Carried(Envelope envelope) : Mail((IMessage)envelope.Content!)
{
    public override ActivityContext? Cause =>
        envelope.Cause is { } cause ? TraceParent.Read(cause) : null;
}
