using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary>Finds the questionnaire that a path names.</summary>
internal static class QuestionnaireLookUp
{
    /// <summary>The tenant's questionnaire, or null.</summary>
    public static async ValueTask<Questionnaire?> Questionnaire(
        this IDirectory directory, TenantId tenant, string id, CancellationToken cancel) =>
        GuidId.TryParse<QuestionnaireId>(id, out var questionnaire)
            ? (await directory.Tenant(tenant, cancel))?.Questionnaires.Find(questionnaire)
            : null;
}
