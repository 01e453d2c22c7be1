using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Senders;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Senders;

/// <summary>
/// <c>PATCH /v1/senders/{id}</c>: queue, priority, delivery; a sender never changes its address or channel.
/// </summary>
internal static class Edit
{
    /// <summary>What is left out stays as it is.</summary>
    public sealed record EditSenderRequest
    {
        public Optional<QueueId> QueueId { get; init; }
        public Optional<int> Priority { get; init; }

        /// <summary>exclusive; campaign is not available.</summary>
        public Optional<string> Mode { get; init; }

        /// <summary>Replaces the whole delivery; a hook keeps its URL.</summary>
        public Optional<DeliveryRequest> Delivery { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPatch("/senders/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<SenderView>()
        .Refuses(404)
        .WithExample("""{"priority":5}""")
        .Described("Senders", "editSender", "Change a sender");

    private static async Task<IResult> Handle(
        string id, Body<EditSenderRequest> body, HttpContext http, IAdministrationDatabase database,
        AdministrationCommands commands, ISecretSeal seal, IOutgoingUrls urls, SenderViews views,
        CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        if (await Find(id, tenant, database, cancel) is not { } present) return Problem.NotFound();
        var request = body.Value;
        var findings = new Findings();
        if (findings.Given("mode", request.Mode) is { } mode) findings.Mode(mode);
        if (request.Priority.IsGiven) findings.Priority(request.Priority.Value);
        var delivery = findings.Given("delivery", request.Delivery) is { } given
            ? findings.Delivery(given, present.Channel, () => HookKey(present, seal))
            : null;
        var problem = findings.Problem ?? (delivery is null ? null : await urls.ProblemOf(delivery, cancel));
        if (problem is not null) return problem;

        var edit = new SenderEdit(
            request.QueueId.IsGiven ? request.QueueId.Value : null,
            request.Priority.IsGiven ? request.Priority.Value : null,
            delivery is null ? null : SealedDelivery.Seal(seal, delivery));
        var outcome = await commands.Run(change => SenderCommands.Edit(change, tenant, present.Id, edit));
        return outcome.Value is { } sender
            ? TypedResults.Ok(views.Of(sender, http.Request))
            : RefusalProblem.Of(outcome.Refusal, "queueId");
    }

    private static string HookKey(SenderRow present, ISecretSeal seal) =>
        SealedDelivery.Open(seal, present.SealedDelivery) is KannelDelivery kannel
            ? kannel.HookKey
            : SenderFields.NewHookKey();

    private static async Task<SenderRow?> Find(
        string id, TenantId tenant, IAdministrationDatabase database, CancellationToken cancel) =>
        GuidId.TryParse<SenderId>(id, out var senderId)
            ? await database.Read(
                (rows, token) => rows.Senders.FirstOrDefaultAsync(
                    row => row.Tenant == tenant && row.Id == senderId, token),
                cancel)
            : null;
}
