namespace LiveChat.Storage.Administration;

/// <summary>How much one tenant can have, so that what is held in memory per tenant is bounded.</summary>
public static class TenantLimits
{
    public const int SeatsMax = 100_000;
    public const int MessagesPerSecondMax = 10_000_000;
    public const int QueuesMax = 2_000;
    public const int SendersMax = 10_000;
    public const int ApiKeysMax = 1_000;

    /// <summary>Invitations ever made.</summary>
    public const int InvitationsMax = 200_000;

    /// <summary>Links of one invitation, so that nobody is flooded with mail.</summary>
    public const int LinksOfInvitationMax = 20;

    /// <summary>Queues of one agent.</summary>
    public const int MembershipsMax = 200;

    /// <summary>Sessions of one member; the oldest gives way to one more.</summary>
    public const int SessionsMax = 50;

    /// <summary>Mails that wait to be sent; while there are as many, further ones are not queued.</summary>
    public const int MailsQueuedMax = 10_000;
}
