using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Senders;
using LiveChat.Storage.Deadlines;

namespace LiveChat.Storage.Administration;

/// <summary>What a command has touched, for those who remember it, in this process and in others.</summary>
public sealed class Touched
{
    private readonly HashSet<TenantId> _tenants = [];
    private readonly HashSet<TenantId> _tenantsAlone = [];
    private readonly HashSet<TenantId> _vanished = [];
    private readonly HashSet<(TenantId, QueueId)> _queues = [];
    private readonly HashSet<(TenantId, AgentId)> _agents = [];
    private readonly HashSet<(SenderId, Channel, string)> _senders = [];
    private readonly HashSet<TokenHash> _tokens = [];
    private readonly List<DeadlineReview> _reviews = [];

    /// <summary>Tenants, with what all of their queues and agents inherit.</summary>
    public IReadOnlyCollection<TenantId> Tenants => _tenants;

    /// <summary>Tenants of which something changed that no actor keeps.</summary>
    public IReadOnlyCollection<TenantId> TenantsAlone => _tenantsAlone;

    /// <summary>Tenants of which nobody is to see anything any more, whatever is remembered.</summary>
    public IReadOnlyCollection<TenantId> Vanished => _vanished;

    public IReadOnlyCollection<(TenantId Tenant, QueueId Queue)> Queues => _queues;

    public IReadOnlyCollection<(TenantId Tenant, AgentId Agent)> Agents => _agents;

    public IReadOnlyCollection<(SenderId Id, Channel Channel, string Address)> Senders => _senders;

    public IReadOnlySet<TokenHash> Tokens => _tokens;

    public IReadOnlyCollection<DeadlineReview> Reviews => _reviews;

    /// <summary>How many mails were queued.</summary>
    public int MailsQueued { get; private set; }

    public void Add(TenantId tenant) => _tenants.Add(tenant);

    public void AddAlone(TenantId tenant) => _tenantsAlone.Add(tenant);

    /// <summary>The tenant, its actors, its senders, its sessions and keys are gone.</summary>
    public void AddVanished(TenantId tenant)
    {
        _tenants.Add(tenant);
        _vanished.Add(tenant);
    }

    public void Add(TenantId tenant, QueueId queue) => _queues.Add((tenant, queue));

    public void Add(TenantId tenant, AgentId agent) => _agents.Add((tenant, agent));

    public void Add(SenderId sender, Channel channel, string address) => _senders.Add((sender, channel, address));

    public void Add(SenderRow sender) => Add(sender.Id, sender.Channel, sender.Address);

    public void Add(TokenHash token) => _tokens.Add(token);

    public void Add(DeadlineReview review) => _reviews.Add(review);

    public void AddMails(int count) => MailsQueued += count;
}
