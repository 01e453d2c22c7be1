using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Deadlines;
using LiveChat.Contracts.Tenants;
using LiveChat.Engine.Actors;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;

namespace LiveChat.Engine.Tenants;

/// <summary>Spreads a change of the tenant's settings to the deadlines of its open conversations.</summary>
public sealed class TenantActor(EnginePorts ports) : Actor
{
    /// <summary>Conversations looked at in one turn, and the pause before the next: others want to work too.</summary>
    private const int SliceMax = 200;
    private static readonly TimeSpan SlicePause = TimeSpan.FromMilliseconds(50);

    /// <summary>Reviews under way, each with the last conversation told, from the newest to the oldest.</summary>
    private readonly Dictionary<ReviewDeadlines, ListCursor?> _reviews = [];

    private bool _gone;

    public override bool IsOver => _gone && MayPassivate;

    public override bool MayPassivate => _reviews.Count == 0;

    public override async ValueTask<object?> Receive(IMessage message)
    {
        switch (message)
        {
            case TenantChanged:
                _gone = await ports.Directory.Tenant(Id.Tenant) is null;
                return null;
            case ReviewDeadlines it:
                if (_reviews.TryAdd(it, null)) await Review(it);
                return null;
            case NextSlice it:
                await Review(it.Review);
                return null;
            case Wake:
                return null;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(message), message.GetType(), "A message nobody receives.");
        }
    }

    /// <summary>Its row is deleted only when all have been told: a crash in the middle begins anew.</summary>
    private async ValueTask Review(ReviewDeadlines asked)
    {
        var slice = await ports.Conversations.List(
            Id.Tenant, new ConversationFilter(OpenOnly: true), _reviews[asked], SliceMax);
        foreach (var head in slice)
        {
            if (asked.Queue is null || asked.Queue == head.Queue)
                Context.Tell(ActorId.Of(Id.Tenant, head.Id.Thread), new RulesChanged(head.Id));
        }

        if (slice.Count == SliceMax)
        {
            _reviews[asked] = new ListCursor(slice[^1].OpenedAt, slice[^1].Id);
            Context.After(SlicePause, new NextSlice(asked));
            return;
        }

        await ports.Deadlines.EndReview(new DeadlineReview(Id.Tenant, asked.Queue, asked.Number));
        _reviews.Remove(asked);
    }

    private sealed record NextSlice(ReviewDeadlines Review) : IMessage;
}
