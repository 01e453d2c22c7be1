using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

/// <summary>One input of a script, <c>Pause</c> after the one before.</summary>
internal abstract record LineStep(TimeSpan Pause)
{
    /// <summary>
    /// Applies it; what it names by number is looked up in the plain model, so that parts of a script are scripts.
    /// </summary>
    public abstract object Apply(ILine line, NaiveLine model, DateTimeOffset now);

    public sealed record Configure(TimeSpan Pause, QueueSetup Setup) : LineStep(Pause)
    {
        public override object Apply(ILine line, NaiveLine model, DateTimeOffset now) => line.Configure(now, Setup);

        public override string ToString() => $"{Pause} {Setup} [{string.Join(", ", Setup.Members)}]";
    }

    public sealed record Put(TimeSpan Pause, ImmutableArray<WaitingHead> Heads) : LineStep(Pause)
    {
        public override object Apply(ILine line, NaiveLine model, DateTimeOffset now) => line.Put(now, Heads);

        public override string ToString() => $"{Pause} Put {string.Join(", ", Heads)}";
    }

    public sealed record Remove(TimeSpan Pause, ConversationId Conversation, long Version, AgentId? Holder)
        : LineStep(Pause)
    {
        public override object Apply(ILine line, NaiveLine model, DateTimeOffset now) =>
            line.Remove(now, Conversation, Version, Holder);
    }

    public sealed record Hear(TimeSpan Pause, AgentStanding Standing) : LineStep(Pause)
    {
        public override object Apply(ILine line, NaiveLine model, DateTimeOffset now) => line.Hear(now, Standing);
    }

    public sealed record Bid(TimeSpan Pause, AgentStanding Standing, long Round) : LineStep(Pause)
    {
        public override object Apply(ILine line, NaiveLine model, DateTimeOffset now) => line.Bid(now, Standing, Round);
    }

    public sealed record Refuse(TimeSpan Pause, int Which, ReservationRefusal Why, AgentStanding Standing)
        : LineStep(Pause)
    {
        public override object Apply(ILine line, NaiveLine model, DateTimeOffset now)
        {
            if (model.Outstanding.Count == 0) return "nothing to refuse";
            var (conversation, token) = model.Outstanding[Which % model.Outstanding.Count];
            return line.Refused(now, conversation, token, Why, Standing);
        }
    }

    public sealed record Due(TimeSpan Pause) : LineStep(Pause)
    {
        public override object Apply(ILine line, NaiveLine model, DateTimeOffset now) => line.Due(now);
    }

    public sealed record KeepPlace(
        TimeSpan Pause, ConversationId Conversation, DateTimeOffset QueuedAt, AgentId? Excluded) : LineStep(Pause)
    {
        public override object Apply(ILine line, NaiveLine model, DateTimeOffset now) =>
            line.KeepPlace(now, Conversation, QueuedAt, Excluded);
    }

    public sealed record DropPlace(TimeSpan Pause, int Which) : LineStep(Pause)
    {
        public override object Apply(ILine line, NaiveLine model, DateTimeOffset now)
        {
            if (model.Places.Count > 0) line.DropPlace(model.Places[Which % model.Places.Count]);
            return "dropped";
        }
    }
}
