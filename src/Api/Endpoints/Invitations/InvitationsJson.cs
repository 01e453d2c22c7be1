using System.Text.Json.Serialization;
using LiveChat.Storage.Administration.Invitations;

namespace LiveChat.Api.Endpoints.Invitations;

[JsonSerializable(typeof(Create.InviteRequest))]
[JsonSerializable(typeof(InvitationView))]
[JsonSerializable(typeof(InvitationsView))]
[JsonSerializable(typeof(InvitationState))]
[JsonSerializable(typeof(bool?))]
internal sealed partial class InvitationsJson : JsonSerializerContext;
