using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveChat.Bench.Floor;

/// <summary>
/// The bare endpoint the product is measured against: Kestrel, the same JSON in and out, the same rows on disk before
/// the answer, and nothing else: no credentials, no routing, no actors. It runs as a process of its own.
/// </summary>
public static class FloorServer
{
    /// <param name="port">Where it listens.</param>
    /// <param name="data">The folder of its SQLite file.</param>
    /// <param name="connection">An empty PostgreSQL database to write to instead.</param>
    public static async Task Run(int port, string data, string? connection)
    {
        using IFloorStore store = connection is null
            ? new FloorStore(Path.Combine(data, "floor.db"))
            : await PostgresFloorStore.Open(connection);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapPost("/v1/mo", (RequestDelegate)(context => Take(context, store)));
        await app.RunAsync();
    }

    private static async Task Take(HttpContext context, IFloorStore store)
    {
        var mo = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, FloorJson.Default.FloorMo);
        var at = DateTimeOffset.UtcNow;
        var thread = Hash(mo!.Sender, mo.From);
        var isNew = await store.Take(new FloorWrite
        {
            Thread = thread,
            SeenKey = Hash(mo.Sender, mo.Id),
            Body = JsonSerializer.SerializeToUtf8Bytes(
                new FloorEvent("contact", mo.Text, mo.Id, at), FloorJson.Default.FloorEvent),
            Mo = mo,
            At = at,
        });
        var id = Convert.ToHexStringLower(thread);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.BodyWriter, new FloorTaken(id + "1", id, !isNew), FloorJson.Default.FloorTaken);
    }

    private static byte[] Hash(string sender, string other)
    {
        Span<byte> text = stackalloc byte[512];
        var length = Encoding.UTF8.GetBytes(sender, text);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(other, text[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return hash[..16].ToArray();
    }
}
