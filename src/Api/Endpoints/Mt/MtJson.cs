using System.Text.Json.Serialization;
using LiveChat.Api.Endpoints.Dlr;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.Mt;

[JsonSerializable(typeof(Fetch.MtList))]
[JsonSerializable(typeof(Acknowledge.AckRequest))]
[JsonSerializable(typeof(Acknowledge.AckAnswer))]
[JsonSerializable(typeof(PageOf<ListDeadLetters.DeadLetterView>))]
[JsonSerializable(typeof(RetryDeadLetters.RetryRequest))]
[JsonSerializable(typeof(RetryDeadLetters.RetryAnswer))]
[JsonSerializable(typeof(Report.DlrRequest))]
[JsonSerializable(typeof(Report.DlrAnswer))]
internal sealed partial class MtJson : JsonSerializerContext;
