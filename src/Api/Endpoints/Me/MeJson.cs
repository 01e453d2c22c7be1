using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.Me;

[JsonSerializable(typeof(GetMe.MeView))]
[JsonSerializable(typeof(EditMe.EditMeRequest))]
[JsonSerializable(typeof(PageOf<ListColleagues.ColleagueView>))]
[JsonSerializable(typeof(SetStatus.StatusRequest))]
[JsonSerializable(typeof(SetStatus.StatusAnswer))]
internal sealed partial class MeJson : JsonSerializerContext;
