using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Tenants;

namespace LiveChat.Api.Endpoints.Tenants;

/// <summary><c>POST /v1/platform/tenants</c>: a tenant with its seats and its first admin, who holds none.</summary>
internal static class Create
{
    /// <param name="Slug">1–63 lower-case letters, digits and hyphens; never changes.</param>
    /// <param name="Name">At most 200 characters.</param>
    /// <param name="TimeZone">Of the IANA database.</param>
    /// <param name="Language">A tag, as es or pt-BR.</param>
    /// <param name="Seats">0–100,000.</param>
    /// <param name="AllowedSenders">The addresses it may use; null: any.</param>
    public sealed record CreateTenantRequest(
        string Slug, string Name, int Seats, FirstAdmin Admin, string TimeZone = "UTC", string Language = "en",
        bool LiveChat = true, IReadOnlyList<string>? AllowedSenders = null);

    /// <param name="Username">At most 64 letters, digits, full stops, hyphens and underscores.</param>
    /// <param name="DisplayName">At most 100 characters.</param>
    /// <param name="Password">6–128 characters.</param>
    public sealed record FirstAdmin(string Username, string DisplayName, string Password, string? Email = null);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/platform/tenants", Handle)
        .RequiresPlatformKey()
        .Produces<TenantView>(StatusCodes.Status201Created)
        .Refuses(409)
        .WithExample("""
            {"slug":"acme","name":"Acme","timeZone":"Europe/Madrid","language":"es","seats":50,
            "admin":{"username":"ana","displayName":"Ana","email":"ana@acme.test","password":"correct-horse-1"}}
            """)
        .Described("Platform", "createTenant", "Create a tenant", "Refused with slug-taken.");

    private static async Task<IResult> Handle(
        Body<CreateTenantRequest> body, AdministrationCommands commands, PasswordHashing passwords,
        CancellationToken cancel)
    {
        var findings = new Findings();
        var checkedOrder = Check(body.Value, findings);
        if (findings.Problem is { } problem) return problem;
        var order = checkedOrder with
        {
            Admin = checkedOrder.Admin with { PasswordHash = await passwords.Hash(body.Value.Admin.Password, cancel) },
        };
        var outcome = await commands.Run(change => TenantCommands.Create(change, order));
        return outcome.Value is { } made
            ? TypedResults.Created(
                $"/v1/platform/tenants/{made.Tenant.Slug}", TenantView.Of(made.Tenant, made.SeatsUsed))
            : RefusalProblem.Of(outcome.Refusal);
    }

    private static NewTenant Check(CreateTenantRequest request, Findings findings)
    {
        var allowed = findings.AllowedSenders("allowedSenders", request.AllowedSenders);
        findings.Password("admin.password", request.Admin.Password, request.Admin.Username);
        return new NewTenant(
            findings.Slug("slug", request.Slug),
            findings.Name("name", request.Name, TenantRules.NameLengthMax),
            findings.TimeZone("timeZone", request.TimeZone),
            findings.Language("language", request.Language),
            findings.Within("seats", request.Seats, 0, TenantLimits.SeatsMax),
            request.LiveChat,
            allowed is null ? null : [.. allowed],
            new NewAdmin(
                findings.Username("admin.username", request.Admin.Username),
                findings.Name("admin.displayName", request.Admin.DisplayName, PeopleRules.DisplayNameLengthMax),
                findings.EmailOrNull("admin.email", request.Admin.Email),
                PasswordHash: ""));
    }
}
