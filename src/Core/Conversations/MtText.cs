namespace LiveChat.Core.Conversations;

/// <summary>Which events are messages to the contact.</summary>
public static class MtText
{
    /// <summary>The text that goes out with the event; null: none does.</summary>
    public static string? Of(ConversationEvent happened) => happened switch
    {
        MessageSent it => it.Text,
        PhraseSent it => it.Text,
        QuestionnaireSent it => it.Text,
        _ => null,
    };
}
