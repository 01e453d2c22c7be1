using System.Text.Json.Serialization;
using LiveChat.Api.Lists;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Agents;

[JsonSerializable(typeof(Create.CreateAgentRequest))]
[JsonSerializable(typeof(Edit.EditAgentRequest))]
[JsonSerializable(typeof(Bulk.BulkRequest))]
[JsonSerializable(typeof(Bulk.BulkAnswer))]
[JsonSerializable(typeof(GetUsage.UsageView))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(PageOf<AgentView>))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<QueueId>))]
internal sealed partial class AgentsJson : JsonSerializerContext;
