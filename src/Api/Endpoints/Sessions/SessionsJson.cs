using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.Sessions;

[JsonSerializable(typeof(Create.SignInRequest))]
[JsonSerializable(typeof(Create.SignedIn))]
[JsonSerializable(typeof(PageOf<SessionView>))]
[JsonSerializable(typeof(ChangePassword.ChangePasswordRequest))]
[JsonSerializable(typeof(OwnTotp.TotpView))]
[JsonSerializable(typeof(OwnTotp.EnrolRequest))]
[JsonSerializable(typeof(OwnTotp.EnrolmentView))]
[JsonSerializable(typeof(OwnTotp.ConfirmTotpRequest))]
[JsonSerializable(typeof(OwnTotp.RecoveryCodesView))]
[JsonSerializable(typeof(OwnTotp.PasswordRequest))]
internal sealed partial class SessionsJson : JsonSerializerContext;
