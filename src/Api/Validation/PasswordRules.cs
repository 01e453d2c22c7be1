using LiveChat.Api.Auth;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Validation;

/// <summary>What a new password must be: 6 to 128 characters, and not one that everybody tries first.</summary>
internal static class PasswordRules
{
    public const int LengthMin = 6;
    public const int LengthMax = 128;

    /// <param name="findings">Where faults are noted.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="value">The password.</param>
    /// <param name="username">The member's username, which is no password either; null where it is not known.</param>
    public static string Password(this Findings findings, string field, string value, string? username)
    {
        if (value.Length < LengthMin) findings.Add(field, $"must have at least {LengthMin} characters");
        else if (value.Length > LengthMax) findings.Add(field, $"must have at most {LengthMax} characters");
        else if (StorableText.HasControls(value)) findings.Add(field, "must not hold control characters");
        else if (CommonPasswords.Contain(value))
            findings.Add(field, "is one of the passwords that everybody tries first");
        else if (string.Equals(value, username, StringComparison.OrdinalIgnoreCase))
            findings.Add(field, "must not be the username");
        return value;
    }

    /// <summary>Whether somebody may have it: what cannot be a password needs no trying.</summary>
    public static bool CouldBe(string value) =>
        value.Length is >= LengthMin and <= LengthMax && !StorableText.HasControls(value);

    /// <summary>
    /// Who administers others gives them passwords without knowing the present ones; its own it changes by another
    /// call, which asks for it: a stolen session must not be enough.
    /// </summary>
    public static void NotOwnPassword(this Findings findings, Principal caller, MemberRow? member, string? password)
    {
        findings.Require(
            password is null || member is null || member.Id != caller.Member, "password",
            "is your own: change it with PUT /v1/me/password");
    }
}
