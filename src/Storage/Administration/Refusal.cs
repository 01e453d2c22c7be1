namespace LiveChat.Storage.Administration;

/// <summary>Why an administrative command changed nothing.</summary>
public enum Refusal : byte
{
    None = 0,

    /// <summary>What was typed is not the tenant's name.</summary>
    NotConfirmed,
    NotFound,
    SlugTaken,
    UsernameTaken,
    EmailTaken,
    NoSeats,
    SeatsInUse,
    SenderTaken,

    /// <summary>The tenant has senders that are not among the addresses it may use.</summary>
    SendersInUse,

    SenderNotAllowed,
    QueueInUse,
    UnknownQueue,
    UnknownAgent,
    UnknownLabel,
    LabelNameTaken,
    UnknownStatus,
    TotpActive,
    TotpNotBegun,
    UnknownQuestionnaire,
    QuestionnaireNameTaken,

    /// <summary>Settings name the questionnaire for what it is for.</summary>
    QuestionnaireInUse,

    /// <summary>The settings are no longer of the version that the caller saw.</summary>
    VersionMoved,

    /// <summary>The tenant would be left without an admin who can sign in.</summary>
    LastAdmin,

    /// <summary>Only an admin, or an API key, does this to an admin.</summary>
    AdminsAlone,

    /// <summary>The tenant has as many of these as one tenant may have (<see cref="TenantLimits"/>).</summary>
    LimitReached,

    /// <summary>Without it nobody could reach the platform's calls any more.</summary>
    LastPlatformKey,

    InvitationUsed,
    InvitationExpired,
    InvitationRevoked,
}
