using LiveChat.Core.Primitives;

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
}
