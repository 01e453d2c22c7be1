using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary><c>POST /v1/agents</c>: a member with a seat.</summary>
internal static class Create
{
    /// <param name="Username">Unique in the tenant without case; never changes.</param>
    /// <param name="DisplayName">At most 100 characters.</param>
    /// <param name="Password">6–128 characters.</param>
    /// <param name="Email">Unique in the tenant: one can sign in with it.</param>
    /// <param name="MaxConcurrentSessions">1–10,000; null: the tenant's cap.</param>
    /// <param name="ShowFullPhone">False: it sees phone numbers masked.</param>
    public sealed record CreateAgentRequest(
        string Username, string DisplayName, string Password, Role Role = Role.Agent, string? Email = null,
        int? MaxConcurrentSessions = null, bool ShowFullPhone = true)
    {
        /// <summary>Tags, as es or pt-BR; at most 20.</summary>
        public Optional<IReadOnlyList<string>> Languages { get; init; }

        /// <summary>Labels it may use beside everybody's, by id or name; these are no longer everybody's.</summary>
        public Optional<IReadOnlyList<string>> Labels { get; init; }

        /// <summary>The queues it serves, at most 200.</summary>
        public Optional<IReadOnlyList<QueueId>> Queues { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/agents", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<AgentView>(StatusCodes.Status201Created)
        .Refuses(404, 409)
        .WithExample("""
            {"username":"maria","displayName":"Maria","password":"correct-horse-1","languages":["es"],
            "maxConcurrentSessions":5}
            """)
        .Described("Agents", "createAgent", "Create an agent", "Refused with username-taken, email-taken, no-seats.");

    private static async Task<IResult> Handle(
        Body<CreateAgentRequest> body, HttpContext http, AdministrationCommands commands, PasswordHashing passwords,
        AgentViews views, IDirectory directory, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var order = Check(body.Value, findings);
        var catalogue = (await directory.Tenant(tenant, cancel))?.Labels;
        var labels = findings.AgentLabels(findings.Given("labels", body.Value.Labels) ?? [], catalogue);
        if (findings.Problem is { } problem) return problem;
        order = order with { PasswordHash = await passwords.Hash(body.Value.Password, cancel) };
        var outcome = await commands.Run(async change => await LabelCommands.GrantTo(
            change, await AgentCommands.Create(change, tenant, order), labels));
        return outcome.Value is { } agent
            ? TypedResults.Created($"/v1/agents/{agent.Id}", await views.Of(agent, CancellationToken.None))
            : RefusalProblem.Of(outcome.Refusal, "queues");
    }

    private static NewAgent Check(CreateAgentRequest request, Findings findings)
    {
        findings.Password("password", request.Password, request.Username);
        return new NewAgent(
            findings.Username("username", request.Username),
            findings.Name("displayName", request.DisplayName, PeopleRules.DisplayNameLengthMax),
            findings.EmailOrNull("email", request.Email),
            PasswordHash: "",
            findings.AgentRole(request.Role),
            findings.Cap(request.MaxConcurrentSessions),
            request.ShowFullPhone,
            [.. findings.Languages("languages", findings.Given("languages", request.Languages) ?? [])],
            [.. findings.Queues(findings.Given("queues", request.Queues) ?? [])]);
    }
}
