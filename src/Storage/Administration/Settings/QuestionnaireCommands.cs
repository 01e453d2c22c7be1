using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Settings;

/// <summary>Changes a tenant's questionnaires, and the rules by which they are used.</summary>
public static class QuestionnaireCommands
{
    public static async Task<Outcome<Questionnaire>> Create(
        Change change, TenantId tenant, string name, QuestionnairePurpose purpose, ImmutableArray<Question> questions)
    {
        var present = await Read(change, tenant);
        if (present.Questionnaires.Length >= QuestionnaireCatalogue.QuestionnairesMax) return Refusal.LimitReached;
        var made = new Questionnaire(new QuestionnaireId(Guid.CreateVersion7(change.Now)), name, purpose, questions);
        var refusal = await Check(change, tenant, present, made);
        if (refusal != Refusal.None) return refusal;
        await Write(change, tenant, present.Questionnaires.Add(made));
        return made;
    }

    /// <summary>Another purpose only while no settings name it for the present one.</summary>
    public static async Task<Outcome<Questionnaire>> Replace(Change change, TenantId tenant, Questionnaire next)
    {
        var present = await Read(change, tenant);
        if (present.Find(next.Id) is not { } known) return Refusal.NotFound;
        if (known.Purpose != next.Purpose && await IsInUse(change, tenant, next.Id)) return Refusal.QuestionnaireInUse;
        var refusal = await Check(change, tenant, present, next);
        if (refusal != Refusal.None) return refusal;
        await Write(change, tenant, present.Questionnaires.Replace(known, next));
        return next;
    }

    /// <summary>What was answered stays with its conversations.</summary>
    public static async Task<Outcome<Questionnaire>> Delete(Change change, TenantId tenant, QuestionnaireId id)
    {
        var present = await Read(change, tenant);
        if (present.Find(id) is not { } known) return Refusal.NotFound;
        if (await IsInUse(change, tenant, id)) return Refusal.QuestionnaireInUse;
        await Write(change, tenant, present.Questionnaires.Remove(known));
        return known;
    }

    /// <summary>The rules name questionnaires of the tenant, each of the purpose that it is used for.</summary>
    public static async Task<Outcome<Versioned<QuestionnaireRules>>> SetRules(
        Change change, TenantId tenant, ImmutableArray<long>? seen,
        Func<QuestionnaireRules, QuestionnaireRules> edit)
    {
        var rules = await SettingCommands.Read(change.Rows, tenant, SettingKind.QuestionnaireRules, change.Cancel);
        var next = edit(rules.Value);
        var known = await Read(change, tenant);
        var isContact = Is(known, next.Contact.Questionnaire, QuestionnairePurpose.Contact);
        var isAgent = Is(known, next.Agent.Questionnaire, QuestionnairePurpose.Agent);
        if (!isContact || !isAgent) return Refusal.UnknownQuestionnaire;
        return await SettingCommands.Set(change, tenant, SettingKind.QuestionnaireRules, seen, _ => next);
    }

    /// <summary>Whether it is none, or one of the tenant's of that purpose.</summary>
    internal static async Task<bool> Is(
        Change change, TenantId tenant, QuestionnaireId? id, QuestionnairePurpose purpose) =>
        id is null || Is(await Read(change, tenant), id, purpose);

    private static bool Is(QuestionnaireCatalogue known, QuestionnaireId? id, QuestionnairePurpose purpose) =>
        id is null || known.Find(id, purpose) is not null;

    private static async Task<Refusal> Check(
        Change change, TenantId tenant, QuestionnaireCatalogue present, Questionnaire next)
    {
        var isTaken = present.Questionnaires.Any(
            it => it.Id != next.Id && string.Equals(it.Name, next.Name, StringComparison.OrdinalIgnoreCase));
        if (isTaken) return Refusal.QuestionnaireNameTaken;
        var queues = (
            from question in next.Questions
            from option in question.Options
            where option.Steering?.Queue is not null
            select option.Steering!.Queue!.Value).Distinct().ToArray();
        if (queues.Length == 0) return Refusal.None;
        var found = await change.Rows.Queues.CountAsync(
            row => row.Tenant == tenant && queues.Contains(row.Id), change.Cancel);
        return found == queues.Length ? Refusal.None : Refusal.UnknownQueue;
    }

    private static async Task<bool> IsInUse(Change change, TenantId tenant, QuestionnaireId id)
    {
        var rules = await SettingCommands.Read(change.Rows, tenant, SettingKind.QuestionnaireRules, change.Cancel);
        if (rules.Value.Contact.Questionnaire == id || rules.Value.Agent.Questionnaire == id) return true;
        var owner = await change.Rows.Tenants.AsNoTracking().SingleAsync(row => row.Id == tenant, change.Cancel);
        if (owner.Settings.WaitingQuestionnaireId == id) return true;
        var queues = await change.Rows.Queues.AsNoTracking().Where(row => row.Tenant == tenant)
            .Select(row => row.Settings).ToListAsync(change.Cancel);
        return queues.Any(settings => settings.WaitingQuestionnaireId == id);
    }

    private static async Task<QuestionnaireCatalogue> Read(Change change, TenantId tenant) =>
        (await SettingCommands.Read(change.Rows, tenant, SettingKind.Questionnaires, change.Cancel)).Value;

    private static Task Write(Change change, TenantId tenant, ImmutableArray<Questionnaire> questionnaires) =>
        SettingCommands.Set(
            change, tenant, SettingKind.Questionnaires, seen: null,
            _ => new QuestionnaireCatalogue
            {
                Questionnaires =
                    [.. questionnaires.OrderBy(it => it.Name, StringComparer.OrdinalIgnoreCase).ThenBy(it => it.Id)],
            });
}
