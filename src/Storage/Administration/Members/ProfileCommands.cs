using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Members;

/// <summary>Null, or not given, leaves a field as it is.</summary>
public sealed record ProfileEdit(string? DisplayName, Given<string?> Phone);

/// <summary>What members change of themselves, whatever their role.</summary>
public static class ProfileCommands
{
    public static async Task<Outcome<MemberRow>> Edit(
        Change change, TenantId tenant, MemberId id, ProfileEdit edit)
    {
        var member = await change.Rows.Members.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Id == id && row.DeletedAt == null, change.Cancel);
        if (member is null) return Refusal.NotFound;

        member.DisplayName = edit.DisplayName ?? member.DisplayName;
        if (edit.Phone.Is) member.Phone = edit.Phone.Value;
        member.SearchKey = MemberRow.SearchKeyOf(member.DisplayName, member.Username, member.Email);
        await SessionCommands.TouchAll(change, member);
        if (member.HasSeat) change.Touch(tenant, member.Agent);
        return member;
    }
}
