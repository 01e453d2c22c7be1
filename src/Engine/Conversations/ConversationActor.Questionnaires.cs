using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Conversations;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;

namespace LiveChat.Engine.Conversations;

/// <summary>Questionnaires of the contact and of its agents.</summary>
public sealed partial class ConversationActor
{
    private async ValueTask<object?> Ask(AskContact it)
    {
        if (!Has(it.Conversation) || await ports.Directory.Tenant(Id.Tenant) is not { } tenant)
            return new ActionReply(Rejection.NotFound);
        var rules = tenant.QuestionnaireRules.Contact;
        var wanted = it.Questionnaire ?? rules.Questionnaire;
        return tenant.Questionnaires.Find(wanted, QuestionnairePurpose.Contact) is { } questionnaire
            ? Answer(await Commit(new SendQuestionnaire(
                Now, it.Conversation.Ordinal, it.Caller, questionnaire, tenant.Language, rules.AnswerWithin,
                rules.AgentsMaySend)))
            : new ActionReply(Rejection.NoQuestionnaire);
    }

    private async ValueTask<object?> Fill(FillAgentForm it) => await FormRules() is { } rules
        ? Answer(await Commit(new FillForm(
            Now, it.Conversation.Ordinal, it.Caller, it.Questionnaire, it.Answers, it.Complete, rules)))
        : new ActionReply(Rejection.NoQuestionnaire);

    private async ValueTask<object?> Cancel(CancelAgentForm it)
    {
        if (!Has(it.Conversation)) return new ActionReply(Rejection.NotFound);
        return await FormRules() is { } rules
            ? Answer(await Commit(new CancelForm(
                Now, it.Conversation.Ordinal, it.Caller, rules.Questionnaire!.Value, rules)))
            : new ActionReply(Rejection.NoQuestionnaire);
    }

    /// <summary>Whether there is such a conversation, of whatever state.</summary>
    private bool Has(ConversationId conversation) =>
        conversation.Ordinal >= 1 && conversation.Ordinal <= _state.Ordinal;

    /// <summary>How its agents fill in the tenant's questionnaire; null: there is none.</summary>
    private async ValueTask<AgentQuestionnaireRules?> FormRules()
    {
        var tenant = await ports.Directory.Tenant(Id.Tenant);
        var rules = tenant?.QuestionnaireRules.Agent;
        return tenant?.Questionnaires.Find(rules?.Questionnaire, QuestionnairePurpose.Agent) is null ? null : rules;
    }

    /// <summary>What may make the contact's message an answer; null: it has not been asked anything.</summary>
    private async ValueTask<QuestionnaireTerms?> TermsOfAnswers(TenantEntry? tenant)
    {
        if (_state.Asked is not { } asked || tenant is null) return null;
        var repeats = asked is { Purpose: QuestionnairePurpose.Waiting, Attempt: 1 };
        var queues = tenant.Questionnaires.Find(asked.Questionnaire)?.Find(asked.Question)?.Options
            .Select(option => option.Steering?.Queue).OfType<QueueId>().Distinct() ?? [];
        var open = new List<QueueId>();
        foreach (var queue in queues)
        {
            var entry = await ports.Directory.Queue(Id.Tenant, queue);
            if (entry?.Hours.IsOpen(Now) == true) open.Add(queue);
        }

        return new QuestionnaireTerms(tenant.Questionnaires, tenant.Language)
        {
            AnswerWithin = tenant.QuestionnaireRules.Contact.AnswerWithin,
            RepeatText = repeats
                ? await ports.Directory.Phrase(Id.Tenant, PhraseKey.QuestionnaireRepeat, _state.Language)
                : "",
            OpenQueues = [.. open],
        };
    }

    /// <summary>What the contact is asked if the live chat ends with this commit; null: nothing.</summary>
    private static ClosingQuestionnaire? AtClose(Conversation before, TenantEntry? tenant)
    {
        var wasServed = before.State is ConversationState.Assigned or ConversationState.Held;
        if (!wasServed || before.ContactAsked || tenant?.QuestionnaireRules.Contact is not { SendAtClose: true } rules)
            return null;
        return tenant.Questionnaires.Find(rules.Questionnaire, QuestionnairePurpose.Contact) is { } questionnaire
            ? new ClosingQuestionnaire(questionnaire, rules.AnswerWithin)
            : null;
    }
}
