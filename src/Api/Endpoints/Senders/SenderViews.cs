using LiveChat.Contracts.Directory;
using LiveChat.Storage.Administration.Senders;
using Microsoft.Extensions.Configuration;

namespace LiveChat.Api.Endpoints.Senders;

/// <summary>Makes views of senders out of their rows, without their secrets.</summary>
internal sealed class SenderViews(ISecretSeal seal, IConfiguration configuration)
{
    private readonly string? _publicUrl = configuration["LiveChat:PublicUrl"]?.TrimEnd('/');

    public SenderView Of(SenderRow row, HttpRequest request)
    {
        var delivery = SealedDelivery.Open(seal, row.SealedDelivery);
        return new SenderView(
            row.Id, row.Address, row.Channel, SenderFields.ExclusiveMode, row.Queue, DeliveryView.Of(delivery),
            row.Priority, HookUrl(row, delivery, request), row.CreatedAt);
    }

    /// <summary>Without a public URL in the settings, the one by which the administrator reached us.</summary>
    private string? HookUrl(SenderRow row, Delivery delivery, HttpRequest request) => delivery is KannelDelivery kannel
        ? $"{_publicUrl ?? $"{request.Scheme}://{request.Host}"}/v1/hooks/kannel/"
            + new HookConnection(row.Id, kannel.HookKey)
        : null;
}
