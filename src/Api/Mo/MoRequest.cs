using System.Collections.Immutable;
using System.Net.Mime;
using System.Text.Json.Serialization;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Addresses;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Mo;

/// <summary>A message of a contact, as the generic adapter pushes it.</summary>
/// <param name="Channel">sms or whatsapp.</param>
/// <param name="Sender">The tenant's own address it was sent to.</param>
/// <param name="From">The contact: E.164 (also with <c>whatsapp:</c>, <c>00</c>, spaces, hyphens), or a WhatsApp user
/// id.</param>
/// <param name="Id">The provider's id of the message; accepted once per sender, for ever.</param>
/// <param name="Text">Kept as sent, less characters that cannot be stored. Empty only with attachments.</param>
/// <param name="At">When the contact sent it; in the future it counts as now.</param>
/// <param name="Attachments">Files that came with it, at most 10.</param>
public sealed record MoRequest(
    Channel Channel, string Sender, string From, string Id,
    [property: JsonConverter(typeof(TextConverter))] string Text, DateTimeOffset? At = null,
    IReadOnlyList<MoAttachment>? Attachments = null)
{
    private const int IdLengthMax = 255;
    private const int TextLengthMax = 16_384;
    private const int AttachmentsMax = 10;

    /// <summary>The MO, ready to enter; what is wrong is noted, and then the result is of no use.</summary>
    public IncomingMo Check(TenantId tenant, Findings findings)
    {
        if (!SenderAddress.TryNormalise(Sender, out var sender))
        {
            findings.Add("sender", "must be an E.164 number, a short code or an alphanumeric sender id");
        }

        if (!ContactAddress.TryNormalise(Channel, From, bareIsInternational: false, out var contact))
        {
            findings.Add("from", "must be an E.164 number, as +34600111222");
        }

        if (string.IsNullOrWhiteSpace(Id)) findings.Add("id", "must not be empty");
        else if (Id.Length > IdLengthMax) findings.Add("id", $"must have at most {IdLengthMax} characters");
        else if (StorableText.HasControls(Id)) findings.Add("id", "must not hold control characters");
        if (Text.Length > TextLengthMax) findings.Add("text", $"must have at most {TextLengthMax} characters");
        else if (Text.Length == 0 && Attachments is not { Count: > 0 }) findings.Add("text", "must not be empty");
        return new IncomingMo(tenant, Channel, sender, contact, Id, Text, At, Refs(findings));
    }

    private ImmutableArray<AttachmentRef> Refs(Findings findings)
    {
        if (Attachments is not { Count: > 0 }) return [];
        if (Attachments.Count > AttachmentsMax)
        {
            findings.Add("attachments", $"must have at most {AttachmentsMax} entries");
            return [];
        }

        return [.. Attachments.Select((it, index) => it.Check($"attachments[{index}]", findings))];
    }
}

/// <summary>A file that came with a message, where the adapter keeps it.</summary>
/// <param name="Url">http or https, at most 2,048 characters.</param>
/// <param name="ContentType">A media type, as image/jpeg.</param>
/// <param name="Name">Its file name.</param>
public sealed record MoAttachment(string Url, string ContentType, string? Name = null)
{
    private const int UrlLengthMax = 2_048;
    private const int ContentTypeLengthMax = 127;
    private const int NameLengthMax = 255;

    internal AttachmentRef Check(string field, Findings findings)
    {
        var isUrl = Url.Length <= UrlLengthMax
            && !StorableText.HasControls(Url)
            && Uri.TryCreate(Url, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
        if (!isUrl) findings.Add($"{field}.url", $"must be an http or https URL of at most {UrlLengthMax} characters");
        if (ContentType.Length > ContentTypeLengthMax || !IsMediaType(ContentType))
        {
            findings.Add($"{field}.contentType", "must be a media type, as image/jpeg");
        }

        return new AttachmentRef(Url, ContentType, findings.NameOrNull($"{field}.name", Name, NameLengthMax));
    }

    private static bool IsMediaType(string text)
    {
        try
        {
            return !StorableText.HasControls(text) && new ContentType(text).MediaType.Contains('/');
        }
        catch (FormatException)
        {
            return false;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
