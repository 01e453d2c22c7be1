using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Views;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Streams;

/// <summary>
/// Writes notices as server-sent events straight into the response's buffers, as one caller may see them.
/// </summary>
internal sealed class NoticeWriter(PipeWriter pipe, Principal caller, IDirectory directory)
{
    private Principal _caller = caller;
    private readonly Utf8JsonWriter _json = new(
        pipe, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    private NoticeId _last;

    public void Snapshot(NoticeId at, AgentSnapshot snapshot) => Event(at, "snapshot"u8, new SnapshotData(
        snapshot.Agent, snapshot.Status, [.. snapshot.Conversations.Select(it => ConversationView.Of(it, FullPhone))]));

    /// <summary>What comes next is written for the caller as it is now.</summary>
    public void WriteFor(Principal caller) => _caller = caller;

    /// <summary>What comes next follows this one.</summary>
    public void StandAt(NoticeId at) => _last = at;

    public void Ping()
    {
        Begin(_last, "ping"u8);
        pipe.Write("{}\n\n"u8);
    }

    /// <summary>The last notice that was written.</summary>
    public NoticeId Last => _last;

    /// <summary>Writes the next live notice, and no other.</summary>
    public async ValueTask<Following> Follow(Notice notice)
    {
        if (notice.Id.Epoch != _last.Epoch) return Following.OtherEpoch;
        if (notice.Id.Sequence <= _last.Sequence) return Following.Passed;
        if (notice.Id.Sequence != _last.Sequence + 1) return Following.Gap;
        await Write(notice);
        return Following.Written;
    }

    public async ValueTask Write(Notice notice)
    {
        _last = notice.Id;
        switch (notice.Body)
        {
            case AssignedNotice it:
                Event(notice.Id, "assigned"u8, new AssignedData(ConversationView.Of(it.Conversation, FullPhone)));
                break;
            case OfferNotice it:
                Event(notice.Id, "offer"u8, new OfferData(
                    ConversationView.Of(it.Conversation, FullPhone), it.ExpiresAt));
                break;
            case OfferEndedNotice it:
                Event(notice.Id, "offerEnded"u8, new EndedData(it.Conversation, it.Reason));
                break;
            case TransferredNotice it:
                Event(notice.Id, "transferred"u8, new TransferredData(
                    ConversationView.Of(it.Conversation, FullPhone), new TransferOrigin(it.FromAgent, it.FromQueue),
                    Sight(it.Conversation.Contact).Text(it.Note)));
                break;
            case MessageNotice it:
                var author = await AuthorView.Of(it.Message.By, _caller.Tenant, directory);
                Event(notice.Id, "message"u8, new MessageData(it.Conversation, MessageView.Of(
                    it.Conversation.Thread, it.Version, it.Message, author, null, Sight(it.Contact))));
                break;
            case DeliveryNotice it:
                Event(notice.Id, "delivery"u8, new DeliveryData(
                    it.Conversation, it.Message, new DeliveryView(it.State, it.Code, it.At)));
                break;
            case UnassignedNotice it:
                Event(notice.Id, "unassigned"u8, new EndedData(it.Conversation, it.Reason));
                break;
            case ClosedNotice it:
                Event(notice.Id, "closed"u8, new EndedData(it.Conversation, CloseReasonNames.Of(it.Reason)));
                break;
            case WarningNotice it:
                Event(notice.Id, "warning"u8, new WarningData(it.Conversation, it.Kind, it.At));
                break;
            case HelpNotice it:
                var from = await AuthorView.Of(By.Agent(it.From), _caller.Tenant, directory);
                Event(notice.Id, "help"u8, new HelpData(it.Conversation, from));
                break;
            case StatusNotice it:
                var by = await AuthorView.Of(it.By, _caller.Tenant, directory);
                Event(notice.Id, "status"u8, new StatusData(it.Status, by));
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(notice), notice.Body.GetType().Name, "A notice that streams do not know.");
        }
    }

    /// <summary>Sends what was written; false when the client is gone.</summary>
    public async ValueTask<bool> Flush()
    {
        var flushed = await pipe.FlushAsync();
        return !flushed.IsCompleted && !flushed.IsCanceled;
    }

    private bool FullPhone => _caller.ShowFullPhone;

    private ContactSight Sight(string contact) => new(contact, FullPhone);

    private void Event<T>(NoticeId id, ReadOnlySpan<byte> name, T data)
    {
        Begin(id, name);
        JsonSerializer.Serialize(_json, data, ApiJson.TypeInfo<T>());
        _json.Reset();
        pipe.Write("\n\n"u8);
    }

    private void Begin(NoticeId id, ReadOnlySpan<byte> name)
    {
        Span<byte> text = stackalloc byte[64];
        Encoding.UTF8.TryGetBytes(
            string.Create(CultureInfo.InvariantCulture, $"id: {id.Epoch}.{id.Sequence}\nevent: "),
            text, out var length);
        pipe.Write(text[..length]);
        pipe.Write(name);
        pipe.Write("\ndata: "u8);
    }
}
