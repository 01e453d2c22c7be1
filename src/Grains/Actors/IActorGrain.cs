using LiveChat.Grains.Wire;
using Orleans.Concurrency;

namespace LiveChat.Grains.Actors;

/// <summary>
/// Where an actor has its place in the cluster. One interface for each kind: the kind decides how its place is kept.
/// </summary>
internal interface IActorGrain : IGrainWithStringKey
{
    /// <summary>Answers with an answer, or with a refusal. No answer in time is an unknown outcome.</summary>
    [ResponseTimeout(AnswerTime.MaxText)]
    ValueTask<Envelope> Ask(Envelope envelope);

    [OneWay]
    ValueTask Tell(Envelope envelope);
}

internal interface ITenantGrain : IActorGrain;

internal interface IQueueGrain : IActorGrain;

internal interface IAgentGrain : IActorGrain;

internal interface IConversationGrain : IActorGrain;

internal interface IDeadlineGrain : IActorGrain;
