using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// The versions at which conversations left the line last, so that an older head that arrives late does not bring one
/// back. The oldest of more than <see cref="RememberedMax"/> is forgotten: should its head come that late, the agent it
/// is offered to answers that it is gone.
/// </summary>
internal sealed class DepartedConversations
{
    public const int RememberedMax = 1024;

    private readonly Dictionary<ConversationId, long> _versions = [];
    private readonly Queue<ConversationId> _byTime = [];

    public void Note(ConversationId conversation, long version)
    {
        if (_versions.TryGetValue(conversation, out var known))
        {
            _versions[conversation] = Math.Max(known, version);
            return;
        }

        if (_byTime.Count == RememberedMax) _versions.Remove(_byTime.Dequeue());
        _versions.Add(conversation, version);
        _byTime.Enqueue(conversation);
    }

    public bool LeftAfter(ConversationId conversation, long version) =>
        _versions.TryGetValue(conversation, out var left) && left >= version;
}
