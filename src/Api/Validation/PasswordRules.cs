using System.Collections.Frozen;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Validation;

/// <summary>What a new password must be: 6 to 128 characters, and not one that everybody tries first.</summary>
internal static class PasswordRules
{
    public const int LengthMin = 6;
    public const int LengthMax = 128;

    private static readonly FrozenSet<string> _knownBad = new[]
    {
        "000000", "0987654321", "111111", "1111111", "11111111", "112233", "121212", "123123", "123123123", "123321",
        "1234567", "12345678", "123456789", "1234567890", "123456", "123456a", "123abc", "1q2w3e", "1q2w3e4r",
        "1q2w3e4r5t", "1qaz2wsx", "222222", "555555", "654321", "666666", "696969", "777777", "7777777", "888888",
        "987654321", "999999", "a123456", "aa123456", "abc123", "abcdef", "abcd1234", "access", "admin1", "admin123",
        "administrator", "asdfgh", "asdfghjkl", "asdf1234", "baseball", "changeme", "contraseña", "default", "dragon",
        "football", "guest1", "hello123", "hunter2", "iloveyou", "killer", "letmein", "livechat", "login1", "master",
        "michael", "monkey", "mustang", "pass123", "pass1234", "passw0rd", "password", "password1", "password12",
        "password123", "password!", "princess", "q1w2e3r4", "qazwsx", "qwe123", "qwerty", "qwerty1", "qwerty123",
        "qwertyuiop", "secret", "secret123", "shadow", "sunshine", "superman", "temp123", "test123", "test1234",
        "trustno1", "welcome", "welcome1", "welcome123", "whatever", "zaq12wsx", "zxcvbn", "zxcvbnm",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="findings">Where faults are noted.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="value">The password.</param>
    /// <param name="username">The member's username, which is no password either; null where it is not known.</param>
    public static string Password(this Findings findings, string field, string value, string? username)
    {
        if (value.Length < LengthMin) findings.Add(field, $"must have at least {LengthMin} characters");
        else if (value.Length > LengthMax) findings.Add(field, $"must have at most {LengthMax} characters");
        else if (StorableText.HasControls(value)) findings.Add(field, "must not hold control characters");
        else if (_knownBad.Contains(value)) findings.Add(field, "is one of the passwords that everybody tries first");
        else if (string.Equals(value, username, StringComparison.OrdinalIgnoreCase))
            findings.Add(field, "must not be the username");
        return value;
    }
}
