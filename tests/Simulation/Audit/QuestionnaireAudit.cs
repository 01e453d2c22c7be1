using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Conversations;

namespace LiveChat.Simulation.Audit;

/// <summary>
/// R4.8 and R4.14 over the log: who is asked is asked once, answers belong to what was asked last, and what steers a
/// conversation moves it.
/// </summary>
public sealed class QuestionnaireAudit
{
    private readonly Dictionary<ThreadId, Chat> _chats = [];

    /// <summary>Answers of contacts.</summary>
    public int Answered { get; private set; }

    /// <summary>Contact questionnaires that were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Forms of agents that were ended.</summary>
    public int Forms { get; private set; }

    public void Committed(Append append)
    {
        var chat = _chats.TryGetValue(append.Thread, out var known) ? known : _chats[append.Thread] = new Chat();
        for (var i = 0; i < append.Events.Length; i++)
        {
            var version = append.FirstVersion + i;
            Follow(append, chat, version, append.Events[i], i == 0 ? null : append.Events[i - 1]);
        }

        CheckSteering(append);
    }

    private void Follow(Append append, Chat chat, long version, ConversationEvent happened, ConversationEvent? before)
    {
        switch (happened)
        {
            case Opened:
            case Queued when chat.IsParked:
                chat.Begin();
                break;
            case Parked:
                chat.IsParked = true;
                break;
            case Assigned:
                // Taken by hand, a parked conversation goes on as it was.
                chat.IsParked = false;
                break;
            case QuestionnaireSent it:
                chat.LastAsked = (it.Run ?? version, it.Question);
                if (it is not { Purpose: QuestionnairePurpose.Contact, Run: null }) break;
                Sent++;
                if (chat.ContactRuns++ > 0) throw Broken(append, $"{it} came twice");
                break;
            case QuestionnaireAnswered { By.Role: ActorRole.Contact } it:
                Answered++;
                if (before is not MessageReceived { Answers: true }) throw Broken(append, $"{it} came without an MO");
                if ((it.Run, it.Question) != chat.LastAsked) throw Broken(append, $"{it} answers what was not asked");
                chat.LastAsked = default;
                break;
            case QuestionnaireOpened:
                chat.Form = version;
                break;
            case QuestionnaireAnswered it when it.Run != chat.Form:
                throw Broken(append, $"{it} is of no form");
            case QuestionnaireEnded { Purpose: QuestionnairePurpose.Agent } it:
                Forms++;
                if (it.Run != chat.Form) throw Broken(append, $"{it} is of no form");
                chat.Form = 0;
                break;
        }
    }

    /// <summary>What an answer leads to is in the commit of the answer.</summary>
    private static void CheckSteering(Append append)
    {
        if (append.Events.OfType<QuestionnaireAnswered>().FirstOrDefault()?.Steering is not { } steering) return;
        var ends = append.Events.OfType<Closed>().Any(it => it.Reason == CloseReason.CallBackRequested);
        var moves = append.Events.OfType<Queued>().Any(it => it.Reason == QueuedReason.Questionnaire);
        var isRight = steering switch
        {
            SteeringKind.Transfer => moves && !ends,
            SteeringKind.CallBack => !moves,
            _ => !moves && !ends,
        };
        if (!isRight) throw Broken(append, $"{steering} led to {string.Join(", ", append.Events)}");
    }

    private static Violation Broken(Append append, string what) => new("R4.14", $"thread {append.Thread}: {what}");

    private sealed class Chat
    {
        public int ContactRuns { get; set; }

        public bool IsParked { get; set; }

        public long Form { get; set; }

        public (long Run, string Question) LastAsked { get; set; }

        public void Begin() => (ContactRuns, Form, LastAsked, IsParked) = (0, 0, default, false);
    }
}
