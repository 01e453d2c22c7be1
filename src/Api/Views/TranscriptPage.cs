using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using NodaTime;
using NodaTime.Text;

namespace LiveChat.Api.Views;

/// <summary>
/// A conversation as one page of HTML, to be printed: it has no script, loads nothing, and shows every text as it was
/// written, whatever is in it.
/// </summary>
internal sealed class TranscriptPage(PipeWriter pipe, string timeZone)
{
    private const string Style =
        "body{font:11pt/1.4 system-ui,sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#111}"
        + "h1{font-size:1.3em}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em}dt{color:#555}"
        + "dd{margin:0}article{border-top:1px solid #ccc;padding:.5em 0;break-inside:avoid}"
        + "header{color:#555;font-size:.9em}p{margin:.2em 0;white-space:pre-wrap;overflow-wrap:anywhere}"
        + "article.note{background:#f6f6f6;font-style:italic}";

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly OffsetDateTimePattern _time =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss o<+HH:mm>");

    /// <summary>Only the page's own style may be applied; nothing may be loaded or run.</summary>
    public static readonly string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc;

    public void Begin(string tenant, ConversationView conversation)
    {
        Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
        Text($"{tenant}: conversation {conversation.Id}");
        Raw($"</title>\n<style>{Style}</style>\n</head>\n<body>\n<h1>");
        Text(tenant);
        Raw("</h1>\n<dl>\n");
        Detail("Conversation", conversation.Id.ToString());
        Detail("Contact", conversation.Contact.Address);
        Detail("Sender", $"{conversation.Sender} ({conversation.Channel})");
        Detail("Opened", Local(conversation.OpenedAt));
        if (conversation.ClosedAt is { } closedAt) Detail("Closed", Local(closedAt));
        Detail("Time zone", _zone.Id);
        Raw("</dl>\n<main>\n");
    }

    public void Add(MessageView message)
    {
        Raw(message.Kind == "note" ? "<article class=\"note\"><header>" : "<article><header>");
        Text($"{Local(message.At)} · {NameOf(message)}");
        Raw("</header><p>");
        Text(message.Text);
        Raw("</p>");
        foreach (var attachment in message.Attachments ?? [])
        {
            Raw("<p>");
            Text($"[{attachment.Name ?? attachment.Id}, {attachment.ContentType}]");
            Raw("</p>");
        }

        Raw("</article>\n");
    }

    public void End() => Raw("</main>\n</body>\n</html>\n");

    public async ValueTask Flush(CancellationToken cancel) => await pipe.FlushAsync(cancel);

    private static string NameOf(MessageView message)
    {
        var author = message.Author.Kind switch
        {
            "contact" => "Contact",
            "agent" => message.Author.Name ?? "Agent",
            "bot" => "Bot",
            _ => "Automatic",
        };
        return message.Kind == "note" ? $"{author}, note" : author;
    }

    private void Detail(string name, string value)
    {
        Raw("<dt>");
        Text(name);
        Raw("</dt><dd>");
        Text(value);
        Raw("</dd>\n");
    }

    private string Local(DateTimeOffset at) =>
        _time.Format(Instant.FromDateTimeOffset(at).InZone(_zone).ToOffsetDateTime());

    private void Text(string text) => Raw(_encoder.Encode(text));

    private void Raw(string html) => Encoding.UTF8.GetBytes(html, pipe);
}
