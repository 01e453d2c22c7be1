namespace LiveChat.Storage.Administration.Invitations;

/// <summary>How an invitation stands at some instant.</summary>
public enum InvitationState : byte
{
    /// <summary>Its link lets one in; it holds a seat, where it is one for an agent.</summary>
    Pending = 1,

    /// <summary>The person has registered.</summary>
    Active,

    /// <summary>Nobody has used it in time.</summary>
    Expired,

    /// <summary>It was taken back.</summary>
    Revoked,
}
