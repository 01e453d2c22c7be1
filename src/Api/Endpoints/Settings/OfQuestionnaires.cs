using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// <c>GET|PUT|PATCH /v1/settings/questionnaires</c>: which questionnaires contacts and agents get, and how.
/// </summary>
internal static class OfQuestionnaires
{
    private const string Path = "/settings/questionnaires";
    private const string Example = """{"contact":{"questionnaireId":null,"sendAtClose":false}}""";
    private const int AnswerSecondsMax = 31 * 24 * 60 * 60;
    private const int HoldSecondsMax = 24 * 60 * 60;

    /// <summary>What is left out of a PUT has its default.</summary>
    public sealed record QuestionnairesRequest
    {
        public Optional<ContactRulesFields> Contact { get; init; }
        public Optional<AgentRulesFields> Agent { get; init; }
    }

    public sealed record ContactRulesFields
    {
        /// <summary>A contact questionnaire; null: none.</summary>
        public Optional<QuestionnaireId?> QuestionnaireId { get; init; }

        /// <summary>It is sent when a live chat that served the contact ends.</summary>
        public Optional<bool> SendAtClose { get; init; }

        /// <summary>Agents may send it; who supervises always may.</summary>
        public Optional<bool> AgentsMaySend { get; init; }

        /// <summary>From 1 to 31 days: what comes later after a question is no answer to it.</summary>
        public Optional<int> AnswerWithinSeconds { get; init; }
    }

    public sealed record AgentRulesFields
    {
        /// <summary>An agent questionnaire; null: none.</summary>
        public Optional<QuestionnaireId?> QuestionnaireId { get; init; }

        /// <summary>False: it is completed in the wrap-up alone.</summary>
        public Optional<bool> CompleteDuring { get; init; }
        public Optional<bool> MayCancel { get; init; }

        /// <summary>False: an agent must answer or cancel it before it closes, or ends the wrap-up.</summary>
        public Optional<bool> MayCloseUnanswered { get; init; }

        /// <summary>From 0 to a day: so long it holds the slot of what its agent has closed.</summary>
        public Optional<int> HoldMaxSeconds { get; init; }
    }

    public sealed record QuestionnairesView(ContactRulesView Contact, AgentRulesView Agent);

    public sealed record ContactRulesView(
        QuestionnaireId? QuestionnaireId, bool SendAtClose, bool AgentsMaySend, int AnswerWithinSeconds);

    public sealed record AgentRulesView(
        QuestionnaireId? QuestionnaireId, bool CompleteDuring, bool MayCancel, bool MayCloseUnanswered,
        int HoldMaxSeconds);

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                SettingResource.Get(http, database, SettingKind.QuestionnaireRules, Shown, cancel))
            .AsResource<QuestionnairesView>("getQuestionnaireRules", "Get how questionnaires are used");
        v1.MapPut(Path, (Body<QuestionnairesRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, _ => new QuestionnaireRules()))
            .AsResourceEdit<QuestionnairesView>(
                "putQuestionnaireRules", "Replace how questionnaires are used", Example)
            .Refuses(404);
        v1.MapPatch(Path, (Body<QuestionnairesRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, present => present))
            .AsResourceEdit<QuestionnairesView>(
                "patchQuestionnaireRules", "Change how questionnaires are used", Example)
            .Refuses(404);
    }

    private static async Task<IResult> Set(
        QuestionnairesRequest request, HttpContext http, AdministrationCommands commands,
        Func<QuestionnaireRules, QuestionnaireRules> otherwise)
    {
        var findings = new Findings();
        var contact = findings.Given("contact", request.Contact);
        var agent = findings.Given("agent", request.Agent);
        if (contact?.AnswerWithinSeconds is { IsGiven: true } within)
            findings.Within("contact.answerWithinSeconds", within.Value, 1, AnswerSecondsMax);
        if (agent?.HoldMaxSeconds is { IsGiven: true } hold)
            findings.Within("agent.holdMaxSeconds", hold.Value, 0, HoldSecondsMax);
        if (findings.Problem is { } problem) return problem;
        if (!SettingsVersion.TryReadIfMatch(http.Request, out var seen)) return SettingsVersion.Malformed;
        var tenant = http.Principal().Tenant;
        var outcome = await commands.Run(change => QuestionnaireCommands.SetRules(
            change, tenant, seen, present => Over(otherwise(present), contact ?? new(), agent ?? new())));
        return outcome.Value is { } now
            ? SettingsVersion.Answer(http, Shown(now.Value), now.Version)
            : RefusalProblem.Of(
                outcome.Refusal,
                contact?.QuestionnaireId.Value is null ? "agent.questionnaireId" : "contact.questionnaireId");
    }

    private static QuestionnaireRules Over(
        QuestionnaireRules rules, ContactRulesFields contact, AgentRulesFields agent) => new()
        {
            Contact = rules.Contact with
            {
                Questionnaire = contact.QuestionnaireId.Or(rules.Contact.Questionnaire),
                SendAtClose = contact.SendAtClose.Or(rules.Contact.SendAtClose),
                AgentsMaySend = contact.AgentsMaySend.Or(rules.Contact.AgentsMaySend),
                AnswerWithin = Seconds(contact.AnswerWithinSeconds, rules.Contact.AnswerWithin),
            },
            Agent = rules.Agent with
            {
                Questionnaire = agent.QuestionnaireId.Or(rules.Agent.Questionnaire),
                CompleteDuring = agent.CompleteDuring.Or(rules.Agent.CompleteDuring),
                MayCancel = agent.MayCancel.Or(rules.Agent.MayCancel),
                MayCloseUnanswered = agent.MayCloseUnanswered.Or(rules.Agent.MayCloseUnanswered),
                HoldMax = Seconds(agent.HoldMaxSeconds, rules.Agent.HoldMax),
            },
        };

    private static TimeSpan Seconds(Optional<int> given, TimeSpan otherwise) =>
        given.IsGiven ? TimeSpan.FromSeconds(given.Value) : otherwise;

    private static QuestionnairesView Shown(QuestionnaireRules rules) => new(
        new ContactRulesView(
            rules.Contact.Questionnaire, rules.Contact.SendAtClose, rules.Contact.AgentsMaySend,
            (int)rules.Contact.AnswerWithin.TotalSeconds),
        new AgentRulesView(
            rules.Agent.Questionnaire, rules.Agent.CompleteDuring, rules.Agent.MayCancel,
            rules.Agent.MayCloseUnanswered, (int)rules.Agent.HoldMax.TotalSeconds));
}
