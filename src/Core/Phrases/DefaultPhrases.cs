using System.Collections.Immutable;

namespace LiveChat.Core.Phrases;

/// <summary>
/// The texts in force where a tenant has set none. <c>greeting</c> is empty, and so not sent: who has just written
/// hears next that it waits, is served or cannot be, and a tenant that wants more than that has words of its own.
/// </summary>
public static class DefaultPhrases
{
    /// <summary>The language used when neither the one asked for nor the fallback is known.</summary>
    public const string LastLanguage = "en";

    public static readonly ImmutableArray<string> Languages = ["en", "es", "fr", "de", "pt", "it"];

    /// <summary>
    /// Which of <see cref="Languages"/> a BCP 47 tag is: its first part counts (<c>es-MX</c> is Spanish). Null: none.
    /// </summary>
    public static string? Known(string? language)
    {
        if (language is null) return null;
        var end = language.AsSpan().IndexOfAny('-', '_');
        var first = end < 0 ? language.AsSpan() : language.AsSpan(0, end);
        foreach (var known in Languages)
        {
            if (first.Equals(known, StringComparison.OrdinalIgnoreCase)) return known;
        }

        return null;
    }

    /// <summary>The default text, with its variables, in one of <see cref="Languages"/>.</summary>
    /// <exception cref="ArgumentException">There is no such key, or no such language.</exception>
    public static string Of(string key, string language)
    {
        if (key == PhraseKey.Greeting) return "";
        if (PhraseKey.OfQuestionnaires.Contains(key)) return QuestionnairePhrases.Of(key, language);
        var texts = language switch
        {
            "en" => English,
            "es" => Spanish,
            "fr" => French,
            "de" => German,
            "pt" => Portuguese,
            "it" => Italian,
            _ => throw new ArgumentException($"There are no texts in '{language}'.", nameof(language)),
        };
        return texts.TryGetValue(key, out var text)
            ? text
            : throw new ArgumentException($"There is no phrase '{key}'.", nameof(key));
    }

    private static readonly ImmutableDictionary<string, string> English = Table(
        outsideHours: "Thank you for your message. We are closed right now. Please write to us again during our "
            + "opening hours.",
        noAgent: "Thank you for your message. No one is available to help you right now. Please try again later.",
        queueFull: "Thank you for your message. All our agents are busy right now. Please try again in a little "
            + "while.",
        waiting: "Thank you for waiting. You are number {position} in line; we expect to be with you in about "
            + "{minutes} min.",
        assigned: "You are now chatting with {agent}.",
        transferred: "We are passing your conversation on to a colleague, who will be with you shortly.",
        agentDisconnected: "The connection to our agent was lost. Please bear with us, we will be right back with "
            + "you.",
        reminder: "Are you still there? Just reply to this message and we will go on helping you.",
        reengagement: "Thank you for your patience. We are still working on your request and will answer you "
            + "shortly.",
        inactivityClosed: "We have not heard from you for a while, so we are closing this conversation. Write to us "
            + "again whenever you like.",
        closed: "Thank you for contacting us. This conversation is closed now; write to us again whenever you need us.",
        endOfService: "Our service hours are over for today and we could not get to you. We are sorry. Please write "
            + "to us again when we are open.",
        languageSwitched: "From now on we will write to you in English.",
        optedOut: "You will not receive any more messages from us.");

    private static readonly ImmutableDictionary<string, string> Spanish = Table(
        outsideHours: "Gracias por su mensaje. En este momento estamos cerrados. Vuelva a escribirnos en nuestro "
            + "horario de atención.",
        noAgent: "Gracias por su mensaje. En este momento no hay nadie disponible para atenderle. Inténtelo de nuevo "
            + "más tarde.",
        queueFull: "Gracias por su mensaje. En este momento todos nuestros agentes están ocupados. Inténtelo de "
            + "nuevo dentro de un rato.",
        waiting: "Gracias por esperar. Es el número {position} de la cola; calculamos que le atenderemos en unos "
            + "{minutes} min.",
        assigned: "Ahora le atiende {agent}.",
        transferred: "Pasamos su conversación a otra persona de nuestro equipo, que le atenderá enseguida.",
        agentDisconnected: "Hemos perdido la conexión con nuestro agente. Espere un momento, por favor: enseguida "
            + "seguimos con usted.",
        reminder: "¿Sigue ahí? Responda a este mensaje y seguiremos ayudándole.",
        reengagement: "Gracias por su paciencia. Seguimos trabajando en su consulta y le responderemos en breve.",
        inactivityClosed: "Como hace un rato que no tenemos noticias suyas, cerramos esta conversación. Escríbanos "
            + "de nuevo cuando quiera.",
        closed: "Gracias por escribirnos. Hemos cerrado esta conversación; vuelva a escribirnos cuando lo necesite.",
        endOfService: "Nuestro horario de atención ha terminado por hoy y no hemos podido atenderle. Lo sentimos. "
            + "Vuelva a escribirnos cuando estemos abiertos.",
        languageSwitched: "A partir de ahora le escribiremos en español.",
        optedOut: "No recibirá más mensajes nuestros.");

    private static readonly ImmutableDictionary<string, string> French = Table(
        outsideHours: "Merci pour votre message. Nous sommes actuellement fermés. Écrivez-nous à nouveau pendant nos "
            + "heures d'ouverture.",
        noAgent: "Merci pour votre message. Personne n'est disponible pour vous répondre en ce moment. Merci de "
            + "réessayer plus tard.",
        queueFull: "Merci pour votre message. Tous nos conseillers sont occupés en ce moment. Merci de réessayer "
            + "dans un petit moment.",
        waiting: "Merci de patienter. Vous êtes en position {position} dans la file ; attente estimée : environ "
            + "{minutes} min.",
        assigned: "C'est {agent} qui vous répond maintenant.",
        transferred: "Nous transmettons votre conversation à un collègue, qui vous répondra très bientôt.",
        agentDisconnected: "La connexion avec notre conseiller a été interrompue. Merci de patienter, nous revenons "
            + "vers vous tout de suite.",
        reminder: "Êtes-vous toujours là ? Répondez à ce message et nous continuerons à vous aider.",
        reengagement: "Merci de votre patience. Nous travaillons toujours sur votre demande et vous répondrons sous "
            + "peu.",
        inactivityClosed: "Sans nouvelles de votre part depuis un moment, nous fermons cette conversation. "
            + "Écrivez-nous à nouveau quand vous le souhaitez.",
        closed: "Merci de nous avoir écrit. Cette conversation est terminée ; écrivez-nous à nouveau quand vous "
            + "le souhaitez.",
        endOfService: "Notre service est terminé pour aujourd'hui et nous n'avons pas pu vous répondre. Nous en "
            + "sommes désolés. Écrivez-nous à nouveau pendant nos heures d'ouverture.",
        languageSwitched: "Désormais, nous vous écrirons en français.",
        optedOut: "Vous ne recevrez plus de messages de notre part.");

    private static readonly ImmutableDictionary<string, string> German = Table(
        outsideHours: "Vielen Dank für Ihre Nachricht. Wir haben gerade geschlossen. Bitte schreiben Sie uns während "
            + "unserer Öffnungszeiten noch einmal.",
        noAgent: "Vielen Dank für Ihre Nachricht. Im Moment ist leider niemand für Sie da. Bitte versuchen Sie es "
            + "später noch einmal.",
        queueFull: "Vielen Dank für Ihre Nachricht. Im Moment sind alle im Gespräch. Bitte versuchen Sie es in einer "
            + "Weile noch einmal.",
        waiting: "Danke, dass Sie warten. Sie sind Nummer {position} in der Warteschlange; es dauert voraussichtlich "
            + "noch etwa {minutes} Min.",
        assigned: "Sie schreiben jetzt mit {agent}.",
        transferred: "Wir geben Ihr Gespräch an jemanden aus unserem Team weiter, der sich gleich bei Ihnen meldet.",
        agentDisconnected: "Die Verbindung zu unserem Team wurde unterbrochen. Bitte haben Sie einen Moment Geduld, "
            + "wir sind gleich wieder für Sie da.",
        reminder: "Sind Sie noch da? Antworten Sie einfach auf diese Nachricht, dann helfen wir Ihnen gerne weiter.",
        reengagement: "Vielen Dank für Ihre Geduld. Wir arbeiten noch an Ihrem Anliegen und melden uns in Kürze.",
        inactivityClosed: "Da wir eine Weile nichts von Ihnen gehört haben, beenden wir dieses Gespräch. Schreiben "
            + "Sie uns jederzeit gerne wieder.",
        closed: "Vielen Dank für Ihre Nachricht. Dieses Gespräch ist beendet; schreiben Sie uns gerne jederzeit "
            + "wieder.",
        endOfService: "Unsere Servicezeit ist für heute zu Ende, und wir sind leider nicht mehr zu Ihnen gekommen. "
            + "Das tut uns leid. Bitte schreiben Sie uns zu unseren Öffnungszeiten noch einmal.",
        languageSwitched: "Ab jetzt schreiben wir Ihnen auf Deutsch.",
        optedOut: "Sie erhalten keine weiteren Nachrichten von uns.");

    private static readonly ImmutableDictionary<string, string> Portuguese = Table(
        outsideHours: "Obrigado pela sua mensagem. Neste momento estamos fechados. Por favor, volte a escrever-nos "
            + "no nosso horário de atendimento.",
        noAgent: "Obrigado pela sua mensagem. Neste momento não há ninguém disponível para o atendimento. Por favor, "
            + "tente novamente mais tarde.",
        queueFull: "Obrigado pela sua mensagem. Neste momento todos os nossos agentes estão ocupados. Por favor, "
            + "tente novamente daqui a pouco.",
        waiting: "Obrigado por aguardar. A sua posição na fila é {position}; tempo de espera estimado: cerca de "
            + "{minutes} min.",
        assigned: "Está agora a falar com {agent}.",
        transferred: "Vamos passar a sua conversa para um colega, que responderá dentro de instantes.",
        agentDisconnected: "A ligação com o nosso agente foi interrompida. Por favor, aguarde um momento: voltamos "
            + "já.",
        reminder: "Ainda está aí? Responda a esta mensagem e continuaremos a ajudar.",
        reengagement: "Obrigado pela paciência. Continuamos a tratar do seu pedido e responderemos em breve.",
        inactivityClosed: "Como não temos notícias suas há algum tempo, vamos encerrar esta conversa. Escreva-nos "
            + "novamente quando quiser.",
        closed: "Obrigado pelo seu contacto. Esta conversa foi encerrada; escreva-nos novamente quando precisar.",
        endOfService: "O nosso horário de atendimento terminou por hoje e não foi possível atender a sua conversa. "
            + "Pedimos desculpa. Por favor, volte a escrever-nos quando estivermos abertos.",
        languageSwitched: "A partir de agora, as nossas mensagens serão em português.",
        optedOut: "Não receberá mais mensagens nossas.");

    private static readonly ImmutableDictionary<string, string> Italian = Table(
        outsideHours: "Grazie per il messaggio. In questo momento siamo chiusi. Ci scriva di nuovo durante i nostri "
            + "orari di apertura.",
        noAgent: "Grazie per il messaggio. Al momento non c'è nessuno disponibile per risponderle. Riprovi più "
            + "tardi.",
        queueFull: "Grazie per il messaggio. Al momento tutti i nostri operatori sono occupati. Riprovi tra qualche "
            + "minuto.",
        waiting: "Grazie per l'attesa. La sua posizione in coda è {position}; tempo di attesa stimato: circa "
            + "{minutes} min.",
        assigned: "Ora le risponde {agent}.",
        transferred: "Stiamo passando la conversazione a un'altra persona del nostro team, che le risponderà a "
            + "breve.",
        agentDisconnected: "Il collegamento con il nostro operatore si è interrotto. Attenda un momento, per favore: "
            + "torniamo subito da lei.",
        reminder: "È ancora lì? Risponda a questo messaggio e continueremo ad aiutarla.",
        reengagement: "Grazie per la pazienza. Stiamo ancora lavorando alla sua richiesta e le risponderemo a breve.",
        inactivityClosed: "Poiché non riceviamo sue notizie da un po', chiudiamo questa conversazione. Ci scriva di "
            + "nuovo quando vuole.",
        closed: "Grazie per averci scritto. Questa conversazione è chiusa; ci scriva di nuovo quando vuole.",
        endOfService: "Il nostro orario di servizio è terminato per oggi e non siamo riusciti a risponderle. Ci "
            + "dispiace. Ci scriva di nuovo quando saremo aperti.",
        languageSwitched: "D'ora in poi le scriveremo in italiano.",
        optedOut: "Non riceverà più messaggi da parte nostra.");

    private static ImmutableDictionary<string, string> Table(
        string outsideHours, string noAgent, string queueFull, string waiting, string assigned,
        string transferred, string agentDisconnected, string reminder, string reengagement, string inactivityClosed,
        string closed, string endOfService, string languageSwitched, string optedOut) => new Dictionary<string, string>
        {
            [PhraseKey.OutsideHours] = outsideHours,
            [PhraseKey.NoAgent] = noAgent,
            [PhraseKey.QueueFull] = queueFull,
            [PhraseKey.Waiting] = waiting,
            [PhraseKey.Assigned] = assigned,
            [PhraseKey.Transferred] = transferred,
            [PhraseKey.AgentDisconnected] = agentDisconnected,
            [PhraseKey.Reminder] = reminder,
            [PhraseKey.Reengagement] = reengagement,
            [PhraseKey.InactivityClosed] = inactivityClosed,
            [PhraseKey.Closed] = closed,
            [PhraseKey.EndOfService] = endOfService,
            [PhraseKey.LanguageSwitched] = languageSwitched,
            [PhraseKey.OptedOut] = optedOut,
        }.ToImmutableDictionary();
}
