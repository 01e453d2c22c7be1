using System.Text.Json.Serialization;
using LiveChat.Api.Lists;
using LiveChat.Core.Letters;
using LiveChat.Storage.Administration.Mails;

namespace LiveChat.Api.Endpoints.Mails;

[JsonSerializable(typeof(PageOf<MailView>))]
[JsonSerializable(typeof(LetterKind))]
[JsonSerializable(typeof(MailState))]
[JsonSerializable(typeof(MailState?))]
internal sealed partial class MailsJson : JsonSerializerContext;
