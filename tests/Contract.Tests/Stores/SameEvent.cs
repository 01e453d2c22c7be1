using System.Diagnostics.CodeAnalysis;
using LiveChat.Core.Conversations;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>Equality of events that looks into the attachments, which records compare by reference.</summary>
internal sealed class SameEvent : IEqualityComparer<ConversationEvent>
{
    public static readonly SameEvent Comparer = new();

    public bool Equals(ConversationEvent? x, ConversationEvent? y) => (x, y) switch
    {
        (MessageReceived one, MessageReceived other) =>
            one.Attachments.AsSpan().SequenceEqual(other.Attachments.AsSpan())
            && one with { Attachments = other.Attachments } == other,
        _ => x == y,
    };

    public int GetHashCode([DisallowNull] ConversationEvent obj) => obj.GetType().GetHashCode();
}
