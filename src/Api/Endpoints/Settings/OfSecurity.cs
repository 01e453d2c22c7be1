using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT|PATCH /v1/settings/security</c>: how members sign in. Admins and keys change it.</summary>
internal static class OfSecurity
{
    private const string Path = "/settings/security";
    private const string Example = """{"sessionIdleSeconds":28800,"totpRequiredForAdmins":false}""";

    /// <summary>What is left out of a PUT has its default.</summary>
    public sealed record SecurityRequest
    {
        /// <summary>60–2,592,000: a session ends when it was not used for that long.</summary>
        public Optional<int> SessionIdleSeconds { get; init; }

        /// <summary>An admin without a second factor may then only enrol one.</summary>
        public Optional<bool> TotpRequiredForAdmins { get; init; }

        /// <summary>
        /// Networks and addresses, IPv4 and IPv6, at most 100, from which members may come who are admins, manage the
        /// team or handle API keys; the present one must be among them. Empty: any.
        /// </summary>
        public Optional<IReadOnlyList<string>> AdminNetworks { get; init; }

        /// <summary>Members get mail when somebody signs in as them from a device not seen before.</summary>
        public Optional<bool> NewDeviceMail { get; init; }
    }

    public sealed record SecurityView(
        int SessionIdleSeconds, bool TotpRequiredForAdmins, IReadOnlyList<string> AdminNetworks, bool NewDeviceMail);

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                SettingResource.Get(http, database, SettingKind.Security, Shown, cancel))
            .AsResource<SecurityView>("getSecurity", "Get the rules of signing in");
        v1.MapPut(Path, (Body<SecurityRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, _ => new SecurityRules()))
            .AsResourceEdit<SecurityView>("putSecurity", "Replace the rules of signing in", Example)
            .OfAdmins();
        v1.MapPatch(Path, (Body<SecurityRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, present => present))
            .AsResourceEdit<SecurityView>("patchSecurity", "Change the rules of signing in", Example)
            .OfAdmins();
    }

    private static async Task<IResult> Set(
        SecurityRequest request, HttpContext http, AdministrationCommands commands,
        Func<SecurityRules, SecurityRules> otherwise)
    {
        var findings = new Findings();
        if (request.SessionIdleSeconds.IsGiven)
        {
            findings.Within(
                "sessionIdleSeconds", request.SessionIdleSeconds.Value, SecurityRules.SessionIdleSecondsMin,
                SecurityRules.SessionIdleSecondsMax);
        }

        var networks = Networks(findings, findings.Given("adminNetworks", request.AdminNetworks) ?? []);
        if (findings.Problem is { } problem) return problem;
        var admitted = new SecurityRules { AdminNetworks = [.. networks] };
        findings.Require(
            admitted.AllowsAdminsFrom(http.ClientIp()), "adminNetworks",
            "must hold the address that you come from now: you would lock yourself out");
        if (findings.Problem is { } lockedOut) return lockedOut;
        return await SettingResource.Set(
            http, commands, SettingKind.Security, present => Over(otherwise(present), request, networks), Shown);
    }

    private static List<string> Networks(Findings findings, IReadOnlyList<string> given)
    {
        findings.Require(
            given.Count <= SecurityRules.AdminNetworksMax, "adminNetworks",
            $"must have at most {SecurityRules.AdminNetworksMax} entries");
        var networks = new List<string>();
        for (var i = 0; i < given.Count && i < SecurityRules.AdminNetworksMax; i++)
        {
            if (SecurityRules.Canonical(given[i]) is { } network) networks.Add(network);
            else
            {
                findings.Add(
                    $"adminNetworks[{i}]", "must be a network, as 203.0.113.0/24 or 2001:db8::/32, or an address");
            }
        }

        return [.. networks.Distinct()];
    }

    private static SecurityRules Over(SecurityRules rules, SecurityRequest request, List<string> networks) =>
        new()
        {
            SessionIdleSeconds = request.SessionIdleSeconds.Or(rules.SessionIdleSeconds),
            TotpRequiredForAdmins = request.TotpRequiredForAdmins.Or(rules.TotpRequiredForAdmins),
            AdminNetworks = request.AdminNetworks.IsGiven ? [.. networks] : rules.AdminNetworks,
            NewDeviceMail = request.NewDeviceMail.Or(rules.NewDeviceMail),
        };

    private static SecurityView Shown(SecurityRules rules) => new(
        rules.SessionIdleSeconds, rules.TotpRequiredForAdmins, rules.AdminNetworks, rules.NewDeviceMail);
}
