using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Mails;
using LiveChat.Storage.Administration.Senders;
using LiveChat.Storage.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration;

/// <summary>
/// One administrative command at work: the rows in its transaction, its time, and a note of what it touched, for those
/// who remember it. A command decides before it changes: what it refuses leaves no row changed.
/// </summary>
public sealed class Change(
    AdministrationContext rows, AuditActor actor, DateTimeOffset now, CancellationToken cancel)
{
    private readonly HashSet<TenantId> _tenants = [];
    private readonly HashSet<TenantId> _tenantsAlone = [];
    private readonly HashSet<(TenantId, QueueId)> _queues = [];
    private readonly HashSet<(TenantId, AgentId)> _agents = [];
    private readonly HashSet<(SenderId, Channel, string)> _senders = [];
    private readonly HashSet<TokenHash> _tokens = [];
    private readonly List<DeadlineReview> _reviews = [];
    private readonly List<AuditNote> _notes = [];
    private readonly HashSet<TenantId> _vanished = [];

    public AdministrationContext Rows => rows;

    /// <summary>Who makes the change.</summary>
    public AuditActor Actor { get; set; } = actor;

    public DateTimeOffset Now => now;

    public CancellationToken Cancel => cancel;

    public IReadOnlyCollection<TenantId> Tenants => _tenants;

    /// <summary>Tenants of which something changed that no actor keeps.</summary>
    public IReadOnlyCollection<TenantId> TenantsAlone => _tenantsAlone;

    public IReadOnlyCollection<(TenantId Tenant, QueueId Queue)> Queues => _queues;

    public IReadOnlyCollection<(TenantId Tenant, AgentId Agent)> Agents => _agents;

    public IReadOnlyCollection<(SenderId Id, Channel Channel, string Address)> Senders => _senders;

    public IReadOnlyCollection<TokenHash> Tokens => _tokens;

    public IReadOnlyCollection<DeadlineReview> Reviews => _reviews;

    public IReadOnlyCollection<AuditNote> Notes => _notes;

    /// <summary>
    /// For the audit log, beside the rows that change, which are noted by themselves. Noted even of a command that is
    /// then refused.
    /// </summary>
    public void Note(AuditNote note) => _notes.Add(note);

    /// <summary>How many mails it has queued.</summary>
    public int MailsQueued { get; private set; }

    /// <summary>The tenant and what all of its queues and agents inherit.</summary>
    public void Touch(TenantId tenant) => _tenants.Add(tenant);

    /// <summary>Tenants of which nobody is to see anything any more, whatever is remembered.</summary>
    public IReadOnlyCollection<TenantId> Vanished => _vanished;

    /// <summary>The tenant, its actors, its senders, its sessions and keys are gone.</summary>
    public void Vanish(TenantId tenant)
    {
        Touch(tenant);
        _vanished.Add(tenant);
    }

    /// <summary>What actors read of the tenant when they need it, and do not keep.</summary>
    public void TouchAlone(TenantId tenant) => _tenantsAlone.Add(tenant);

    public void Touch(TenantId tenant, QueueId queue) => _queues.Add((tenant, queue));

    public void Touch(TenantId tenant, AgentId agent) => _agents.Add((tenant, agent));

    /// <summary>
    /// Rules of the tenant that timers depend on change with this (settings, hours, phrases): its open conversations
    /// will arm their deadlines anew, even after a crash.
    /// </summary>
    public Task TouchRules(TenantId tenant)
    {
        Touch(tenant);
        return OweReview(tenant, null);
    }

    /// <summary>The same for one queue.</summary>
    public Task TouchRules(TenantId tenant, QueueId queue)
    {
        Touch(tenant, queue);
        return OweReview(tenant, queue);
    }

    public void Touch(SenderRow sender) => _senders.Add((sender.Id, sender.Channel, sender.Address));

    public void Touch(TokenHash token) => _tokens.Add(token);

    /// <summary>The open conversations will arm their deadlines anew, even after a crash.</summary>
    public async Task OweReview(TenantId tenant, QueueId? queue = null)
    {
        var number = await rows.OweReview(tenant, queue, cancel);
        _reviews.Add(new DeadlineReview(tenant, queue, number));
    }

    /// <summary>
    /// Queues a mail that is sent once the change is committed; its id. Null when nothing is queued: there is no mail
    /// server (then <paramref name="mail"/> is null), or the tenant has <see cref="TenantLimits.MailsQueuedMax"/>
    /// waiting already.
    /// </summary>
    public async Task<Guid?> Mail(NewMail? mail)
    {
        if (mail is null) return null;
        var waiting = await rows.Mails.CountAsync(
            row => row.State == MailState.Queued && row.Tenant == mail.Tenant, cancel);
        if (waiting + MailsQueued >= TenantLimits.MailsQueuedMax) return null;

        var queued = new MailRow
        {
            Tenant = mail.Tenant,
            Id = Guid.CreateVersion7(now),
            Kind = mail.Kind,
            Recipient = mail.Recipient,
            SealedLetter = mail.SealedLetter,
            NextAttemptAt = now,
            CreatedAt = now,
        };
        rows.Mails.Add(queued);
        MailsQueued++;
        return queued.Id;
    }

    /// <summary>Takes back a mail that nobody has sent yet; one that is gone or sent stays so.</summary>
    public async Task Withdraw(TenantId tenant, Guid mail)
    {
        var queued = await rows.Mails.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Id == mail && row.State == MailState.Queued, cancel);
        if (queued is not null) rows.Mails.Remove(queued);
    }
}
