using System.Collections.Concurrent;
using System.Net.Http.Headers;
using LiveChat.Api.Auth;
using LiveChat.Api.Tests.Support;
using LiveChat.Core.Primitives;
using Microsoft.AspNetCore.Routing;

namespace LiveChat.Api.Tests.Problems;

/// <summary>
/// Every path of the running server with every method, taken or not, with what no call takes: what each answer tells
/// browsers, and what none tells anybody. It finds new endpoints by itself.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class EveryAnswerTests(TestServer server)
{
    private const int CallsAtOnce = 4;

    private static readonly HttpMethod[] _methods =
    [
        HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete,
        HttpMethod.Options,
    ];

    private static readonly string[] _bodies = ["{\"a\":", "[1]", "{\"a\":{\"b\":[null,1e999]}}", "\u0000"];

    private static readonly string[] _queries =
    [
        "?limit=x&cursor=%00&at=never&from=a&to=b", "?limit=-1&cursor=AAAA&state=no&sort=;&sender=1",
    ];

    [Fact]
    public async Task Every_answer_runs_nothing_and_tells_of_nothing_it_is_made_of()
    {
        var calls = Calls();
        var tenant = await TestTenant.Create(server);
        await using var door = await BackDoor.Open(server);
        // Each call has callers of its own: some end the session they come with.
        var admins = await door.Members(tenant.Slug, [.. calls.Select(_ => (Role.Admin, true))]);
        var viewers = await door.Members(tenant.Slug, [.. calls.Select(_ => (Role.Viewer, false))]);
        var faults = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<int, int>();
        var some = new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce };
        await Parallel.ForEachAsync(calls.Index(), some, async (it, _) =>
        {
            var (method, path, rule) = it.Item;
            ApiClient[] callers =
                [CallerOf(rule, tenant, admins[it.Index]), server.With(viewers[it.Index]), server.Anonymous];
            foreach (var caller in callers)
            {
                foreach (var request in Requests(caller, method, path))
                {
                    using (request)
                    {
                        using var answer = await caller.Http.SendAsync(
                            request, HttpCompletionOption.ResponseHeadersRead);
                        statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
                        foreach (var fault in await FaultsOf(answer)) faults.Add($"{method} {path}: {fault}");
                    }
                }
            }
        });
        Assert.Empty(faults.Distinct());
        Assert.True(statuses.Values.Sum() > 2000, $"Only {statuses.Values.Sum()} were tried.");
        Assert.Empty(((int[])[200, 400, 401, 403, 404, 405, 422]).Except(statuses.Keys));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/no/such/path")]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/no-such-file.js")]
    public async Task So_does_what_is_no_endpoint(string path)
    {
        using var answer = await server.Anonymous.Http.GetAsync(path);
        Assert.Empty(await FaultsOf(answer));
    }

    /// <summary>Every path with every method; the rule of a method that it does not take is that of another.</summary>
    private List<(HttpMethod Method, string Path, AccessRule? Rule)> Calls() =>
    [
        .. from endpoint in server.Endpoints.OfType<RouteEndpoint>()
           group endpoint by $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}" into path
           from method in _methods
           let taker = path.FirstOrDefault(it => it.Metadata.GetMetadata<IHttpMethodMetadata>() is { } taken
               && taken.HttpMethods.Contains(method.Method)) ?? path.First()
           select (method, Operation.Concrete(path.Key), taker.Metadata.GetMetadata<AccessRule>()),
    ];

    private ApiClient CallerOf(AccessRule? rule, TestTenant tenant, string admin) => rule switch
    {
        { Platform: true } => server.Platform,
        { AnyMember: false, AnyOf.IsEmpty: true, Scope: not null } => tenant.Adapter,
        _ => server.With(admin),
    };

    private static IEnumerable<HttpRequestMessage> Requests(ApiClient caller, HttpMethod method, string path)
    {
        if (method == HttpMethod.Post || method == HttpMethod.Put || method == HttpMethod.Patch)
        {
            foreach (var body in _bodies)
            {
                var request = caller.Request(method, path);
                request.Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
                yield return request;
            }
        }
        else
        {
            foreach (var query in _queries) yield return caller.Request(method, path + query);
        }
    }

    private static async Task<IReadOnlyList<string>> FaultsOf(HttpResponseMessage answer)
    {
        var faults = new List<string>();
        Expect("X-Content-Type-Options", it => it == "nosniff");
        Expect("Referrer-Policy", it => it == "no-referrer");
        Expect("Cross-Origin-Resource-Policy", it => it == "same-origin");
        Expect("Content-Security-Policy", it =>
            it.StartsWith("default-src 'none'", StringComparison.Ordinal) && it.Contains("frame-ancestors 'none'"));
        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By")) faults.Add("names itself");
        if ((int)answer.StatusCode < 400) return faults;
        var text = await answer.Content.ReadAsStringAsync();
        faults.AddRange(Leaks.In(text).Select(it => $"{(int)answer.StatusCode}: '{it}' in {text}"));
        if ((int)answer.StatusCode is 500) faults.Add($"fails: {text}");
        return faults;

        void Expect(string header, Func<string, bool> isRight)
        {
            var found = answer.Headers.TryGetValues(header, out var values) ? string.Join(" + ", values) : "none";
            if (!isRight(found)) faults.Add($"{(int)answer.StatusCode} with {header}: {found}");
        }
    }
}
