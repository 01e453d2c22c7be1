using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration;

/// <summary>EF's model of the administration: the longest of all that a start waits for.</summary>
public static class AdministrationModel
{
    /// <summary>
    /// Begins to build it on a thread of its own, while the rest of the start goes on; whoever needs it waits for it.
    /// </summary>
    public static void Prepare(DbContextOptions<AdministrationContext> options) => Task.Run(() =>
    {
        using var context = new AdministrationContext(options);
        return context.Model;
    });
}
