using System.Collections.Immutable;

namespace LiveChat.Core.Rules;

/// <summary>R4.15: how people may close conversations, and what the contact is told of it.</summary>
public sealed record ClosureRules
{
    public const int ReasonsMax = 50;
    public const int ReasonLengthMax = 100;

    /// <summary>An agent may close what it has; otherwise only who supervises may.</summary>
    public bool AgentsMayClose { get; init; } = true;

    public bool ReasonRequired { get; init; }

    /// <summary>The reasons to choose from; empty: any text.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>A conversation must bear a label before it can be closed, or get one with the close.</summary>
    public bool LabelsRequired { get; init; }

    /// <summary>The contact is sent the phrase <c>closed</c>.</summary>
    public bool TellContact { get; init; } = true;
}
