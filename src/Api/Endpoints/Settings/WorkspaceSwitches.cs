using LiveChat.Api.Json;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// What the workspace lets members do (R4.12). Null inherits: a role the tenant's, a tenant the default.
/// </summary>
public record WorkspaceSwitches
{
    public Optional<bool?> PrintConversation { get; init; }
    public Optional<bool?> EmailConversation { get; init; }
    public Optional<bool?> MarkImportant { get; init; }
    public Optional<bool?> AskForHelp { get; init; }
    public Optional<bool?> SeeWhoIsOnline { get; init; }
    public Optional<bool?> SearchKnowledge { get; init; }
    public Optional<bool?> PredefinedAnswers { get; init; }
    public Optional<bool?> RequestFile { get; init; }
    public Optional<bool?> OfferDownload { get; init; }
    public Optional<bool?> SendFile { get; init; }
    public Optional<bool?> AssistantBox { get; init; }

    internal IEnumerable<(WorkspaceAction Action, Optional<bool?> Given)> Each() =>
    [
        (WorkspaceAction.PrintConversation, PrintConversation),
        (WorkspaceAction.EmailConversation, EmailConversation),
        (WorkspaceAction.MarkImportant, MarkImportant),
        (WorkspaceAction.AskForHelp, AskForHelp),
        (WorkspaceAction.SeeWhoIsOnline, SeeWhoIsOnline),
        (WorkspaceAction.SearchKnowledge, SearchKnowledge),
        (WorkspaceAction.PredefinedAnswers, PredefinedAnswers),
        (WorkspaceAction.RequestFile, RequestFile),
        (WorkspaceAction.OfferDownload, OfferDownload),
        (WorkspaceAction.SendFile, SendFile),
        (WorkspaceAction.AssistantBox, AssistantBox),
    ];

    internal static T Of<T>(Func<WorkspaceAction, bool?> of) where T : WorkspaceSwitches, new() => new()
    {
        PrintConversation = of(WorkspaceAction.PrintConversation),
        EmailConversation = of(WorkspaceAction.EmailConversation),
        MarkImportant = of(WorkspaceAction.MarkImportant),
        AskForHelp = of(WorkspaceAction.AskForHelp),
        SeeWhoIsOnline = of(WorkspaceAction.SeeWhoIsOnline),
        SearchKnowledge = of(WorkspaceAction.SearchKnowledge),
        PredefinedAnswers = of(WorkspaceAction.PredefinedAnswers),
        RequestFile = of(WorkspaceAction.RequestFile),
        OfferDownload = of(WorkspaceAction.OfferDownload),
        SendFile = of(WorkspaceAction.SendFile),
        AssistantBox = of(WorkspaceAction.AssistantBox),
    };
}

/// <summary>The switches of the tenant, and over them each role's.</summary>
public sealed record WorkspaceSettings : WorkspaceSwitches
{
    public Optional<ByRole<WorkspaceSwitches>> Roles { get; init; }
}
