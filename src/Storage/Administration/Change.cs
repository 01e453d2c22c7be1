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
    private readonly List<AuditNote> _notes = [];
    private readonly List<Func<AdministrationContext, CancellationToken, Task>> _direct = [];

    public AdministrationContext Rows => rows;

    /// <summary>Who makes the change.</summary>
    public AuditActor Actor { get; set; } = actor;

    public DateTimeOffset Now => now;

    public CancellationToken Cancel => cancel;

    /// <summary>What it has touched so far.</summary>
    public Touched Touched { get; } = new();

    public IReadOnlyCollection<AuditNote> Notes => _notes;

    /// <summary>
    /// For the audit log, beside the rows that change, which are noted by themselves. Noted even of a command that is
    /// then refused.
    /// </summary>
    public void Note(AuditNote note) => _notes.Add(note);

    /// <summary>
    /// For what is written past the tracked rows: it is done at the end of a command that succeeds, and never of one
    /// that is refused.
    /// </summary>
    public void Write(Func<AdministrationContext, CancellationToken, Task> direct) => _direct.Add(direct);

    internal async Task WriteDirectly()
    {
        foreach (var write in _direct) await write(rows, cancel);
    }

    internal void DropNotes() => _notes.Clear();

    /// <summary>The tenant and what all of its queues and agents inherit.</summary>
    public void Touch(TenantId tenant) => Touched.Add(tenant);

    /// <summary>The tenant, its actors, its senders, its sessions and keys are gone.</summary>
    public void Vanish(TenantId tenant) => Touched.AddVanished(tenant);

    /// <summary>What actors read of the tenant when they need it, and do not keep.</summary>
    public void TouchAlone(TenantId tenant) => Touched.AddAlone(tenant);

    public void Touch(TenantId tenant, QueueId queue) => Touched.Add(tenant, queue);

    public void Touch(TenantId tenant, AgentId agent) => Touched.Add(tenant, agent);

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

    public void Touch(SenderRow sender) => Touched.Add(sender);

    public void Touch(TokenHash token) => Touched.Add(token);

    /// <summary>The open conversations will arm their deadlines anew, even after a crash.</summary>
    public async Task OweReview(TenantId tenant, QueueId? queue = null)
    {
        var number = await rows.OweReview(tenant, queue, cancel);
        Touched.Add(new DeadlineReview(tenant, queue, number));
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
        if (waiting + Touched.MailsQueued >= TenantLimits.MailsQueuedMax) return null;

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
        Touched.AddMails(1);
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
