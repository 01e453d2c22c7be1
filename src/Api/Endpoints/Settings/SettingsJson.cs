using System.Text.Json.Serialization;
using LiveChat.Contracts.Directory;

namespace LiveChat.Api.Endpoints.Settings;

[JsonSerializable(typeof(LiveChatSettingsRequest))]
[JsonSerializable(typeof(LiveChatSettings))]
[JsonSerializable(typeof(IReadOnlyList<OverflowStepSetting>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Statuses.StatusesRequest))]
[JsonSerializable(typeof(Statuses.StatusesView))]
[JsonSerializable(typeof(HoursFields))]
[JsonSerializable(typeof(HoursOfQueue.StandingView))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string?>?>))]
[JsonSerializable(typeof(PreviewPhrase.PreviewRequest))]
[JsonSerializable(typeof(PreviewPhrase.Preview))]
[JsonSerializable(typeof(OfClosure.ClosureRequest))]
[JsonSerializable(typeof(OfClosure.ClosureView))]
[JsonSerializable(typeof(OfLocalisation.LocalisationRequest))]
[JsonSerializable(typeof(OfLocalisation.LocalisationView))]
[JsonSerializable(typeof(OfOrganisation.OrganisationRequest))]
[JsonSerializable(typeof(OfOrganisation.OrganisationView))]
[JsonSerializable(typeof(OfBot.BotRequest))]
[JsonSerializable(typeof(OfBot.BotView))]
[JsonSerializable(typeof(OfSecurity.SecurityRequest))]
[JsonSerializable(typeof(OfSecurity.SecurityView))]
[JsonSerializable(typeof(WorkspaceSettings))]
[JsonSerializable(typeof(WorkspaceSwitches))]
[JsonSerializable(typeof(ByRole<WorkspaceSwitches>))]
[JsonSerializable(typeof(OfRoles.RolePermissions))]
[JsonSerializable(typeof(ByRole<OfRoles.RolePermissions>))]
internal sealed partial class SettingsJson : JsonSerializerContext;
