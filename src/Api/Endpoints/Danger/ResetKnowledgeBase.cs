using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Directory;
using LiveChat.Storage.Administration;

namespace LiveChat.Api.Endpoints.Danger;

/// <summary>
/// <c>POST /v1/danger/reset-knowledge-base</c>: there is no knowledge base yet, which a well confirmed order is told.
/// </summary>
internal static class ResetKnowledgeBase
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/danger/reset-knowledge-base", Handle)
        .AsDangerous(
            "resetKnowledgeBase", "Reset the knowledge base",
            "There is no knowledge base yet: refused with not-available, and nothing is changed.");

    private static async Task<IResult> Handle(
        Body<ConfirmRequest> body, HttpContext http, IDirectory directory, CancellationToken cancel) =>
        (await directory.Tenant(http.Principal().Tenant, cancel))?.Name == body.Value.Confirm
            ? Problem.NotAvailable("There is no knowledge base to reset.")
            : RefusalProblem.Of(Refusal.NotConfirmed);
}
