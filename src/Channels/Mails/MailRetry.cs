using LiveChat.Channels.Outbox;
using LiveChat.Storage.Administration.Mails;

namespace LiveChat.Channels.Mails;

/// <summary>
/// What an attempt means for a mail: sent, given up, or tried again after 10, 20, 40 … 3,600 s, each a fifth more or
/// less at random. It is given up after 24 hours or 40 attempts, whichever comes first.
/// </summary>
public static class MailRetry
{
    public const int AttemptsMax = 40;
    public static readonly TimeSpan AgeMax = TimeSpan.FromHours(24);
    private static readonly TimeSpan _delayMin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _delayMax = TimeSpan.FromHours(1);
    private const double Spread = 0.2;
    private const int DoublingsMax = 9;

    /// <summary>Notes the result in the mail, whose attempts count this one.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="attempt">What came of the attempt.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="chance">From 0 (the shortest delay) to 1 (the longest).</param>
    public static void Note(MailRow mail, Attempt attempt, DateTimeOffset now, double chance)
    {
        mail.Code = attempt.Code;
        if (attempt.Outcome == AttemptOutcome.Taken) End(mail, MailState.Sent, now);
        else if (attempt.Outcome == AttemptOutcome.Postponed) PutBack(mail, now);
        else PutOff(mail, attempt, now, chance);
    }

    private static void PutBack(MailRow mail, DateTimeOffset now)
    {
        mail.Attempts--;
        mail.NextAttemptAt = now;
    }

    private static void PutOff(MailRow mail, Attempt attempt, DateTimeOffset now, double chance)
    {
        var doublings = Math.Clamp(mail.Attempts - 1, 0, DoublingsMax);
        var plain = TimeSpan.FromTicks(Math.Min(_delayMin.Ticks << doublings, _delayMax.Ticks));
        mail.NextAttemptAt = now + (plain * (1 - Spread + (2 * Spread * chance)));
        if (attempt.Outcome == AttemptOutcome.Refused
            || mail.Attempts >= AttemptsMax
            || mail.NextAttemptAt - mail.CreatedAt > AgeMax) End(mail, MailState.Dead, now);
    }

    /// <summary>What it said is nobody's business any more.</summary>
    private static void End(MailRow mail, MailState state, DateTimeOffset now)
    {
        mail.State = state;
        mail.SealedLetter = "";
        mail.EndedAt = now;
    }
}
