using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Members;

/// <summary>Null, or not given, leaves a field as it is.</summary>
public sealed record MemberEdit(
    string? DisplayName, Role? Role, bool? Enabled, Given<string?> Email = default, string? PasswordHash = null);

/// <summary>
/// What becomes of members who hold no seat, as <see cref="AgentCommands"/> has it for agents. An agent is not found
/// here.
/// </summary>
public static class MemberCommands
{
    /// <summary>Another role acts at once; disabling and another password end the member's sessions.</summary>
    public static async Task<Outcome<MemberRow>> Edit(Change change, TenantId tenant, MemberId id, MemberEdit edit)
    {
        if (await Find(change, tenant, id) is not { } member) return Refusal.NotFound;
        if (edit.Email.Is && await AgentCommands.EmailTaken(change, tenant, edit.Email.Value, id))
            return Refusal.EmailTaken;
        member.DisplayName = edit.DisplayName ?? member.DisplayName;
        member.PasswordHash = edit.PasswordHash ?? member.PasswordHash;
        if (edit.Email.Is) AgentCommands.SetEmail(member, edit.Email.Value);
        member.Role = edit.Role ?? member.Role;
        member.Enabled = edit.Enabled ?? member.Enabled;
        member.SearchKey = MemberRow.SearchKeyOf(member.DisplayName, member.Username, member.Email);
        if (member.Enabled && edit.PasswordHash is null) await SessionCommands.TouchAll(change, member);
        else await SessionCommands.EndAll(change, member);
        return member;
    }

    public static async Task<Outcome<MemberRow>> Delete(Change change, TenantId tenant, MemberId id)
    {
        if (await Find(change, tenant, id) is not { } member) return Refusal.NotFound;
        await MemberEnd.Take(change, member);
        return member;
    }

    private static Task<MemberRow?> Find(Change change, TenantId tenant, MemberId id) =>
        change.Rows.Members.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Id == id && !row.HasSeat && row.DeletedAt == null, change.Cancel);
}
