using LiveChat.Channels.Mails;
using LiveChat.Channels.Outbox;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Mails;

namespace LiveChat.Channels.Tests.Mails;

public sealed class MailRetryTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_mail_that_was_taken_is_sent_and_what_it_said_is_gone()
    {
        var mail = Mail(attempts: 1);
        MailRetry.Note(mail, Attempt.Taken, _start, 0.5);
        Assert.Equal((MailState.Sent, "", _start), (mail.State, mail.SealedLetter, mail.EndedAt));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(5, 160)]
    [InlineData(9, 2_560)]
    [InlineData(10, 3_600)]
    [InlineData(30, 3_600)]
    public void Each_failure_puts_it_off_for_twice_as_long_up_to_an_hour(int attempts, int seconds)
    {
        foreach (var (chance, share) in (ReadOnlySpan<(double, double)>)[(0, 0.8), (0.5, 1), (1, 1.2)])
        {
            var mail = Mail(attempts);
            MailRetry.Note(mail, Attempt.Failed("timeout"), _start, chance);
            Assert.Equal(MailState.Queued, mail.State);
            Assert.Equal(seconds * share, (mail.NextAttemptAt - _start).TotalSeconds, 3);
            Assert.Equal("timeout", mail.Code);
        }
    }

    [Fact]
    public void A_refusal_for_good_ends_it_at_once() => Ends(Mail(attempts: 1), Attempt.Refused("smtp-550"), _start);

    [Fact]
    public void It_ends_after_a_day_and_not_before()
    {
        Ends(Mail(attempts: 12), Attempt.Failed("timeout"), _start + MailRetry.AgeMax - TimeSpan.FromMinutes(59));
        var mail = Mail(attempts: 12);
        MailRetry.Note(mail, Attempt.Failed("timeout"), _start + MailRetry.AgeMax - TimeSpan.FromMinutes(61), 0.5);
        Assert.Equal(MailState.Queued, mail.State);
    }

    [Fact]
    public void It_ends_after_forty_attempts() =>
        Ends(Mail(MailRetry.AttemptsMax), Attempt.Failed("timeout"), _start.AddMinutes(1));

    [Fact]
    public void An_attempt_that_our_stop_cut_short_does_not_count()
    {
        var mail = Mail(attempts: 3);
        MailRetry.Note(mail, new Attempt(AttemptOutcome.Postponed), _start.AddSeconds(5), 0.5);
        Assert.Equal((MailState.Queued, 2, _start.AddSeconds(5)), (mail.State, mail.Attempts, mail.NextAttemptAt));
    }

    private static void Ends(MailRow mail, Attempt attempt, DateTimeOffset now)
    {
        MailRetry.Note(mail, attempt, now, 0.5);
        Assert.Equal(
            (MailState.Dead, "", now, attempt.Code), (mail.State, mail.SealedLetter, mail.EndedAt, mail.Code));
    }

    private static MailRow Mail(int attempts) => new()
    {
        Tenant = new TenantId(Guid.CreateVersion7()),
        Id = Guid.CreateVersion7(),
        Kind = LetterKind.Invitation,
        Recipient = "zoe@acme.test",
        SealedLetter = "sealed",
        Attempts = attempts,
        NextAttemptAt = _start,
        CreatedAt = _start,
    };
}
