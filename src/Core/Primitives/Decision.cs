using System.Collections.Immutable;

namespace LiveChat.Core.Primitives;

/// <summary>
/// What a decider answers: the events to append, or a rejection. No events and no rejection: the command changes
/// nothing (a duplicate, or news that is no longer news).
/// </summary>
public readonly record struct Decision<TEvent>(ImmutableArray<TEvent> Events, Rejection Rejection)
{
    public static readonly Decision<TEvent> Nothing = new([], Rejection.None);

    public bool IsRejected => Rejection != Rejection.None;

    public static Decision<TEvent> Of(params ReadOnlySpan<TEvent> events) => new([.. events], Rejection.None);

    public static implicit operator Decision<TEvent>(Rejection rejection) => new([], rejection);
}
