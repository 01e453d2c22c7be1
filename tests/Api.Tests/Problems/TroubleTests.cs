using System.Text.Json.Nodes;
using LiveChat.Api.Endpoints.Invitations;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;
using LiveChat.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Api.Tests.Problems;

public sealed class TroubleTests
{
    public static TheoryData<Exception, int, string> Troubles => new()
    {
        { new ActorBusyException("full"), 503, "busy" },
        { new StoreBusyException("full"), 503, "busy" },
        { new StoreUnavailableException("disk full"), 503, "store-unavailable" },
        { new ActorFaultedException("turn", new StoreUnavailableException("disk full")), 503, "store-unavailable" },
        { new ActorFaultedException("turn", new StoreBusyException("full")), 503, "busy" },
        { new ActorFaultedException("turn", new InvalidOperationException("secret")), 500, "internal" },
        { new ActorFaultedException("turn"), 500, "internal" },
        { new InvalidOperationException("secret"), 500, "internal" },
        { new BadHttpRequestException("secret", 413), 413, "too-large" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Trouble_is_told_by_its_code_and_never_in_its_own_words(Exception trouble, int status, string code)
    {
        foreach (RequestDelegate next in (RequestDelegate[])[_ => throw trouble, _ => Task.FromException(trouble)])
        {
            var http = new DefaultHttpContext();
            http.Response.Body = new MemoryStream();
            await new ProblemMiddleware(
                next, new SecurityHeaders(new PublicUrl("https://chat.example")),
                NullLogger<ProblemMiddleware>.Instance).Invoke(http);
            http.Response.Body.Position = 0;
            var text = await new StreamReader(http.Response.Body).ReadToEndAsync();
            Assert.Equal(status, http.Response.StatusCode);
            Assert.Equal(code, (string)JsonNode.Parse(text)!["code"]!);
            Assert.Equal(status == 503, http.Response.Headers.RetryAfter.Count == 1);
            Assert.DoesNotContain("secret", text);
            Assert.DoesNotContain("disk full", text);
        }
    }

    [Fact]
    public void Every_refusal_of_the_core_has_a_code_and_a_title()
    {
        foreach (var rejection in Enum.GetValues<Rejection>().Where(it => it != Rejection.None))
        {
            var problem = Problem.Of(rejection);
            Assert.Equal(rejection == Rejection.NotFound ? 404 : 409, problem.Status);
            Assert.NotEqual("The request was refused.", problem.Title);
        }
    }
}
