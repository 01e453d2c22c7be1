using LiveChat.Api.Auth;
using LiveChat.Storage.Administration;

namespace LiveChat.Api.Problems;

/// <summary>The problems that refusals of administrative commands are.</summary>
internal static class RefusalProblem
{
    /// <param name="refusal">Not <see cref="Refusal.None"/>.</param>
    /// <param name="named">The field with the queue, agent or questionnaire that may be named in vain.</param>
    public static Problem Of(Refusal refusal, string? named = null) => refusal switch
    {
        Refusal.NotFound => Problem.NotFound(),
        Refusal.NotConfirmed => Problem.Validation("confirm", "must be the tenant's name, letter for letter"),
        Refusal.SlugTaken => Taken("slug", "slug-taken", "Another tenant has that slug."),
        Refusal.UsernameTaken => Taken("username", "username-taken", "Another member has that username."),
        Refusal.EmailTaken => Taken("email", "email-taken", "Another member has that email address."),
        Refusal.NoSeats => Problem.Conflict("no-seats", "There are not enough seats."),
        Refusal.SeatsInUse => Problem.Conflict("seats-in-use", "More seats than that are in use."),
        Refusal.SenderTaken => Problem.Conflict("sender-taken", "The address is a sender on that channel already."),
        Refusal.SendersInUse => Problem.Conflict("senders-in-use", "The tenant has senders beside those."),
        Refusal.SenderNotAllowed => Problem.Conflict("sender-not-allowed", "The tenant may not use that address."),
        Refusal.QueueInUse => Problem.Conflict("queue-in-use", "The queue has senders or open conversations."),
        Refusal.UnknownQuestionnaire => Problem.UnknownReference(named ?? "questionnaire"),
        Refusal.QuestionnaireNameTaken => Problem.Conflict(
            "questionnaire-name-taken", "Another questionnaire has that name."),
        Refusal.QuestionnaireInUse => Problem.Conflict("questionnaire-in-use", "Settings name the questionnaire."),
        Refusal.UnknownQueue => Problem.UnknownReference(named ?? "queue"),
        Refusal.UnknownLabel => Problem.UnknownReference("labels"),
        Refusal.LabelNameTaken => Problem.Conflict("label-name-taken", "Another label has that name."),
        Refusal.UnknownAgent => Problem.UnknownReference(named ?? "agent"),
        Refusal.UnknownStatus => Problem.Validation("reengagementStatuses", "must name statuses of the tenant"),
        Refusal.TotpActive => Problem.Conflict("totp-active", "The second factor is on already."),
        Refusal.TotpNotBegun => Problem.Conflict("totp-not-begun", "There is no second factor to confirm or change."),
        Refusal.VersionMoved => new Problem(
            412, "precondition-failed", "The settings have changed since you read them."),
        Refusal.LastAdmin => Problem.Conflict("last-admin", "The tenant would be left without an enabled admin."),
        Refusal.AdminsAlone => Problem.Forbidden(AccessRule.AdminName),
        Refusal.LastPlatformKey => Problem.Conflict("last-platform-key", "It is the only key of the operator."),
        Refusal.InvitationUsed => new Problem(410, "invitation-used", "The invitation was used already."),
        Refusal.InvitationExpired => new Problem(410, "invitation-expired", "The invitation has expired."),
        Refusal.InvitationRevoked => new Problem(410, "invitation-revoked", "The invitation was taken back."),
        Refusal.LimitReached => Problem.Conflict("limit-reached", "The tenant can have no more of these."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "A refusal without a problem."),
    };

    /// <summary>The code of a refusal, for answers that have a result per row.</summary>
    public static string CodeOf(Refusal refusal) => Of(refusal).Code;

    /// <summary>Told with the field that must be another.</summary>
    private static Problem Taken(string field, string code, string title) => Problem.Conflict(code, title) with
    {
        Errors = new Dictionary<string, string[]> { [field] = ["is taken"] },
    };
}
