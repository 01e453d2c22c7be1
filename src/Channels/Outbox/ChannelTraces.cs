using System.Diagnostics;
using LiveChat.Contracts.Outbox;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// Activities of source <c>LiveChat.Channels</c>: each attempt to hand over an MT, in the trace that led to it, which
/// its row keeps. Where none is known, each begins a trace of its own.
/// </summary>
internal static class ChannelTraces
{
    private static readonly ActivitySource _source = new("LiveChat.Channels");

    public static Activity? Attempt(OutboxMessage message)
    {
        if (!_source.HasListeners()) return null;
        var activity = _source.StartActivity("mt attempt", ActivityKind.Producer, message.Cause);
        activity?.SetTag("livechat.tenant", message.Tenant.ToString());
        activity?.SetTag("livechat.conversation", message.Conversation.ToString());
        activity?.SetTag("livechat.channel", message.Channel.ToString());
        activity?.SetTag("livechat.attempt", message.Attempts + 1);
        return activity;
    }
}
