using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.Questionnaires;

[JsonSerializable(typeof(QuestionnaireView))]
[JsonSerializable(typeof(QuestionnaireRequest))]
[JsonSerializable(typeof(ListAll.QuestionnaireList))]
[JsonSerializable(typeof(PageOf<RunView>))]
[JsonSerializable(typeof(Summarise.Summary))]
internal sealed partial class QuestionnairesJson : JsonSerializerContext;
