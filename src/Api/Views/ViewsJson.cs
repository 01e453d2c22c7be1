using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Views;

[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(PageOf<ConversationView>))]
[JsonSerializable(typeof(PageOf<MessageView>))]
[JsonSerializable(typeof(PageOf<EventView>))]
[JsonSerializable(typeof(RoutingView))]
internal sealed partial class ViewsJson : JsonSerializerContext;
