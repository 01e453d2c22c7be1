using System.Collections.Immutable;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Tenants;

namespace LiveChat.Api.Endpoints.Tenants;

/// <summary><c>PATCH /v1/platform/tenants/{slug}</c>.</summary>
internal static class Edit
{
    /// <summary>What is left out stays as it is.</summary>
    public sealed record EditTenantRequest
    {
        public Optional<string> Name { get; init; }
        public Optional<int> Seats { get; init; }
        public Optional<bool> LiveChat { get; init; }

        /// <summary>Null: any address.</summary>
        public Optional<IReadOnlyList<string>?> AllowedSenders { get; init; }

        /// <summary>Messages of contacts each second: 1–10,000,000. Null: as the installation says.</summary>
        public Optional<int?> MessagesPerSecond { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPatch("/platform/tenants/{slug}", Handle)
        .RequiresPlatformKey()
        .Produces<TenantView>()
        .Refuses(404, 409)
        .WithExample("""{"seats":60}""")
        .Described("Platform", "editTenant", "Change a tenant",
            "Refused with seats-in-use (seats below those that agents use and pending invitations hold) and "
            + "senders-in-use (allowed senders without some that it has). With liveChat false its open conversations "
            + "close with reason liveChatOff, streams end, and livechat-off answers what would begin anew.");

    private static async Task<IResult> Handle(
        string slug, Body<EditTenantRequest> body, AdministrationCommands commands)
    {
        var request = body.Value;
        var findings = new Findings();
        var edit = new TenantEdit(
            findings.NameOrNull("name", findings.Given("name", request.Name), TenantRules.NameLengthMax),
            request.Seats.IsGiven ? findings.Within("seats", request.Seats.Value, 0, TenantLimits.SeatsMax) : null,
            request.LiveChat.IsGiven ? request.LiveChat.Value : null,
            Allowed(request.AllowedSenders, findings),
            Messages(request.MessagesPerSecond, findings));
        if (findings.Problem is { } problem) return problem;
        var outcome = await commands.Run(change => TenantCommands.Edit(change, slug, edit));
        return outcome switch
        {
            { Refusal: Refusal.None, Value: { } edited } =>
                TypedResults.Ok(TenantView.Of(edited.Tenant, edited.SeatsUsed)),
            { Refusal: Refusal.SendersInUse, Value: { } kept } => RefusalProblem.Of(outcome.Refusal) with
            {
                Detail = $"It uses {string.Join(", ", kept.Outside)}; delete these senders first.",
            },
            _ => RefusalProblem.Of(outcome.Refusal),
        };
    }

    private static Given<int?> Messages(Optional<int?> given, Findings findings)
    {
        if (!given.IsGiven) return default;
        return given.Value is { } count
            ? findings.Within("messagesPerSecond", count, 1, TenantLimits.MessagesPerSecondMax)
            : new Given<int?>(null);
    }

    private static Given<ImmutableArray<string>?> Allowed(Optional<IReadOnlyList<string>?> given, Findings findings)
    {
        if (!given.IsGiven) return default;
        return findings.AllowedSenders("allowedSenders", given.Value) is { } allowed
            ? new Given<ImmutableArray<string>?>([.. allowed])
            : new Given<ImmutableArray<string>?>(null);
    }
}
