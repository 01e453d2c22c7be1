using System.Text.Json.Serialization.Metadata;
using LiveChat.Core.Access;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Avatars;

namespace LiveChat.Storage.Administration.Settings;

/// <summary>A settings resource: its name in the table, what holds while nothing is set, and its JSON.</summary>
/// <param name="MovesDeadlines">Whether a change of it may arm or disarm deadlines of open conversations.</param>
/// <param name="Follow">What else a change of it does, in the same transaction.</param>
public sealed record SettingKind<T>(
    string Name, T Default, JsonTypeInfo<T> Json, bool MovesDeadlines = false,
    Func<Change, TenantId, T, Task>? Follow = null)
    where T : class;

/// <summary>Every settings resource that is kept as a document.</summary>
public static class SettingKind
{
    public static readonly SettingKind<PhraseBook> Phrases =
        new("phrases", PhraseBook.Default, SettingJson.Default.PhraseBook, MovesDeadlines: true);

    public static readonly SettingKind<ClosureRules> Closure =
        new("closure", new ClosureRules(), SettingJson.Default.ClosureRules);

    public static readonly SettingKind<LocalisationRules> Localisation =
        new("localisation", new LocalisationRules(), SettingJson.Default.LocalisationRules);

    public static readonly SettingKind<SecurityRules> Security =
        new("security", new SecurityRules(), SettingJson.Default.SecurityRules);

    public static readonly SettingKind<LabelCatalogue> Labels =
        new("labels", new LabelCatalogue(), SettingJson.Default.LabelCatalogue);

    public static readonly SettingKind<Organisation> Organisation =
        new("organisation", new Organisation(), SettingJson.Default.Organisation);

    public static readonly SettingKind<BotIdentity> Bot =
        new(
            "bot", new BotIdentity(), SettingJson.Default.BotIdentity,
            Follow: (change, tenant, bot) => AvatarCommands.KeepOnly(change, tenant, bot.Avatar));

    public static readonly SettingKind<BotPause> BotPause =
        new("botPause", new BotPause(), SettingJson.Default.BotPause);

    public static readonly SettingKind<WorkspaceRules> Workspace =
        new("workspace", new WorkspaceRules(), SettingJson.Default.WorkspaceRules);

    public static readonly SettingKind<RoleRules> Roles =
        new("roles", new RoleRules(), SettingJson.Default.RoleRules);

    public static readonly SettingKind<QuestionnaireCatalogue> Questionnaires =
        new(
            "questionnaires", QuestionnaireCatalogue.Empty, SettingJson.Default.QuestionnaireCatalogue,
            MovesDeadlines: true);

    public static readonly SettingKind<QuestionnaireRules> QuestionnaireRules =
        new("questionnaireRules", new QuestionnaireRules(), SettingJson.Default.QuestionnaireRules);
}
