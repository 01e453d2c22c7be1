using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Members;

/// <summary>What becomes of a member that is deleted, with a seat or without.</summary>
internal static class MemberEnd
{
    /// <summary>
    /// Frees its username and email, and drops all that it signed in with; its name stays for history. Its sessions
    /// end.
    /// </summary>
    public static async Task Take(Change change, MemberRow member)
    {
        member.Enabled = false;
        member.DeletedAt = change.Now;
        member.UsernameKey = null;
        member.Email = null;
        member.EmailKey = null;
        member.PasswordHash = "";
        member.Phone = null;
        member.SearchKey = MemberRow.SearchKeyOf(member.DisplayName, member.Username, email: null);
        var (tenant, id) = (member.Tenant, member.Id);
        change.Rows.RemoveRange(await change.Rows.Totps
            .Where(row => row.Tenant == tenant && row.Member == id).ToListAsync(change.Cancel));
        change.Rows.RemoveRange(await change.Rows.KnownDevices
            .Where(row => row.Tenant == tenant && row.Member == id).ToListAsync(change.Cancel));
        await SessionCommands.EndAll(change, member);
    }
}
