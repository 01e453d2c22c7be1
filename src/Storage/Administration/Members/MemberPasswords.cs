using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Mails;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Members;

/// <summary>A member's own change of its password.</summary>
public static class MemberPasswords
{
    /// <summary>
    /// All of its sessions but that one end. Refused as not found when the password is no longer the one that was
    /// verified.
    /// </summary>
    public static async Task<Outcome<MemberRow>> Set(
        Change change, TenantId tenant, MemberId id, string verifiedHash, string hash, Guid? session, NewMail? mail)
    {
        var member = await change.Rows.Members.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Id == id && row.Enabled && row.DeletedAt == null
                && row.PasswordHash == verifiedHash,
            change.Cancel);
        if (member is null) return Refusal.NotFound;
        member.PasswordHash = hash;
        await SessionCommands.EndAll(change, tenant, id, except: session);
        await change.Mail(mail);
        return member;
    }
}
