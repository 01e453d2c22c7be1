using System.Text.Json.Serialization;
using LiveChat.Api.Lists;
using LiveChat.Core.Queues;

namespace LiveChat.Api.Endpoints.Queues;

[JsonSerializable(typeof(Create.CreateQueueRequest))]
[JsonSerializable(typeof(Edit.EditQueueRequest))]
[JsonSerializable(typeof(PutMember.PutMemberRequest))]
[JsonSerializable(typeof(QueueView))]
[JsonSerializable(typeof(PageOf<QueueView>))]
[JsonSerializable(typeof(MembershipView))]
[JsonSerializable(typeof(QueueStrategy))]
internal sealed partial class QueuesJson : JsonSerializerContext;
