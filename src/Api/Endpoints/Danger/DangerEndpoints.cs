using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Danger;
using LiveChat.Storage.Erasures;

namespace LiveChat.Api.Endpoints.Danger;

/// <summary>What dangerous orders share: admins alone, the tenant's name, an answer before it is done.</summary>
internal static class DangerEndpoints
{
    private const string Example = """{"confirm":"Acme"}""";

    public static void MapDanger(this RouteGroupBuilder v1)
    {
        PauseBots.Map(v1);
        ClearHistory.Map(v1);
        DeleteTenant.Map(v1);
        ResetKnowledgeBase.Map(v1);
        GetOrder.Map(v1);
    }

    /// <summary>Admins, and no API key.</summary>
    public static RouteHandlerBuilder AsDangerous(
        this RouteHandlerBuilder endpoint, string name, string summary, string description) => endpoint
            .Requires(Permission.ManageTeam)
            .OfAdmins()
            .WithExample(Example)
            .Described("Danger zone", name, summary, description);

    /// <summary>Gives an order that a job carries out.</summary>
    public static async Task<IResult> Order(
        AdministrationCommands commands, DangerBell bell, TenantId tenant, string confirmation, string where,
        Func<Change, TenantId, string, Task<Outcome<DangerJobRow>>> order)
    {
        var outcome = await commands.Run(change => order(change, tenant, confirmation));
        if (outcome.Value is not { } job) return RefusalProblem.Of(outcome.Refusal);
        bell.Ring();
        var view = DangerView.Of(job);
        return TypedResults.Accepted($"{where}/{view.Id}", view);
    }
}
