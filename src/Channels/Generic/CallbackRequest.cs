using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Generic;

/// <summary>
/// Writes the signed POST of one message. What is signed and what is sent are the same bytes of one buffer, which
/// belongs to the thread and is copied out, since a connection may read its content longer than the request is awaited.
/// </summary>
internal static class CallbackRequest
{
    private const int BufferBytesKeptMax = 64 * 1024;
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    [ThreadStatic]
    private static Scratch? _scratch;

    public static HttpRequestMessage Write(Uri url, byte[] key, OutboxMessage message, DateTimeOffset now)
    {
        var scratch = _scratch ??= new Scratch();
        try
        {
            var id = message.Id.ToString();
            var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var body = scratch.Write(id, timestamp, message);
            var content = new ByteArrayContent(body.ToArray());
            content.Headers.ContentType = _json;
            var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            request.Headers.TryAddWithoutValidation("webhook-id", id);
            request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp);
            request.Headers.TryAddWithoutValidation(
                "webhook-signature", WebhookSignature.Sign(key, scratch.SignedContent));
            request.Headers.TryAddWithoutValidation("User-Agent", "LiveChat");
            return request;
        }
        finally
        {
            if (scratch.Capacity > BufferBytesKeptMax) _scratch = null;
        }
    }

    private sealed class Scratch
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(1_024);
        private readonly Utf8JsonWriter _json;

        public Scratch() =>
            _json = new Utf8JsonWriter(_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        public int Capacity => _buffer.Capacity;

        public ReadOnlySpan<byte> SignedContent => _buffer.WrittenSpan;

        public ReadOnlySpan<byte> Write(string id, string timestamp, OutboxMessage message)
        {
            _buffer.ResetWrittenCount();
            Append(id);
            Append(".");
            Append(timestamp);
            Append(".");
            var prefixLength = _buffer.WrittenCount;
            _json.Reset();
            WriteBody(id, message);
            _json.Flush();
            return _buffer.WrittenSpan[prefixLength..];
        }

        private void Append(string ascii) =>
            _buffer.Advance(Encoding.ASCII.GetBytes(ascii, _buffer.GetSpan(ascii.Length)));

        private void WriteBody(string id, OutboxMessage message)
        {
            _json.WriteStartObject();
            _json.WriteString("messageId"u8, id);
            _json.WriteString("conversationId"u8, message.Conversation.ToString());
            _json.WriteString("channel"u8, message.Channel == Channel.Sms ? "sms"u8 : "whatsapp"u8);
            _json.WriteString("sender"u8, message.SenderAddress);
            _json.WriteString("to"u8, message.To);
            _json.WriteString("text"u8, message.Text);
            if (!message.Attachments.IsDefaultOrEmpty) WriteAttachments(message);
            _json.WriteString("at"u8, message.At.UtcDateTime);
            _json.WriteEndObject();
        }

        private void WriteAttachments(OutboxMessage message)
        {
            _json.WriteStartArray("attachments"u8);
            foreach (var attachment in message.Attachments)
            {
                _json.WriteStartObject();
                _json.WriteString("url"u8, attachment.Url);
                _json.WriteString("contentType"u8, attachment.ContentType);
                if (attachment.Name is not null) _json.WriteString("name"u8, attachment.Name);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
        }
    }
}
