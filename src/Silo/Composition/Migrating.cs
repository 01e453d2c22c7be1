using LiveChat.Silo.Starting;
using LiveChat.Storage.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Silo.Composition;

/// <summary>
/// <c>livechat migrate</c>: brings the database to this program's schema while no server runs on it, and ends.
/// </summary>
internal static class Migrating
{
    /// <exception cref="StartRefusedException">The database cannot be used, or a server runs on it.</exception>
    public static async Task<int> Run(LiveChatOptions options)
    {
        using var data = DataFolder.Open(options.Data);
        await using var opened = await StoreComposition.Open(options, data, NullLoggerFactory.Instance);
        Console.WriteLine(FormattableString.Invariant($"{opened.Name} has schema {Migrations.All.Length}."));
        return 0;
    }
}
