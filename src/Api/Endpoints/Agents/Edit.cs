using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Sessions;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary><c>PATCH /v1/agents/{id}</c>; a new password ends the agent's sessions.</summary>
internal static class Edit
{
    /// <summary>What is left out stays as it is; the username never changes.</summary>
    public sealed record EditAgentRequest
    {
        public Optional<string> DisplayName { get; init; }

        /// <summary>Null clears it.</summary>
        public Optional<string?> Email { get; init; }

        /// <summary>Null, empty or blank keeps the present one. One's own is changed by /v1/me/password.</summary>
        public Optional<string?> Password { get; init; }

        public Optional<Role> Role { get; init; }

        /// <summary>Null: the tenant's cap.</summary>
        public Optional<int?> MaxConcurrentSessions { get; init; }

        public Optional<bool> ShowFullPhone { get; init; }
        public Optional<IReadOnlyList<string>> Languages { get; init; }

        /// <summary>Labels it may use beside everybody's, by id or name; these are no longer everybody's.</summary>
        public Optional<IReadOnlyList<string>> Labels { get; init; }

        /// <summary>All of its queues; those it keeps keep their priority and delay.</summary>
        public Optional<IReadOnlyList<QueueId>> Queues { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPatch("/agents/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<AgentView>()
        .Refuses(404, 409)
        .WithExample("""{"displayName":"Maria L.","maxConcurrentSessions":8}""")
        .Described("Agents", "editAgent", "Change an agent");

    private static async Task<IResult> Handle(
        string id, Body<EditAgentRequest> body, HttpContext http, IAdministrationDatabase database,
        AdministrationCommands commands, PasswordHashing passwords, AccountLetters letters, AgentViews views,
        IDirectory directory, CancellationToken cancel)
    {
        var caller = http.Principal();
        var tenant = caller.Tenant;
        if (!GuidId.TryParse<AgentId>(id, out var agentId)) return Problem.NotFound();
        var findings = new Findings();
        var known = await Find(tenant, agentId, database, cancel);
        var edit = Check(body.Value, known?.Username, findings);
        findings.NotOwnPassword(caller, known, edit.PasswordHash);
        var catalogue = (await directory.Tenant(tenant, cancel))?.Labels;
        var labels = findings.Given("labels", body.Value.Labels) is { } given
            ? findings.AgentLabels(given, catalogue)
            : null;
        if (findings.Problem is { } problem) return problem;
        var mail = await letters.OfPassword(known, edit.PasswordHash, cancel);
        if (edit.PasswordHash is { } password)
            edit = edit with { PasswordHash = await passwords.Hash(password, cancel) };
        var outcome = await commands.Run(async change =>
        {
            await change.Mail(mail);
            return await LabelCommands.GrantTo(
                change, await AgentCommands.Edit(change, tenant, agentId, edit), labels);
        });
        return outcome.Value is { } agent
            ? TypedResults.Ok(await views.Of(agent, CancellationToken.None))
            : RefusalProblem.Of(outcome.Refusal, "queues");
    }

    /// <summary>Null where there is no such agent.</summary>
    private static ValueTask<MemberRow?> Find(
        TenantId tenant, AgentId agent, IAdministrationDatabase database, CancellationToken cancel)
    {
        var id = new MemberId(agent.Value);
        return database.Read(
            (rows, token) => rows.AgentsOf(tenant).FirstOrDefaultAsync(row => row.Id == id, token), cancel);
    }

    /// <summary>The edit with the password itself in place of its hash.</summary>
    private static AgentEdit Check(EditAgentRequest request, string? username, Findings findings)
    {
        return new AgentEdit(
            findings.NameOrNull(
                "displayName", findings.Given("displayName", request.DisplayName), PeopleRules.DisplayNameLengthMax),
            request.Email.IsGiven ? new(findings.EmailOrNull("email", request.Email.Value)) : default,
            string.IsNullOrWhiteSpace(request.Password.Value)
                ? null
                : findings.Password("password", request.Password.Value, username),
            request.Role.IsGiven ? findings.AgentRole(request.Role.Value) : null,
            request.MaxConcurrentSessions.IsGiven ? new(findings.Cap(request.MaxConcurrentSessions.Value)) : default,
            request.ShowFullPhone.IsGiven ? request.ShowFullPhone.Value : null,
            findings.Given("languages", request.Languages) is { } languages
                ? [.. findings.Languages("languages", languages)]
                : null,
            findings.Given("queues", request.Queues) is { } queues ? [.. findings.Queues(queues)] : null);
    }
}
