using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Engine.Agents;

/// <summary>
/// Reads a conversation's events as its agent sees them: from the offer or assignment to the end of it.
/// </summary>
internal sealed class NoticeTeller(AgentId agent, ConversationHead head, bool held, bool offered)
{
    private bool _mine = held;
    private bool _offered = offered;
    private Transferred? _transfer;

    /// <summary>Of the last offer that ended: whether it passed in silence; null where none did.</summary>
    public bool? OfferPassedInSilence { get; private set; }

    public NoticeBody? Next(long version, ConversationEvent happened)
    {
        switch (happened)
        {
            case Transferred it:
                _transfer = it;
                return null;
            case Offered it when it.Agent == agent:
                (_mine, _offered) = (true, true);
                return new OfferNotice(head, it.ExpiresAt);
            case Assigned it when it.Agent == agent:
                return Get();
            case Resumed it when it.Agent == agent:
                _mine = true;
                return new AssignedNotice(head);
            case OfferDeclined when _mine:
                OfferPassedInSilence = false;
                return Lose("declined");
            case OfferExpired when _mine:
                OfferPassedInSilence = true;
                return Lose("expired");
            case Held when _mine:
                return Lose("held");
            case Assigned or Offered or Queued when _mine:
                return Lose(_transfer is null ? "requeued" : "transferred");
            case Unassigned it when _mine:
                return Lose(it.Reason);
            case Parked when _mine:
                return Lose("parked");
            case Closed it when _mine:
                _mine = false;
                return _offered ? Lose("closed") : new ClosedNotice(head.Id, it.Reason);
            case MessageReceived or MessageSent or PhraseSent or QuestionnaireSent or Noted when _mine:
                return new MessageNotice(head.Id, head.Contact, version, happened);
            case Warned it when _mine:
                return new WarningNotice(head.Id, it.Kind, it.DueAt);
            default:
                return null;
        }
    }

    private NoticeBody Get()
    {
        if (_offered) OfferPassedInSilence = false;
        (_mine, _offered) = (true, false);
        return _transfer is { } from
            ? new TransferredNotice(head, from.FromAgent, from.FromAgent is null ? head.Queue : null, from.Note)
            : new AssignedNotice(head);
    }

    private NoticeBody Lose(string reason)
    {
        var wasOffered = _offered;
        (_mine, _offered) = (false, false);
        return wasOffered ? new OfferEndedNotice(head.Id, reason) : new UnassignedNotice(head.Id, reason);
    }
}
