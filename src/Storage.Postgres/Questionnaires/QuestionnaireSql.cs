namespace LiveChat.Storage.Postgres.Questionnaires;

/// <summary>The statements over runs of questionnaires and their answers.</summary>
internal static class QuestionnaireSql
{
    public const string InsertRun =
        "insert into questionnaire_run (thread, run, tenant, ordinal, questionnaire, purpose, queue, agent, sent_at, "
        + "outcome) values ($1::uuid, $2::bigint, $3::uuid, $4::bigint, $5::uuid, $6::bigint, $7::uuid, $8::uuid, "
        + "$9::bigint, 0)";

    public const string PutAnswer =
        "insert into questionnaire_answer (thread, run, question, at, option, score, text) "
        + "values ($1::uuid, $2::bigint, $3::text, $4::bigint, $5::text, $6::bigint, $7::text) "
        + "on conflict (thread, run, question) do update "
        + "set at = excluded.at, option = excluded.option, score = excluded.score, text = excluded.text";

    public const string EndRun =
        "update questionnaire_run set outcome = $3::bigint where thread = $1::uuid and run = $2::bigint";

    public const string Runs =
        $"select {Columns} from (select * from questionnaire_run where {InSpan} "
        + "and (sent_at, thread, run) < ($5::bigint, $6::uuid, $7::bigint) "
        + "order by sent_at desc, thread desc, run desc limit $8::bigint) r "
        + $"{OfConversation} order by r.sent_at desc, r.thread desc, r.run desc";

    public const string RunsOf =
        $"select {Columns} from questionnaire_run r {OfConversation} "
        + "where r.thread = $1::uuid and r.tenant = $2::uuid and r.ordinal = $3::bigint order by r.run";

    public const string Answers =
        "select m.thread, m.run, a.question, a.at, a.option, a.score, a.text "
        + "from unnest($1::uuid[], $2::bigint[]) as m (thread, run) cross join lateral (select * "
        + "from questionnaire_answer where thread = m.thread and run = m.run offset 0) a "
        + "order by m.thread, m.run, a.question";

    public const string Outcomes = $"select outcome from questionnaire_run where {InSpan}";

    public const string Tallied =
        "select r.thread, r.run, a.question, a.option, a.score, a.text is not null from (select thread, run "
        + $"from questionnaire_run where {InSpan} and (not $5::boolean or outcome = 1) offset 0) r cross join lateral "
        + "(select * from questionnaire_answer where thread = r.thread and run = r.run offset 0) a";

    private const string InSpan =
        "tenant = $1::uuid and questionnaire = $2::uuid and sent_at >= $3::bigint and sent_at < $4::bigint";

    private const string Columns =
        "r.thread, r.run, r.ordinal, r.questionnaire, r.purpose, r.queue, r.agent, r.sent_at, r.outcome, c.contact";

    private const string OfConversation =
        "cross join lateral "
        + "(select contact from conversation where thread = r.thread and ordinal = r.ordinal limit 1) c";
}
