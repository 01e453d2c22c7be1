using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Members;

/// <summary>Null leaves a field as it is.</summary>
public sealed record MemberEdit(string? DisplayName, Role? Role, bool? Enabled);

/// <summary>
/// What becomes of members who hold no seat, as <see cref="AgentCommands"/> has it for agents. An agent is not found
/// here.
/// </summary>
public static class MemberCommands
{
    /// <summary>Another role acts at once; disabling ends the member's sessions.</summary>
    public static async Task<Outcome<MemberRow>> Edit(Change change, TenantId tenant, MemberId id, MemberEdit edit)
    {
        if (await Find(change, tenant, id) is not { } member) return Refusal.NotFound;
        member.DisplayName = edit.DisplayName ?? member.DisplayName;
        member.Role = edit.Role ?? member.Role;
        member.Enabled = edit.Enabled ?? member.Enabled;
        member.SearchKey = MemberRow.SearchKeyOf(member.DisplayName, member.Username, member.Email);
        if (member.Enabled) await SessionCommands.TouchAll(change, member);
        else await SessionCommands.EndAll(change, member);
        return member;
    }

    /// <summary>Frees the username and the email; the display name stays for history.</summary>
    public static async Task<Outcome<MemberRow>> Delete(Change change, TenantId tenant, MemberId id)
    {
        if (await Find(change, tenant, id) is not { } member) return Refusal.NotFound;
        member.Enabled = false;
        member.DeletedAt = change.Now;
        member.UsernameKey = null;
        member.PasswordHash = "";
        member.Phone = null;
        member.Email = null;
        member.EmailKey = null;
        await SessionCommands.EndAll(change, member);
        return member;
    }

    private static Task<MemberRow?> Find(Change change, TenantId tenant, MemberId id) =>
        change.Rows.Members.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Id == id && !row.HasSeat && row.DeletedAt == null, change.Cancel);
}
