using System.Globalization;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Agents;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Invitations;

/// <summary>What a person who registers chooses. Null: made from the invitation.</summary>
public sealed record Registration(string? Username, string? DisplayName, string PasswordHash);

/// <summary>How invited people become members.</summary>
public static class RegistrationCommands
{
    /// <summary>Beyond it a person must choose a username.</summary>
    private const int NumberMax = 99;

    private const int MadeUsernameLengthMax = 60;
    private const string MadeUsernameDefault = "member";

    /// <summary>
    /// Makes the member of a link, once: of many who come with the same link, one registers, the others find it used.
    /// </summary>
    public static async Task<Outcome<MemberRow>> Register(Change change, TokenHash token, Registration given)
    {
        if (await InvitationQueries.Of(change.Rows, token, change.Cancel) is not { } invitation)
            return Refusal.NotFound;
        if (invitation.RefusalAt(change.Now) is var why and not Refusal.None) return why;
        if (await change.Rows.Members.AnyAsync(
            row => row.Tenant == invitation.Tenant && row.EmailKey == invitation.EmailKey, change.Cancel))
            return Refusal.EmailTaken;
        if (await Username(change, invitation, given.Username) is not { } username) return Refusal.UsernameTaken;

        var member = Member(change, invitation, given, username);
        change.Rows.Members.Add(member);
        invitation.AcceptedAt = change.Now;
        invitation.Member = member.Id;
        if (!member.HasSeat) return member;
        change.Write((rows, cancel) => rows.Restore(member.Tenant, member.Agent, cancel));
        change.Touch(member.Tenant, member.Agent);
        return member;
    }

    /// <summary>The username that is given, or one made from the email; null when it is taken.</summary>
    private static async Task<string?> Username(Change change, InvitationRow invitation, string? given)
    {
        if (given is not null) return await IsFree(change, invitation.Tenant, given) ? given : null;
        var made = MadeOf(invitation.Email);
        for (var number = 1; number <= NumberMax; number++)
        {
            var candidate = number == 1 ? made : string.Create(CultureInfo.InvariantCulture, $"{made}{number}");
            if (await IsFree(change, invitation.Tenant, candidate)) return candidate;
        }

        return null;
    }

    private static async Task<bool> IsFree(Change change, TenantId tenant, string username)
    {
        var key = MemberRow.KeyOf(username);
        return !await change.Rows.Members.AnyAsync(
            row => row.Tenant == tenant && row.UsernameKey == key, change.Cancel);
    }

    private static string MadeOf(string email)
    {
        var local = email[..email.LastIndexOf('@')];
        var kept = string.Concat(local.Where(it => char.IsAsciiLetterOrDigit(it) || it is '.' or '-' or '_'))
            .TrimStart('.', '-', '_').ToLowerInvariant();
        return kept.Length == 0 ? MadeUsernameDefault : kept[..Math.Min(kept.Length, MadeUsernameLengthMax)];
    }

    private static MemberRow Member(Change change, InvitationRow invitation, Registration given, string username)
    {
        var displayName = given.DisplayName ?? invitation.Name;
        return new MemberRow
        {
            Tenant = invitation.Tenant,
            Id = new MemberId(Guid.CreateVersion7(change.Now)),
            Username = username,
            UsernameKey = MemberRow.KeyOf(username),
            DisplayName = displayName,
            Email = invitation.Email,
            EmailKey = invitation.EmailKey,
            Phone = invitation.Phone,
            PasswordHash = given.PasswordHash,
            Role = invitation.Role,
            HasSeat = invitation.HasSeat,
            SearchKey = MemberRow.SearchKeyOf(displayName, username, invitation.Email),
            CreatedAt = change.Now,
        };
    }
}
