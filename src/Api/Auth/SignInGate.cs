using System.Net;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Api.Auth;

/// <summary>
/// What a tenant's security settings ask of a member besides its session: that those who administer come from where
/// they may, and that admins have a second factor where one is required. Asked with each request, so that a setting
/// acts at once. API keys are not asked: they are for machines, and have scopes.
/// </summary>
internal sealed class SignInGate(IDirectory directory)
{
    public static readonly Problem AddressNotAllowed = new(
        403, "address-not-allowed", "You may not administer from this address.");

    private static readonly Problem _enrolmentRequired = new(
        403, "totp-enrolment-required", "A second factor is required.",
        "Enrol with POST /v1/me/totp; until then nothing else is allowed.");

    /// <summary>Null when the member may go on.</summary>
    public async ValueTask<Problem?> Refusal(
        Principal caller, IPAddress? from, Endpoint? endpoint, CancellationToken cancel)
    {
        if (caller.Member is null) return null;
        var rules = (await directory.Tenant(caller.Tenant, cancel))?.Security ?? new SecurityRules();
        if (Administers(caller) && !rules.AllowsAdminsFrom(from)) return AddressNotAllowed;
        return rules.TotpRequiredForAdmins && caller is { Role: Role.Admin, HasTotp: false }
            && endpoint?.Metadata.GetMetadata<OpenBeforeEnrolment>() is null
            ? _enrolmentRequired
            : null;
    }

    private static bool Administers(Principal caller) =>
        caller.Role == Role.Admin
        || caller.Permissions.Contains(Permission.ManageTeam)
        || caller.Permissions.Contains(Permission.AccessApiKeys);
}

/// <summary>Marks what an admin may call who has yet to enrol a second factor.</summary>
internal sealed class OpenBeforeEnrolment
{
    public static readonly OpenBeforeEnrolment Instance = new();
}
