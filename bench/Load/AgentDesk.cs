using System.Diagnostics;
using System.Net;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Load;

/// <summary>What an agent's stream tells whoever plays the agent. Spans are valid during the call only.</summary>
public interface IAgentEvents
{
    /// <summary>A conversation, as JSON, is now with this agent.</summary>
    void Assigned(AgentDesk desk, ReadOnlySpan<byte> data);

    /// <summary>The contact of this conversation wrote.</summary>
    void ContactWrote(AgentDesk desk, ReadOnlySpan<byte> conversationId);

    /// <summary>The system wrote to the contact of a conversation; <c>data</c> is the event.</summary>
    void SystemWrote(AgentDesk desk, ReadOnlySpan<byte> data)
    {
    }
}

/// <summary>One agent: the credential, the open stream, and the few dialogues on the desk.</summary>
public sealed class AgentDesk(AgentAccess agent) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly List<Dialogue> _dialogues = [];
    private EventStream? _stream;

    /// <summary>What this agent's requests say after their request line.</summary>
    public byte[] Headers { get; } = RequestBuffer.Headers(agent.Client.Credential);

    /// <summary>Ends when the stream does; null before <see cref="Open"/>.</summary>
    public Task? Streaming { get; private set; }

    /// <summary>Returns when the stream is open; its events go to the player from then on.</summary>
    public async Task Open(IPEndPoint server, IAgentEvents player)
    {
        _stream = await EventStream.Open(
            server, "/v1/me/stream", agent.Client.Credential, (type, data) => Tell(player, type, data));
        Streaming = _stream.Run();
    }

    /// <summary>The same as workspaces do it: one that finds the server busy comes again when it is told to.</summary>
    public async Task OpenInTime(IPEndPoint server, IAgentEvents player, TimeSpan within)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await Open(server, player);
                return;
            }
            catch (BusyException) when (Stopwatch.GetElapsedTime(start) < within)
            {
                await Task.Delay(RetryAfter);
            }
        }
    }

    public void Put(Dialogue dialogue)
    {
        lock (_dialogues) _dialogues.Add(dialogue);
    }

    public void Remove(Dialogue dialogue)
    {
        lock (_dialogues) _dialogues.Remove(dialogue);
    }

    public Dialogue? Find(ReadOnlySpan<byte> conversationId)
    {
        lock (_dialogues)
        {
            foreach (var dialogue in _dialogues)
                if (conversationId.SequenceEqual(dialogue.Id)) return dialogue;
            return null;
        }
    }

    public void Dispose() => _stream?.Dispose();

    private void Tell(IAgentEvents player, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        if (type.SequenceEqual("assigned"u8)) player.Assigned(this, data);
        else if (type.SequenceEqual("message"u8) && data.IndexOf("\"direction\":\"mo\""u8) >= 0)
            player.ContactWrote(this, JsonScan.Text(data, "\"conversationId\":\""u8));
        else if (type.SequenceEqual("message"u8) && data.IndexOf("\"kind\":\"phrase\""u8) >= 0)
            player.SystemWrote(this, data);
    }
}
