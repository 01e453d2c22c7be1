using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using LiveChat.Api.Endpoints;
using LiveChat.Api.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace LiveChat.Api.Json;

/// <summary>A body, or why it could not be read: exactly one of the two.</summary>
internal readonly record struct BodyReading<T>(T? Value, Problem? Problem) where T : class;

/// <summary>
/// Reads JSON bodies. The fast way is one pass of the serializer over the request's own buffers; only what that refuses
/// is looked at again, to name every field at fault.
/// </summary>
internal static class BodyReader
{
    private static readonly JsonReaderOptions _readerOptions = new() { MaxDepth = 32 };

    public static async ValueTask<BodyReading<T>> Read<T>(HttpContext http) where T : class
    {
        var request = http.Request;
        if (request.ContentLength is null or 0 && typeof(T).IsAssignableTo(typeof(IMayBeEmpty)) && !HasBody(http))
        {
            return new(JsonSerializer.Deserialize("{}"u8, ApiJson.TypeInfo<T>()), null);
        }

        if (!request.HasJsonContentType()) return new(null, Problem.UnsupportedMediaType());
        var bytesMax = http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.BytesMax ?? LiveChatApi.BodyBytesMax;
        if (request.ContentLength > bytesMax) return new(null, Problem.TooLarge(bytesMax));
        var pipe = request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > bytesMax)
            {
                pipe.AdvanceTo(read.Buffer.End);
                return new(null, Problem.TooLarge(bytesMax));
            }

            if (!read.IsCompleted)
            {
                pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            return Finish<T>(pipe, read.Buffer);
        }
    }

    private static bool HasBody(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;

    private static BodyReading<T> Finish<T>(PipeReader pipe, ReadOnlySequence<byte> body) where T : class
    {
        try
        {
            var value = Parse<T>(body);
            return value is null ? new(null, BodyDiagnosis.Of<T>(body)) : new(value, null);
        }
        finally
        {
            pipe.AdvanceTo(body.End);
        }
    }

    private static T? Parse<T>(ReadOnlySequence<byte> body) where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(body, _readerOptions);
            var value = JsonSerializer.Deserialize(ref reader, ApiJson.TypeInfo<T>());
            return reader.Read() || NullElements.In(value, ApiJson.TypeInfo<T>()) ? null : value;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
