using System.Collections.Frozen;

namespace LiveChat.Api.Validation;

/// <summary>
/// Passwords that everybody tries first: the 10,000 most common ones of public leaks, as zxcvbn has them, and some that
/// are near at hand here. Read at the first question, once.
/// </summary>
internal static class CommonPasswords
{
    private const string Resource = "common-passwords.txt";

    private static readonly string[] _nearAtHand =
    [
        "0987654321", "1111111", "121212", "123123123", "222222", "555555", "777777", "888888", "987654321", "999999",
        "abcdef", "admin1", "admin123", "administrator", "asdf1234", "changeme", "contrasena", "contraseña",
        "contraseña1", "default", "guest1", "hello123", "livechat", "livechat1", "login1", "michael", "motdepasse",
        "pass123", "pass1234", "passwort", "password!", "password12", "secret123", "senha123", "temp123", "test1234",
        "welcome123",
    ];

    private static readonly Lazy<FrozenSet<string>> _all = new(Read);

    public static int Count => _all.Value.Count;

    /// <summary>In any case.</summary>
    public static bool Contain(string password) => _all.Value.Contains(password);

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Concat(_nearAtHand)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
