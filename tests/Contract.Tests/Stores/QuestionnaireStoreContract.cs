using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Questionnaires;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>What was asked and answered is found as its events say it, and by its own tenant.</summary>
public abstract class QuestionnaireStoreContract<TStore> : StoreContract<TStore> where TStore : StoreUnderTest, new()
{
    private static readonly RunSpan Always = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    [SkippableFact]
    public async Task A_run_has_the_answers_given_last_and_how_it_ended()
    {
        var script = await Asked(1, at: 10);
        var run = script.State.Version;
        await Appended(script.Step(
            null, null, Answer(11, run, option: "yes"), Answer(12, run, option: "no"),
            Answer(12, run, "why", text: "x"), Answer(13, run, "ease", score: 3), Answer(14, run, "ease")));
        await Appended(script.Step(null, null, Ended(15, run)));

        var found = Assert.Single(await Store.Questionnaires.RunsOf(script.Tenant, script.State.Id));
        Assert.Equal((script.State.Id, run), (found.Conversation, found.Run));
        Assert.Equal((Some.Questionnaire(), QuestionnairePurpose.Contact), (found.Questionnaire, found.Purpose));
        Assert.Equal((Some.Queue(), Some.Agent()), (found.Queue!.Value, found.Agent!.Value));
        Assert.Equal((Some.At(10), QuestionnaireOutcome.Completed), (found.SentAt, found.Outcome!.Value));
        Assert.Equal(script.Head.Contact, found.Contact);
        Assert.Equal(
            [
                new RunAnswer("solved", Core.Questionnaires.Answer.Of("no"), Some.At(12)),
                new RunAnswer("why", Core.Questionnaires.Answer.OfText("x"), Some.At(12)),
            ],
            found.Answers);
    }

    [SkippableFact]
    public async Task A_form_begins_with_its_own_event_and_the_next_question_begins_nothing()
    {
        var script = await Asked(1, at: 10);
        var run = script.State.Version;
        await Appended(script.Step(
            null, null, Answer(11, run), Sent(11, run), new QuestionnaireOpened(
                Some.At(12), By.System, Some.Questionnaire(2))));
        var runs = await Store.Questionnaires.RunsOf(script.Tenant, script.State.Id);
        Assert.Equal([run, script.State.Version], runs.Select(it => it.Run));
        Assert.Equal((QuestionnairePurpose.Agent, Some.Questionnaire(2)), (runs[1].Purpose, runs[1].Questionnaire));
        Assert.Null(runs[1].Outcome);
    }

    [SkippableFact]
    public async Task Runs_are_paged_newest_first_within_their_span()
    {
        List<ThreadScript> scripts = [];
        for (var number = 1; number <= 5; number++) scripts.Add(await Asked(number, at: 10 + (number / 2)));
        var span = new RunSpan(Some.At(10), Some.At(12));
        var all = await Store.Questionnaires.Runs(Some.Tenant(), Some.Questionnaire(), span, null, 100);
        Assert.Equal([11, 11, 10], all.Select(it => (int)(it.SentAt - Some.At(0)).TotalMinutes));
        var first = await Store.Questionnaires.Runs(Some.Tenant(), Some.Questionnaire(), span, null, 2);
        var last = first[^1];
        var rest = await Store.Questionnaires.Runs(
            Some.Tenant(), Some.Questionnaire(), span,
            new RunCursor(last.SentAt, last.Conversation.Thread, last.Run), 2);
        Assert.Equal(all.Select(it => it.Conversation), first.Concat(rest).Select(it => it.Conversation));
        Assert.Equal(5, (await Store.Questionnaires.Runs(
            Some.Tenant(), Some.Questionnaire(), Always, null, 100)).Count);
    }

    [SkippableFact]
    public async Task No_tenant_finds_anothers()
    {
        var script = await Asked(1, at: 10);
        await Asked(2, at: 10, tenant: 2);
        Assert.Empty(await Store.Questionnaires.RunsOf(Some.Tenant(2), script.State.Id));
        Assert.Equal(script.State.Id, Assert.Single(await Store.Questionnaires.Runs(
            Some.Tenant(), Some.Questionnaire(), Always, null, 100)).Conversation);
        Assert.Equal(1, (await Store.Questionnaires.Tally(
            Some.Tenant(), Some.Questionnaire(), Always, completedOnly: false)).Sent);
        Assert.Empty(await Store.Questionnaires.Runs(Some.Tenant(), Some.Questionnaire(2), Always, null, 100));
    }

    [SkippableFact]
    public async Task A_tally_counts_who_was_asked_in_the_span_and_what_they_said()
    {
        string?[] options = ["yes", "yes", "no", null];
        for (var number = 0; number < options.Length; number++)
        {
            var script = await Asked(number + 1, at: 10 + number);
            var run = script.State.Version;
            await Appended(script.Step(
                null, null, Answer(20, run, option: options[number]), Answer(20, run, "ease", score: number)));
            if (number == 0) await Appended(script.Step(null, null, Ended(21, run)));
        }

        await Asked(9, at: 50);
        var span = new RunSpan(Some.At(10), Some.At(13));
        var tally = await Store.Questionnaires.Tally(Some.Tenant(), Some.Questionnaire(), span, completedOnly: false);
        Assert.Equal((3, 3, 1), (tally.Sent, tally.Answered, tally.Completed));
        Assert.Equal((2, 1), (tally.OfOption("solved", "yes"), tally.OfOption("solved", "no")));
        Assert.Equal([(0, 1), (1, 1), (2, 1)], tally.Scores("ease"));
        var completed = await Store.Questionnaires.Tally(
            Some.Tenant(), Some.Questionnaire(), span, completedOnly: true);
        Assert.Equal((3, 1, 1), (completed.Sent, completed.Answered, completed.OfOption("solved", "yes")));
    }

    private async Task<ThreadScript> Asked(int thread, int at, int tenant = 1)
    {
        var script = new ThreadScript(thread, tenant);
        await Appended(script.Open());
        await Appended(script.Assign());
        await Appended(script.Step(null, null, Sent(at, run: null)));
        return script;
    }

    private static QuestionnaireSent Sent(int at, long? run) => new(
        Some.At(at), By.System, Some.Questionnaire(), QuestionnairePurpose.Contact, "solved", "¿Resuelto?", run);

    private static QuestionnaireAnswered Answer(
        int at, long run, string question = "solved", string? option = null, int? score = null, string? text = null) =>
        new(Some.At(at), By.Contact, Some.Questionnaire(), run, question, option, score, text);

    private static QuestionnaireEnded Ended(int at, long run) => new(
        Some.At(at), By.Contact, Some.Questionnaire(), QuestionnairePurpose.Contact, run,
        QuestionnaireOutcome.Completed);
}

public sealed class QuestionnaireStoreInMemory : QuestionnaireStoreContract<MemoryUnderTest>;

public sealed class QuestionnaireStoreOnSqlite : QuestionnaireStoreContract<SqliteUnderTest>;

public sealed class QuestionnaireStoreOnPostgres : QuestionnaireStoreContract<PostgresUnderTest>;
