using System.Security.Cryptography;
using System.Text.Json;

namespace LiveChat.Silo.Demo;

/// <summary>
/// The demonstration's secrets. They are made at its first start and kept beside its data, readable by their owner
/// only, so that it finds its tenant again.
/// </summary>
/// <param name="ApiKey">Null until the tenant was made.</param>
public sealed record DemoKeys(string PlatformKey, string Password, string? ApiKey)
{
    private const int SecretBytes = 24;

    /// <summary>The kept ones, or new ones.</summary>
    public static DemoKeys Open(string folder)
    {
        var path = FileIn(folder);
        if (File.Exists(path))
            return JsonSerializer.Deserialize<DemoKeys>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
        var made = new DemoKeys(Secret(), Secret(), null);
        made.Keep(folder);
        return made;
    }

    /// <summary>Replaces what is kept, as a whole or not at all.</summary>
    public void Keep(string folder)
    {
        var path = FileIn(folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
            JsonSerializer.Serialize(file, this, JsonSerializerOptions.Web);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string FileIn(string folder) => Path.Combine(folder, "demo.json");

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
}
