using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Senders;

public sealed record NewSender(
    Channel Channel, string Address, QueueId Queue, int Priority, string SealedDelivery);

/// <summary>Null leaves a field as it is.</summary>
public sealed record SenderEdit(QueueId? Queue, int? Priority, string? SealedDelivery);

/// <summary>What becomes of senders.</summary>
public static class SenderCommands
{
    public static async Task<Outcome<SenderRow>> Create(Change change, TenantId tenant, NewSender order)
    {
        var owner = await change.Rows.Tenants.SingleAsync(row => row.Id == tenant, change.Cancel);
        if (owner.AllowedSenders is { } allowed && !allowed.Contains(order.Address)) return Refusal.SenderNotAllowed;
        if (!await QueueExists(change, tenant, order.Queue)) return Refusal.UnknownQueue;
        if (await change.Rows.Senders.AnyAsync(
            row => row.Channel == order.Channel && row.Address == order.Address, change.Cancel))
            return Refusal.SenderTaken;
        if (await change.Rows.Senders.CountAsync(row => row.Tenant == tenant, change.Cancel) >= TenantLimits.SendersMax)
            return Refusal.LimitReached;

        var sender = new SenderRow
        {
            Tenant = tenant,
            Id = new SenderId(Guid.CreateVersion7(change.Now)),
            Channel = order.Channel,
            Address = order.Address,
            Queue = order.Queue,
            Priority = order.Priority,
            SealedDelivery = order.SealedDelivery,
            CreatedAt = change.Now,
        };
        change.Rows.Senders.Add(sender);
        change.Touch(sender);
        return sender;
    }

    public static async Task<Outcome<SenderRow>> Edit(Change change, TenantId tenant, SenderId id, SenderEdit edit)
    {
        if (await Find(change, tenant, id) is not { } sender) return Refusal.NotFound;
        if (edit.Queue is { } queue && !await QueueExists(change, tenant, queue)) return Refusal.UnknownQueue;
        sender.Queue = edit.Queue ?? sender.Queue;
        sender.Priority = edit.Priority ?? sender.Priority;
        sender.SealedDelivery = edit.SealedDelivery ?? sender.SealedDelivery;
        change.Touch(sender);
        return sender;
    }

    public static async Task<Outcome<bool>> Delete(Change change, TenantId tenant, SenderId id)
    {
        if (await Find(change, tenant, id) is not { } sender) return Refusal.NotFound;
        change.Rows.Senders.Remove(sender);
        change.Touch(sender);
        return true;
    }

    private static Task<SenderRow?> Find(Change change, TenantId tenant, SenderId id) =>
        change.Rows.Senders.FirstOrDefaultAsync(row => row.Tenant == tenant && row.Id == id, change.Cancel);

    private static Task<bool> QueueExists(Change change, TenantId tenant, QueueId id) =>
        change.Rows.Queues.AnyAsync(row => row.Tenant == tenant && row.Id == id, change.Cancel);
}
