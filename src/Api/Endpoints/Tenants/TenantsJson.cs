using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.Tenants;

[JsonSerializable(typeof(Create.CreateTenantRequest))]
[JsonSerializable(typeof(Edit.EditTenantRequest))]
[JsonSerializable(typeof(TenantView))]
[JsonSerializable(typeof(PageOf<TenantView>))]
internal sealed partial class TenantsJson : JsonSerializerContext;
