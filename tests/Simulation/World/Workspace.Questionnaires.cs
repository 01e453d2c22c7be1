using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Simulation.World;

/// <summary>What the agent asks the contact, and fills in itself.</summary>
public sealed partial class Workspace
{
    private async Task Ask(ConversationId conversation, ActorId thread)
    {
        var random = Engine().Random;
        ConversationAction action = random.Next(4) switch
        {
            0 => new AskContact(conversation, _caller, null),
            1 => new CancelAgentForm(conversation, _caller),
            var kind => new FillAgentForm(
                conversation, _caller, SimulatedQuestionnaires.FormId, SimulatedQuestionnaires.AnySheet(random),
                Complete: kind == 2),
        };
        await Engine().Ask(thread, action);
    }
}
