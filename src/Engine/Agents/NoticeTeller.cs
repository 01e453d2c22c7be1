using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Engine.Agents;

/// <summary>Reads a conversation's events as its agent sees them: from the assignment to the end of it.</summary>
internal sealed class NoticeTeller(AgentId agent, ConversationHead head, bool held)
{
    private bool _mine = held;
    private Transferred? _transfer;

    public NoticeBody? Next(long version, ConversationEvent happened)
    {
        switch (happened)
        {
            case Transferred it:
                _transfer = it;
                return null;
            case Assigned it when it.Agent == agent:
                _mine = true;
                return _transfer is { } from
                    ? new TransferredNotice(head, from.FromAgent, from.FromAgent is null ? head.Queue : null, from.Note)
                    : new AssignedNotice(head);
            case Assigned or Queued when _mine:
                return Lose(_transfer is null ? "requeued" : "transferred");
            case Unassigned it when _mine:
                return Lose(it.Reason);
            case Closed it when _mine:
                _mine = false;
                return new ClosedNotice(head.Id, it.Reason);
            case MessageReceived or MessageSent or PhraseSent or Noted when _mine:
                return new MessageNotice(head.Id, version, happened);
            case Warned it when _mine:
                return new WarningNotice(head.Id, it.Kind, it.DueAt);
            default:
                return null;
        }
    }

    private UnassignedNotice Lose(string reason)
    {
        _mine = false;
        return new UnassignedNotice(head.Id, reason);
    }
}
