using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Mails;

/// <summary>One mail to one person, written with the change that is its reason.</summary>
public sealed class MailRow
{
    public required TenantId Tenant { get; init; }

    /// <summary>Also the left half of its Message-ID, the same in each attempt, so that a repeated one shows.</summary>
    public required Guid Id { get; init; }

    public required LetterKind Kind { get; init; }
    public required string Recipient { get; init; }

    /// <summary>The letter, sealed, since it may hold a link that lets one in; empty once it is sent or dead.</summary>
    public required string SealedLetter { get; set; }

    public MailState State { get; set; } = MailState.Queued;

    /// <summary>Begun, whatever came of them.</summary>
    public int Attempts { get; set; }

    /// <summary>Of a queued mail. While an attempt is under way it lies behind its longest time.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>How the last attempt ended: <c>smtp-550</c>, <c>timeout</c>, <c>unreachable</c>, ….</summary>
    public string? Code { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was sent or given up.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
