using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.Audit;

[JsonSerializable(typeof(AuditView))]
[JsonSerializable(typeof(PageOf<AuditView>))]
internal sealed partial class AuditJson : JsonSerializerContext;
