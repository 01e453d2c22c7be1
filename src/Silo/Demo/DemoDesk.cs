using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace LiveChat.Silo.Demo;

/// <summary>
/// Plays one agent: watches the stream, types one answer at a time, closes when all is said. What is left over from an
/// earlier run is closed with an apology.
/// </summary>
public sealed class DemoDesk(DemoAgent agent, DemoTenant tenant, DemoCast cast, DemoBoard board)
{
    private const int TypeMillisecondsMin = 500;
    private const int TypeMillisecondsMax = 1_700;
    private const string Apology = "Sorry, we were cut off. Please write again if you still need us.";

    // One entry per message of a contact; they write only when they were answered.
    private readonly Channel<Work> _work = Channel.CreateUnbounded<Work>();

    /// <summary>By the conversations in hand.</summary>
    private readonly Dictionary<string, string> _contacts = [];

    public async Task Play(CancellationToken stop)
    {
        var api = await tenant.SignIn(agent.Username, stop);
        await Task.WhenAll(Watch(api, stop), Type(api, stop));
    }

    private async Task Watch(DemoApi api, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                using var answer = await api.Open("/v1/me/stream", stop);
                var events = SseParser.Create(await answer.Content.ReadAsStreamAsync(stop));
                await foreach (var item in events.EnumerateAsync(stop))
                    Take(item.EventType, JsonNode.Parse(item.Data)!);
            }
            catch (Exception e) when (e is IOException or HttpRequestException && !stop.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
            }
        }
    }

    private void Take(string type, JsonNode data)
    {
        switch (type)
        {
            case "snapshot":
                board.Left(agent.DisplayName, null);
                foreach (var conversation in data["conversations"]!.AsArray()) Took(conversation!, isNew: false);
                break;
            case "assigned" or "transferred":
                Took(data["conversation"]!, isNew: true);
                break;
            case "message" when (string)data["message"]!["direction"]! == "mo":
                var id = (string)data["conversationId"]!;
                if (_contacts.TryGetValue(id, out var contact)) _work.Writer.TryWrite(new Work(id, contact));
                break;
            case "closed" or "unassigned":
                _contacts.Remove((string)data["conversationId"]!);
                board.Left(agent.DisplayName, (string)data["conversationId"]!);
                break;
        }
    }

    private void Took(JsonNode conversation, bool isNew)
    {
        var work = new Work((string)conversation["id"]!, (string)conversation["contact"]!["address"]!);
        _contacts[work.Conversation] = work.Contact;
        board.Took(agent.DisplayName, work.Conversation, isNew);
        _work.Writer.TryWrite(work);
    }

    private async Task Type(DemoApi api, CancellationToken stop)
    {
        await foreach (var (conversation, contact) in _work.Reader.ReadAllAsync(stop))
        {
            var role = cast.Find(contact);
            if (role is { AgentIsNext: false }) continue;
            await Task.Delay(Random.Shared.Next(TypeMillisecondsMin, TypeMillisecondsMax), stop);
            var text = role?.Next ?? Apology;
            if (role is not null) role.Said++;
            try
            {
                await api.Post($"/v1/conversations/{conversation}/messages", new { text }, stop);
                board.Answered(agent.DisplayName, contact, text);
                if (role is { IsOver: false }) continue;
                await api.Post($"/v1/conversations/{conversation}/close", new { }, stop);
                board.Closed(agent.DisplayName, contact);
            }
            catch (DemoRefusedException refused) when (refused.Code is not null)
            {
                // Somebody who joined in has closed or moved it meanwhile: it is over for us.
            }

            cast.End(contact);
        }
    }

    private readonly record struct Work(string Conversation, string Contact);
}
