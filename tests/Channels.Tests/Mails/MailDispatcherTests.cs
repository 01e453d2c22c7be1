using LiveChat.Channels.Mails;
using LiveChat.Channels.Outbox;
using LiveChat.Channels.Tests.Support;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Mails;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Channels.Tests.Mails;

public sealed class MailDispatcherTests
{
    [Fact]
    public async Task What_was_queued_before_the_start_and_after_it_is_sent()
    {
        await using var room = await MailRoom.Open();
        var early = await room.Queue("early@acme.test");
        using var dispatcher = room.Dispatcher();
        await dispatcher.StartAsync(default);
        Assert.Equal(MailState.Sent, (await room.Tried(early, 1)).State);
        var late = await room.Queue("late@acme.test", dispatcher);
        var row = await room.Tried(late, 1);
        await dispatcher.StopAsync(default);

        Assert.Equal((MailState.Sent, ""), (row.State, row.SealedLetter));
        Assert.Equal(["early@acme.test", "late@acme.test"], room.Carried.Select(it => it.To));
        Assert.All(room.Carried, it => Assert.Equal("Your password for Acme was changed", it.Letter.Subject));
    }

    [Fact]
    public async Task A_mail_that_fails_comes_again_under_the_same_id_until_it_is_taken()
    {
        await using var room = await MailRoom.Open();
        room.Server = (_, _) => Task.FromResult(
            room.Carried.Count < 3 ? Attempt.Failed("smtp-451") : Attempt.Taken);
        var start = room.Time.GetUtcNow();
        var mail = await room.Queue("zoe@acme.test");
        using var dispatcher = room.Dispatcher();
        await dispatcher.StartAsync(default);
        await room.Time.AdvanceTo(start.AddSeconds(9));
        await room.Time.AdvanceTo(start.AddSeconds(27));
        var row = await room.Tried(mail, 3);
        await dispatcher.StopAsync(default);

        Assert.Equal(MailState.Sent, row.State);
        Assert.Equal([mail, mail, mail], room.Carried.Select(it => it.Id));
    }

    [Fact]
    public async Task A_mail_that_is_refused_is_dead_and_no_log_names_its_recipient()
    {
        await using var room = await MailRoom.Open();
        room.Server = (to, _) => to.StartsWith("fault", StringComparison.Ordinal)
            ? throw new InvalidOperationException($"cannot send to {to}")
            : Task.FromResult(Attempt.Refused("smtp-550"));
        using var dispatcher = room.Dispatcher();
        await dispatcher.StartAsync(default);
        var refused = await room.Tried(await room.Queue("nobody@acme.test", dispatcher), 1);
        var faulted = await room.Tried(await room.Queue("fault@acme.test", dispatcher), 1);
        await dispatcher.StopAsync(default);

        Assert.Equal((MailState.Dead, "smtp-550", ""), (refused.State, refused.Code, refused.SealedLetter));
        Assert.Equal((MailState.Queued, "fault"), (faulted.State, faulted.Code));
        Assert.Equal(2, room.Log.Lines.Count);
        Assert.DoesNotContain(room.Log.Lines, it => it.Contains("acme.test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_says_nothing_fails_the_attempt_after_its_time()
    {
        await using var room = await MailRoom.Open();
        var hangs = room.Hang();
        var mail = await room.Queue("zoe@acme.test");
        using var dispatcher = room.Dispatcher();
        await dispatcher.StartAsync(default);
        await hangs.Within("the attempt");
        room.Time.Advance(MailDispatcher.AttemptTimeMax);
        var row = await room.Tried(mail, 1);
        await dispatcher.StopAsync(default);
        Assert.Equal((MailState.Queued, "timeout"), (row.State, row.Code));
    }

    [Fact]
    public async Task What_was_under_way_in_a_crash_comes_again_when_its_lease_is_over()
    {
        await using var room = await MailRoom.Open();
        var start = room.Time.GetUtcNow();
        var mail = await room.Queue("zoe@acme.test");
        var taken = await room.Database.Write((rows, cancel) => MailQueue.Claim(
            rows, start, start + MailDispatcher.LeaseTime, MailDispatcher.AtOnceMax, 0, cancel));
        Assert.Equal(mail, Assert.Single(taken).Id);

        using var dispatcher = room.Dispatcher();
        await dispatcher.StartAsync(default);
        await room.Time.AdvanceTo(start.AddSeconds(30));
        Assert.Empty(room.Carried);
        await room.Time.AdvanceTo(start + MailDispatcher.LeaseTime);
        var row = await room.Tried(mail, 2);
        await dispatcher.StopAsync(default);
        Assert.Equal(MailState.Sent, row.State);
    }

    [Fact]
    public async Task A_stop_puts_back_what_is_under_way()
    {
        await using var room = await MailRoom.Open();
        var hangs = room.Hang();
        var mail = await room.Queue("zoe@acme.test");
        using var dispatcher = room.Dispatcher();
        await dispatcher.StartAsync(default);
        await hangs.Within("the attempt");
        await dispatcher.StopAsync(default);
        var row = await room.Row(mail);
        Assert.Equal((MailState.Queued, 0, room.Time.GetUtcNow()), (row.State, row.Attempts, row.NextAttemptAt));
    }

    [Fact]
    public async Task A_letter_that_nobody_can_open_any_more_is_dead()
    {
        await using var room = await MailRoom.Open();
        var mail = await room.Queue("zoe@acme.test");
        await room.Database.Write(async (rows, cancel) =>
        {
            (await rows.Mails.SingleAsync(cancel)).SealedLetter = "garbage";
            return true;
        });
        using var dispatcher = room.Dispatcher();
        await dispatcher.StartAsync(default);
        var row = await room.Tried(mail, 1);
        await dispatcher.StopAsync(default);
        Assert.Equal((MailState.Dead, "unreadable"), (row.State, row.Code));
        Assert.Empty(room.Carried);
    }

    [Fact]
    public async Task Tenants_are_served_in_turn_however_much_one_has_queued()
    {
        await using var room = await MailRoom.Open();
        for (var i = 0; i < 12; i++) await room.Queue("many@acme.test", tenant: 1);
        await room.Queue("one@acme.test", tenant: 2);
        var now = room.Time.GetUtcNow();
        var taken = await room.Database.Write((rows, cancel) =>
            MailQueue.Claim(rows, now, now.AddMinutes(1), countMax: 4, turn: 7, cancel));
        Assert.Contains(taken, it => it.Tenant == MailRoom.Tenant(2));
        Assert.Equal(3, taken.Count);
    }

    [Fact]
    public async Task A_mail_that_was_taken_back_is_not_sent()
    {
        await using var room = await MailRoom.Open();
        var mail = await room.Queue("zoe@acme.test");
        await room.Database.Write(async (rows, cancel) =>
        {
            await new Change(rows, AuditActor.System, room.Time.GetUtcNow(), cancel).Withdraw(MailRoom.Tenant(), mail);
            return true;
        });
        using var dispatcher = room.Dispatcher();
        await dispatcher.StartAsync(default);
        await room.Tried(await room.Queue("other@acme.test", dispatcher), 1);
        await dispatcher.StopAsync(default);
        Assert.Equal(["other@acme.test"], room.Carried.Select(it => it.To));
    }

    [Fact]
    public async Task Ended_mails_are_dropped_after_thirty_days()
    {
        await using var room = await MailRoom.Open();
        var sent = await room.Queue("zoe@acme.test");
        using (var dispatcher = room.Dispatcher())
        {
            await dispatcher.StartAsync(default);
            await room.Tried(sent, 1);
            await dispatcher.StopAsync(default);
        }

        room.Time.Advance(MailDispatcher.KeptTime + TimeSpan.FromSeconds(1));
        using var later = room.Dispatcher();
        await later.StartAsync(default);
        await Outside.Poll.Until("the old mail is gone", TimeSpan.FromSeconds(20), async () =>
            await room.Database.Read((rows, cancel) => rows.Mails.CountAsync(cancel)) == 0);
        await later.StopAsync(default);
    }

    [Fact]
    public async Task A_tenant_that_has_too_many_waiting_queues_no_more()
    {
        await using var room = await MailRoom.Open();
        var letter = room.Outbox.Compose(
            MailRoom.Tenant(), "zoe@acme.test",
            new(Core.Letters.LetterKind.PasswordChanged, "subject", "text", "html"));
        var queued = await room.Database.Write(async (rows, cancel) =>
        {
            var change = new Change(rows, AuditActor.System, room.Time.GetUtcNow(), cancel);
            for (var i = 0; i < TenantLimits.MailsQueuedMax; i++)
            {
                rows.Mails.Add(new MailRow
                {
                    Tenant = MailRoom.Tenant(),
                    Id = Guid.CreateVersion7(),
                    Kind = letter!.Kind,
                    Recipient = "zoe@acme.test",
                    SealedLetter = "x",
                    NextAttemptAt = room.Time.GetUtcNow(),
                    CreatedAt = room.Time.GetUtcNow(),
                });
            }

            await rows.SaveChangesAsync(cancel);
            return await change.Mail(letter);
        });
        Assert.Null(queued);
    }
}
