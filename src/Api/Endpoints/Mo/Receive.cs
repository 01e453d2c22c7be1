using System.Text.Json;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Mo;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Mo;

/// <summary>
/// <c>POST /v1/mo</c>: one message of a contact. 202 means that it is on disk, whoever repeats it. This is the hottest
/// call of all, so it is a plain request delegate.
/// </summary>
internal static class Receive
{
    public sealed record MoTaken(ConversationId ConversationId, ThreadId ThreadId, bool Duplicate);

    public static void Map(IEndpointRouteBuilder v1)
    {
        var entry = v1.ServiceProvider.GetRequiredService<IMoEntry>();
        RequestDelegate handle = http => Handle(http, entry);
        v1.MapPost("/mo", handle)
            .WithMetadata(handle.Method)
            .RequiresScope(Scope.MoWrite)
            .Exchanges(typeof(MoRequest), StatusCodes.Status202Accepted, typeof(MoTaken))
            .WithExample(
                """{"channel":"sms","sender":"+34900100200","from":"+34600111222","id":"provider-1","text":"hola"}""")
            .Refuses(404, 409)
            .Described("Mo", "receiveMo", "Push a message of a contact",
                "The sender must be one of the key's tenant. Repeating a provider id of the same sender changes "
                + "nothing.");
    }

    private static async Task Handle(HttpContext http, IMoEntry entry)
    {
        var problem = await Take(http, entry);
        if (problem is not null) await problem.ExecuteAsync(http);
    }

    private static async ValueTask<Problem?> Take(HttpContext http, IMoEntry entry)
    {
        var reading = await BodyReader.Read<MoRequest>(http);
        if (reading.Value is not { } request) return reading.Problem;
        var findings = new Findings();
        var mo = request.Check(http.Principal().Tenant, findings);
        if (findings.Problem is { } problem) return problem;
        var answer = await entry.Receive(mo, http.RequestAborted);
        if (Refusal(answer.Outcome) is { } refusal) return refusal;
        await Write(http.Response, answer);
        return null;
    }

    /// <summary>Why an MO was not taken; null when it was.</summary>
    internal static Problem? Refusal(MoOutcome outcome) => outcome switch
    {
        MoOutcome.SenderUnknown => new Problem(404, "sender-unknown", "The tenant has no such sender."),
        MoOutcome.LiveChatOff => Problem.Conflict("livechat-off", "Live chat is off for this tenant."),
        _ => null,
    };

    private static Task Write(HttpResponse response, MoAnswer answer)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(
            new MoTaken(answer.Conversation, answer.Conversation.Thread, answer.Outcome == MoOutcome.Duplicate),
            ApiJson.TypeInfo<MoTaken>());
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes).AsTask();
    }
}
