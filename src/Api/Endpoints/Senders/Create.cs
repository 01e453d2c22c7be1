using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Senders;

namespace LiveChat.Api.Endpoints.Senders;

/// <summary><c>POST /v1/senders</c>.</summary>
internal static class Create
{
    /// <param name="Address">A telephone number, a short code, or for SMS an alphanumeric id.</param>
    /// <param name="QueueId">Where its conversations wait.</param>
    /// <param name="Mode">exclusive; campaign is not available.</param>
    /// <param name="Priority">0–9, higher first.</param>
    public sealed record CreateSenderRequest(
        string Address, Channel Channel, DeliveryRequest Delivery, QueueId? QueueId = null,
        string Mode = SenderFields.ExclusiveMode, int Priority = 0);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/senders", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<SenderView>(StatusCodes.Status201Created)
        .Refuses(404, 409)
        .WithExample("""
            {"address":"+34900100200","channel":"sms","mode":"exclusive",
            "queueId":"0198c5b1c2f07d3f8a7f3f2f9a1b2c3d","delivery":{"kind":"pull"}}
            """)
        .Described("Senders", "createSender", "Create a sender",
            "Refused with sender-taken, sender-not-allowed, url-not-allowed. Its secrets are never shown again.");

    private static async Task<IResult> Handle(
        Body<CreateSenderRequest> body, HttpContext http, AdministrationCommands commands, ISecretSeal seal,
        IOutgoingUrls urls, SenderViews views, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var request = body.Value;
        var findings = new Findings();
        findings.Mode(request.Mode);
        findings.Require(request.QueueId is not null, "queueId", "is required for an exclusive sender");
        var address = findings.SenderAddress("address", request.Address);
        findings.Require(
            request.Channel != Channel.WhatsApp || address.Length == 0 || address[0] == '+', "address",
            "must be a telephone number on WhatsApp");
        var priority = findings.Priority(request.Priority);
        var delivery = findings.Delivery(request.Delivery, request.Channel, SenderFields.NewHookKey);
        var problem = findings.Problem ?? await urls.ProblemOf(delivery, cancel);
        if (problem is not null) return problem;

        var order = new NewSender(
            request.Channel, address, request.QueueId!.Value, priority, SealedDelivery.Seal(seal, delivery));
        var outcome = await commands.Run(change => SenderCommands.Create(change, tenant, order));
        return outcome.Value is { } sender
            ? TypedResults.Created($"/v1/senders/{sender.Id}", views.Of(sender, http.Request))
            : RefusalProblem.Of(outcome.Refusal, "queueId");
    }
}
