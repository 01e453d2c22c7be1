using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LiveChat.Auditor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveChat.Process.Tests.Cast;

/// <summary>
/// An adapter that takes MT by callback, checks each signature (Standard Webhooks), and now and then says that it
/// cannot right now.
/// </summary>
public sealed class CallbackAdapter : IAsyncDisposable
{
    private const double RefusedShare = 0.01;

    private readonly WebApplication _app;
    private readonly Evidence _evidence;
    private readonly Faults _faults;
    private readonly Random _random;
    private readonly byte[] _key;

    public CallbackAdapter(Evidence evidence, Faults faults, Random random)
    {
        (_evidence, _faults, _random) = (evidence, faults, random);
        _key = new byte[32];
        random.NextBytes(_key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/mt", Take);
    }

    public string Secret => "whsec_" + Convert.ToBase64String(_key);

    public Uri Url => new(_app.Urls.Single() + "/mt");

    public Task Start() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Take(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        if (!IsSigned(request.Headers, body)) _faults.Add($"A callback came with a wrong signature: {body}");
        if (NextDouble() < RefusedShare) return Results.StatusCode(StatusCodes.Status500InternalServerError);
        _evidence.HandedOver(Handed.Of(JsonNode.Parse(body)!));
        return Results.NoContent();
    }

    private bool IsSigned(IHeaderDictionary headers, string body)
    {
        var signed = $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}";
        var wanted = "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(signed)));
        return headers["webhook-signature"].ToString().Split(' ').Contains(wanted);
    }

    private double NextDouble()
    {
        lock (_random) return _random.NextDouble();
    }
}
