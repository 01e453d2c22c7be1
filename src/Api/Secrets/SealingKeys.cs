using System.Text;
using System.Xml.Linq;
using LiveChat.Storage.Installation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace LiveChat.Api.Secrets;

/// <summary>
/// Where the keys are that seal secrets: in a folder, for a process that has its data to itself, where they are renewed
/// from time to time; or in the database, sealed with the operator's key, for all processes that serve it.
/// </summary>
public sealed class SealingKeys
{
    private const string Name = "sealing-keys";

    /// <summary>Keys in the database are not renewed, for no process may seal with one that others lack.</summary>
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(365 * 100);

    private readonly Action<IDataProtectionBuilder> _register;

    private SealingKeys(Action<IDataProtectionBuilder> register) => _register = register;

    /// <param name="path">Made where missing, for its owner only.</param>
    public static SealingKeys InFolder(string path)
    {
        var folder = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(
                path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new SealingKeys(it => it.PersistKeysToFileSystem(folder));
    }

    /// <summary>
    /// Those of the database; the first who asks makes them. Keys of the folder, with which the database may have been
    /// used before, are taken over. Null: they were sealed with neither key of the operator's.
    /// </summary>
    /// <param name="installation">Of the database.</param>
    /// <param name="key">The operator's.</param>
    /// <param name="former">The one before it: what was sealed with it is sealed anew.</param>
    /// <param name="folder">May be missing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<SealingKeys?> InDatabase(
        IInstallation installation, SealKey key, SealKey? former, string folder, TimeProvider time,
        CancellationToken cancel = default)
    {
        var kept = await installation.GetOrCreate(Name, () => Sealed(Make(time.GetUtcNow()), key), cancel);
        var opened = key.Open(kept);
        var text = opened ?? former?.Open(kept);
        if (text is null) return null;
        var keys = XElement.Parse(Encoding.UTF8.GetString(text));
        var news = Missing(keys, folder);
        keys.Add(news);
        if (news.Count > 0 || opened is null) await installation.Set(Name, Sealed(keys, key), cancel);
        return new SealingKeys(builder => builder.Services.Configure<KeyManagementOptions>(it =>
        {
            it.XmlRepository = new Elements([.. keys.Elements()]);
            it.AutoGenerateKeys = false;
        }));
    }

    internal void AddTo(IServiceCollection services) =>
        _register(services.AddDataProtection().SetApplicationName("LiveChat"));

    private static XElement Make(DateTimeOffset now)
    {
        var made = new Elements([]);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(it => it.XmlRepository = made);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IKeyManager>().CreateNewKey(now, now + _lifetime);
        return new XElement("keys", made.GetAllElements());
    }

    private static List<XElement> Missing(XElement keys, string folder)
    {
        var known = keys.Elements().Select(IdOf).ToHashSet();
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "key-*.xml").Select(XElement.Load).Where(it => known.Add(IdOf(it)))]
            : [];
    }

    private static string? IdOf(XElement key) => (string?)key.Attribute("id");

    private static byte[] Sealed(XElement keys, SealKey key) => key.Seal(Encoding.UTF8.GetBytes(keys.ToString()));

    private sealed class Elements(List<XElement> elements) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. elements.Select(it => new XElement(it))];

        public void StoreElement(XElement element, string friendlyName) => elements.Add(element);
    }
}
