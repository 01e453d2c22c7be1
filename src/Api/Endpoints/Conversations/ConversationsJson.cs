using System.Text.Json.Serialization;

namespace LiveChat.Api.Endpoints.Conversations;

[JsonSerializable(typeof(SendMessage.SendMessageRequest))]
[JsonSerializable(typeof(AddNote.AddNoteRequest))]
[JsonSerializable(typeof(Close.CloseRequest))]
[JsonSerializable(typeof(Transfer.TransferRequest))]
[JsonSerializable(typeof(Assign.AssignRequest))]
[JsonSerializable(typeof(SetPriority.SetPriorityRequest))]
[JsonSerializable(typeof(SetLabels.SetLabelsRequest))]
[JsonSerializable(typeof(SetImportant.SetImportantRequest))]
[JsonSerializable(typeof(AskHelp.AskHelpRequest))]
[JsonSerializable(typeof(SendQuestionnaire.SendQuestionnaireRequest))]
[JsonSerializable(typeof(AgentQuestionnaire.AgentQuestionnaireRequest))]
[JsonSerializable(typeof(AgentQuestionnaire.AgentQuestionnaireView))]
internal sealed partial class ConversationsJson : JsonSerializerContext;
