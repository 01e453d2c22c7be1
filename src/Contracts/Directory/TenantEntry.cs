using System.Collections.Immutable;
using LiveChat.Core.Access;
using LiveChat.Core.Agents;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;

namespace LiveChat.Contracts.Directory;

/// <summary>A tenant as routing and edges see it. <c>Statuses</c> begins with the built-in ones.</summary>
public sealed record TenantEntry(
    TenantId Id, string Slug, string Name, string TimeZone, string Language, int Seats, bool LiveChat,
    ImmutableArray<string>? AllowedSenders, LiveChatSettings Settings, ImmutableArray<AgentStatus> Statuses)
{
    /// <summary>MO that it may bring each second; null: as many as the installation lets each tenant.</summary>
    public int? MessagesPerSecond { get; init; }

    /// <summary>The phrases the tenant has set.</summary>
    public PhraseBook Phrases { get; init; } = PhraseBook.Default;

    public ClosureRules Closure { get; init; } = new();

    public LocalisationRules Localisation { get; init; } = new();

    /// <summary>As whom the answers of bots appear.</summary>
    public BotIdentity Bot { get; init; } = new();

    public SecurityRules Security { get; init; } = new();

    /// <summary>Bots may not answer.</summary>
    public bool BotsPaused { get; init; }

    public LabelCatalogue Labels { get; init; } = new();

    /// <summary>What its members may do.</summary>
    public TenantAccess Access { get; init; } = TenantAccess.Default;

    public QuestionnaireCatalogue Questionnaires { get; init; } = QuestionnaireCatalogue.Empty;

    public QuestionnaireRules QuestionnaireRules { get; init; } = new();
}
