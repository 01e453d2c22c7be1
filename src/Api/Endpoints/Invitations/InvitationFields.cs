using System.Text.Json.Serialization;
using LiveChat.Api.Validation;
using LiveChat.Core.Addresses;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Endpoints.Invitations;

/// <summary>Somebody to be invited.</summary>
/// <param name="Name">At most 100 characters.</param>
/// <param name="Email">Where the link goes; unique in the tenant.</param>
/// <param name="Role">What the person will be.</param>
/// <param name="Phone">The person's own number, with its country code.</param>
/// <param name="Seat">
/// Whether the person will take conversations; left out: agents and supervisors do. Agents always do, viewers never.
/// </param>
public sealed record InvitedPerson(
    string Name, string Email, Role Role = Role.Agent, string? Phone = null, bool? Seat = null)
{
    [JsonIgnore]
    public bool HasSeat => Seat ?? Role is Role.Agent or Role.Supervisor;
}

/// <summary>Rules for people and their numbers.</summary>
internal static class InvitationFields
{
    public const int PeopleMax = 100;

    /// <summary>Each checked, with what is wrong under <c>people[3].email</c> and the like.</summary>
    public static IReadOnlyList<InvitedPerson> People(this Findings findings, IReadOnlyList<InvitedPerson> given)
    {
        findings.Require(given.Count is > 0 and <= PeopleMax, "people", $"must have 1 to {PeopleMax} entries");
        var emails = new HashSet<string>();
        return [.. given.Take(PeopleMax).Select((person, i) => findings.Person($"people[{i}]", person, emails))];
    }

    /// <summary>A telephone number in its canonical form; null stays null.</summary>
    public static string? PhoneOrNull(this Findings findings, string field, string? value)
    {
        if (value is null) return null;
        if (PhoneNumber.TryNormalise(value, out var canonical)) return canonical;
        findings.Add(field, "must be a number with its country code, as +34600111222");
        return null;
    }

    private static InvitedPerson Person(
        this Findings findings, string field, InvitedPerson person, HashSet<string> emails)
    {
        var email = findings.EmailOrNull($"{field}.email", person.Email)!;
        findings.Require(emails.Add(MemberRow.KeyOf(email)), $"{field}.email", "must not be repeated");
        findings.Require(person.Seat != false || person.Role != Role.Agent, $"{field}.seat", "an agent has a seat");
        findings.Require(person.Seat != true || person.Role != Role.Viewer, $"{field}.seat", "a viewer has no seat");
        return person with
        {
            Name = findings.Name($"{field}.name", person.Name, PeopleRules.DisplayNameLengthMax),
            Email = email,
            Phone = findings.PhoneOrNull($"{field}.phone", person.Phone),
        };
    }
}
