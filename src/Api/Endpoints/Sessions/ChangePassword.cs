using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Letters;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary><c>PUT /v1/me/password</c>: one's own; all other sessions end, and mail tells of it.</summary>
internal static class ChangePassword
{
    /// <param name="Current">The present password.</param>
    /// <param name="Password">The new one: 6–128 characters.</param>
    public sealed record ChangePasswordRequest(string Current, string Password);

    public static void Map(RouteGroupBuilder v1) => v1.MapPut("/me/password", Handle)
        .RequiresMember()
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(429)
        .WithExample("""{"current":"correct-horse-1","password":"battery-staple-2"}""")
        .Described("Sign-in", "changeMyPassword", "Change one's password", "All of one's other sessions end.");

    private static async Task<IResult> Handle(
        Body<ChangePasswordRequest> body, HttpContext http, OwnPassword own, PasswordHashing passwords,
        AdministrationCommands commands, AccountLetters letters, CancellationToken cancel)
    {
        var (caller, request) = (http.Principal(), body.Value);
        var findings = new Findings();
        findings.Require(PasswordRules.CouldBe(request.Current), "current", "is not your password");
        findings.Password("password", request.Password, username: null);
        if (findings.Problem is { } problem) return problem;
        var (member, refused) = await own.Verify(http, "current", request.Current, cancel);
        if (member is null) return refused!;
        findings.Password("password", request.Password, member.Username);
        if (findings.Problem is { } unfit) return unfit;

        var hash = await passwords.Hash(request.Password, ClientAddress.SourceOf(http.ClientIp()), cancel);
        var mail = await letters.Of(LetterKind.PasswordChanged, member, cancel);
        var outcome = await commands.Run(change => MemberPasswords.Set(
            change, caller.Tenant, member.Id, member.PasswordHash, hash, caller.Session, mail));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
