namespace LiveChat.Auditor;

/// <summary>P9: a conversation is what its events say, and nothing else.</summary>
public static class ReplayAudit
{
    public static IEnumerable<Finding> Findings(IEnumerable<LoggedConversation> log) =>
        log.SelectMany<LoggedConversation, Finding>(it => [.. Head(it), .. Messages(it)]);

    private static IEnumerable<Finding> Head(LoggedConversation conversation)
    {
        var replayed = LogReplay.Of(conversation.Events);
        if (replayed != conversation.Head)
            yield return new Finding("P9", $"{conversation.Id} shows {conversation.Head}, its events say {replayed}");
    }

    private static IEnumerable<Finding> Messages(LoggedConversation conversation)
    {
        var said = conversation.Events.Select(Message).OfType<LoggedMessage>().ToList();
        // A file and a text are one kind of event.
        var shown = conversation.Messages
            .Select(it => it with { Kind = it.Direction == "mo" ? "text" : it.Kind }).ToList();
        if (said.SequenceEqual(shown)) yield break;
        yield return new Finding("P9", $"{conversation.Id}: its messages and its events differ in "
            + string.Join(", ", said.Except(shown).Concat(shown.Except(said)).DefaultIfEmpty(null)));
    }

    private static LoggedMessage? Message(LoggedEvent it) => it.Type switch
    {
        "messageReceived" => Message(it, "mo", "text"),
        "messageSent" => Message(it, "mt", "text"),
        "phraseSent" => Message(it, "mt", "phrase"),
        "noted" => Message(it, "mt", "note"),
        "questionnaireSent" => Message(it, "mt", "questionnaire"),
        _ => null,
    };

    private static LoggedMessage Message(LoggedEvent it, string direction, string kind) =>
        new(it.Version, it.MessageId ?? "", direction, kind, it.Text ?? "");
}
