namespace LiveChat.Storage.Sqlite.Questionnaires;

/// <summary>The statements over runs of questionnaires and their answers; indexes are named.</summary>
internal static class QuestionnaireSql
{
    public const string InsertRun =
        "insert into questionnaire_run (thread, run, tenant, ordinal, questionnaire, purpose, queue, agent, sent_at, "
        + "outcome) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)";

    public const string PutAnswer =
        "insert into questionnaire_answer (thread, run, question, at, option, score, text) "
        + "values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (thread, run, question) do update "
        + "set at = excluded.at, option = excluded.option, score = excluded.score, text = excluded.text";

    public const string EndRun = "update questionnaire_run set outcome = ?3 where thread = ?1 and run = ?2";

    public const string Runs =
        $"select {Columns} from questionnaire_run r indexed by questionnaire_run_sent {OfConversation} "
        + "where r.tenant = ?1 and r.questionnaire = ?2 and r.sent_at >= ?3 and r.sent_at < ?4 "
        + "and (r.sent_at, r.thread, r.run) < (?5, ?6, ?7) "
        + "order by r.sent_at desc, r.thread desc, r.run desc limit ?8";

    public const string RunsOf =
        $"select {Columns} from questionnaire_run r {OfConversation} "
        + "where r.thread = ?1 and r.tenant = ?2 and r.ordinal = ?3 order by r.run";

    public const string Answers =
        "select question, at, option, score, text from questionnaire_answer where thread = ?1 and run = ?2 "
        + "order by question";

    public const string Outcomes =
        "select outcome from questionnaire_run indexed by questionnaire_run_sent "
        + "where tenant = ?1 and questionnaire = ?2 and sent_at >= ?3 and sent_at < ?4";

    public const string Tallied =
        "select a.thread, a.run, a.question, a.option, a.score, a.text is not null "
        + "from questionnaire_run r indexed by questionnaire_run_sent "
        + "join questionnaire_answer a on a.thread = r.thread and a.run = r.run "
        + "where r.tenant = ?1 and r.questionnaire = ?2 and r.sent_at >= ?3 and r.sent_at < ?4 "
        + "and (?5 = 0 or r.outcome = 1)";

    private const string Columns =
        "r.thread, r.run, r.ordinal, r.questionnaire, r.purpose, r.queue, r.agent, r.sent_at, r.outcome, c.contact";

    private const string OfConversation =
        "cross join conversation c on c.thread = r.thread and c.ordinal = r.ordinal";
}
