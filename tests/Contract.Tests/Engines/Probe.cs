using LiveChat.Contracts.Actors;
using LiveChat.Engine.Actors;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>An actor whose turns are what the messages carry.</summary>
internal sealed class Probe(Stage stage, int number) : Actor
{
    /// <summary>1 for the first activation of the stage, and so on.</summary>
    public int Number { get; } = number;

    public List<string> Log { get; } = [];

    public new IActorContext Context => base.Context;

    public override bool MayPassivate => stage.MayPassivate(this);

    public override bool IsOver => stage.IsOver(this);

    public override ValueTask Activate() => stage.OnActivate(this);

    public override async ValueTask<object?> Receive(IMessage message)
    {
        switch (message)
        {
            case Do turn:
                await turn.Body(this);
                return null;
            case Note note:
                Log.Add(note.Text);
                return null;
            case IReturn turn:
                return await turn.Run(this);
            default:
                throw new InvalidOperationException($"What is {message}?");
        }
    }

    public override ValueTask Deactivate() => stage.OnDeactivate(this);
}

internal sealed record Do(Func<Probe, Task> Body) : IMessage;

internal sealed record Note(string Text) : IMessage;

internal interface IReturn
{
    Task<object?> Run(Probe probe);
}

internal sealed record Return<T>(Func<Probe, Task<T>> Body) : IAsk<T>, IReturn
{
    public async Task<object?> Run(Probe probe) => await Body(probe);
}

/// <summary>Answers with something else than it promises.</summary>
internal sealed record Lie(object? Answer) : IAsk<int>, IReturn
{
    public Task<object?> Run(Probe probe) => Task.FromResult(Answer);
}
