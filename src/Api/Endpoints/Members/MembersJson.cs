using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.Members;

[JsonSerializable(typeof(Edit.EditMemberRequest))]
[JsonSerializable(typeof(MemberView))]
[JsonSerializable(typeof(PageOf<MemberView>))]
internal sealed partial class MembersJson : JsonSerializerContext;
