using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;

namespace LiveChat.Channels.Kannel;

/// <summary>A delivery report (<c>%d</c> and <c>%A</c>) as an update.</summary>
internal static class KannelReport
{
    private const int CodeLengthMax = 64;

    /// <summary>Null when it names no message or says nothing of its state.</summary>
    public static DeliveryUpdate? Read(KannelQuery query, TenantId tenant, DateTimeOffset now)
    {
        if (!MessageId.TryParse(query.Text("id"), out var message)) return null;
        DeliveryState? state = query.Text("type") switch
        {
            "1" => DeliveryState.Delivered,
            "4" or "8" => DeliveryState.Sent,
            "2" or "16" => DeliveryState.Failed,
            _ => null,
        };
        if (state is null) return null;
        var code = state == DeliveryState.Failed ? CodeOf(query) : null;
        return new DeliveryUpdate(tenant, message, state, code, now);
    }

    private static string CodeOf(KannelQuery query)
    {
        var answer = StorableText.Of(query.Text("answer") ?? "");
        if (answer.Length == 0) return $"kannel-{query.Text("type")}";
        return answer.Length > CodeLengthMax ? StorableText.Of(answer[..CodeLengthMax]) : answer;
    }
}
