namespace LiveChat.Storage.Schema;

/// <summary>
/// What was asked and answered in questionnaires; <c>run</c> is the version of the event that began one.
/// </summary>
internal static class M0014Questionnaires
{
    public static readonly Migration Migration = new(14, "questionnaires", d =>
    [
        $"create table questionnaire_run (thread {d.Id} not null, run {d.Integer} not null, tenant {d.Id} not null, "
            + $"ordinal {d.Integer} not null, questionnaire {d.Id} not null, purpose {d.Integer} not null, "
            + $"queue {d.Id}, agent {d.Id}, sent_at {d.Integer} not null, outcome {d.Integer} not null, "
            + $"primary key (thread, run)){d.Clustered}",
        "create index questionnaire_run_sent on questionnaire_run (tenant, questionnaire, sent_at, thread, run)",

        $"create table questionnaire_answer (thread {d.Id} not null, run {d.Integer} not null, "
            + $"question {d.Text} not null, at {d.Integer} not null, option {d.Text}, score {d.Integer}, "
            + $"text {d.Text}, primary key (thread, run, question)){d.Clustered}",
    ]);
}
