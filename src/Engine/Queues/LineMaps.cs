using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Queues;

namespace LiveChat.Engine.Queues;

/// <summary>What others say, as the line understands it.</summary>
internal static class LineMaps
{
    public static LineMember Map(QueueMember member) =>
        new(member.Agent, member.Delay, member.Enabled, member.RememberedOnline)
        {
            Overflow = member.Overflow,
            Languages = member.Languages,
        };

    public static WaitingHead Map(ConversationHead head) => new(
        head.Id, head.Version, head.StateVersion, head.Priority, head.QueuedAt ?? head.OpenedAt, head.Admitted,
        head.Excluded, head.Language, head.Preferred);

    public static AgentStanding Map(AgentNews news) => new()
    {
        Agent = news.Agent,
        Epoch = news.Epoch,
        Sequence = news.Sequence,
        Online = news.Online,
        CountsForAdmission = news.CountsForAdmission,
        TakesNew = news.TakesNew,
        Used = news.Used,
        Cap = news.Cap,
        Free = news.Free,
        IdleSince = news.IdleSince,
        LastAssignedAt = news.LastAssignedAt,
        InRound = news.InRound,
    };

    public static ReservationRefusal Map(RefusedBecause why) => why switch
    {
        RefusedBecause.Unavailable => ReservationRefusal.Unavailable,
        RefusedBecause.Full => ReservationRefusal.Full,
        RefusedBecause.Outbid => ReservationRefusal.Outbid,
        RefusedBecause.Gone => ReservationRefusal.Gone,
        RefusedBecause.TimedOut => ReservationRefusal.TimedOut,
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, "A reason nobody maps."),
    };
}
