using System.Collections.Concurrent;

namespace LiveChat.Silo.Demo;

/// <summary>
/// The contacts that talk at the moment, by their address: who plays an agent looks up here what to say next. An entry
/// lives as long as its dialogue.
/// </summary>
public sealed class DemoCast
{
    private readonly ConcurrentDictionary<string, Role> _roles = new();

    public bool TryBegin(string address, Dialogue dialogue) => _roles.TryAdd(address, new Role(dialogue));

    public Role? Find(string address) => _roles.GetValueOrDefault(address);

    public void End(string address) => _roles.TryRemove(address, out _);
}

/// <summary>How far a contact's dialogue has got. One of the two players acts at a time.</summary>
public sealed class Role(Dialogue dialogue)
{
    public Dialogue Dialogue => dialogue;

    /// <summary>How many lines were said.</summary>
    public int Said { get; set; }

    public bool IsOver => Said >= dialogue.Lines.Length;

    public bool ContactIsNext => !IsOver && Said % 2 == 0;

    public bool AgentIsNext => !IsOver && Said % 2 == 1;

    public string Next => dialogue.Lines[Said];
}
