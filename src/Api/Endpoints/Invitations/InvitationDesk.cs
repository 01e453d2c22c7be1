using System.Collections.Immutable;
using System.Globalization;
using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Invitations;
using LiveChat.Storage.Administration.Mails;

namespace LiveChat.Api.Endpoints.Invitations;

/// <summary>The tenant that invites, as its letters name it.</summary>
internal sealed record Inviting(TenantId Id, string Name, string Language);

/// <summary>Makes links, writes the mails that bring them, and invites people: all or none.</summary>
internal sealed class InvitationDesk(
    AdministrationCommands commands, MailOutbox outbox, PublicUrl publicUrl, TimeProvider time)
{
    /// <summary>How long a link lets one in.</summary>
    private static readonly TimeSpan _validity = TimeSpan.FromDays(7);

    public (NewLink Link, string Url) Write(Inviting tenant, string name, string email)
    {
        var token = BearerToken.Create(BearerToken.InvitationPrefix);
        var url = publicUrl.Registration(token);
        var expires = time.GetUtcNow() + _validity;
        var letter = LetterBook.Write(
            LetterKind.Invitation, tenant.Language, ("name", name), ("tenant", tenant.Name), ("link", url),
            ("expires", expires.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        return (new NewLink(TokenHash.Of(token), expires, outbox.Compose(tenant.Id, email, letter)), url);
    }

    /// <summary>201 with every invitation, or the problem.</summary>
    public async Task<IResult> Invite(Inviting tenant, IReadOnlyList<InvitedPerson> people)
    {
        var written = people.Select(it => Write(tenant, it.Name, it.Email)).ToArray();
        ImmutableArray<NewInvitation> orders =
        [
            .. people.Zip(written, (person, it) => new NewInvitation(
                person.Name, person.Email, person.Phone, person.Role, person.HasSeat, it.Link)),
        ];
        var outcome = await commands.Run(change => InvitationCommands.Create(change, tenant.Id, orders));
        if (outcome.Refusal != Refusal.None) return ProblemOf(outcome);
        var now = time.GetUtcNow();
        return TypedResults.Created((string?)null, InvitationsView.Of(
            [.. outcome.Value!.Made.Zip(written, (row, it) => InvitationView.Of(row, now, it.Url))], null,
            outcome.Value.Seats));
    }

    private static Problem ProblemOf(Outcome<InvitationsMade> outcome)
    {
        var problem = RefusalProblem.Of(outcome.Refusal);
        return outcome switch
        {
            { Refusal: Refusal.EmailTaken, Value: { } refused } => problem with
            {
                Errors = refused.Taken.ToDictionary(
                    i => $"people[{i}].email", _ => (string[])["is a member's, or has a pending invitation"]),
            },
            { Refusal: Refusal.NoSeats, Value: { } refused } => problem with
            {
                Detail = string.Create(
                    CultureInfo.InvariantCulture, $"{refused.Seats.Left} of {refused.Seats.Seats} seats are left."),
            },
            _ => problem,
        };
    }
}
