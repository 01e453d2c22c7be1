using System.Collections.Immutable;

namespace LiveChat.Core.Phrases;

/// <summary>The default texts around questionnaires; a part of <see cref="DefaultPhrases"/>.</summary>
internal static class QuestionnairePhrases
{
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> ByLanguage =
        new Dictionary<string, ImmutableArray<string>>
        {
            ["en"] = Table(
                repeat: "Sorry, I did not understand your answer.",
                thanks: "Thank you for your answers.",
                keepsPlace: "Thank you. You keep your place in line.",
                leaveMessage: "Please write your message now; we will read it as soon as we can.",
                messageLeft: "Thank you, we have your message and will get back to you.",
                callBackRequested: "Thank you, we will call you back as soon as we can."),
            ["es"] = Table(
                repeat: "Disculpe, no hemos entendido su respuesta.",
                thanks: "Gracias por sus respuestas.",
                keepsPlace: "Gracias. Conserva su lugar en la cola.",
                leaveMessage: "Escriba ahora su mensaje, por favor; lo leeremos en cuanto podamos.",
                messageLeft: "Gracias, hemos recibido su mensaje y le responderemos.",
                callBackRequested: "Gracias, le llamaremos en cuanto podamos."),
            ["fr"] = Table(
                repeat: "Désolés, nous n'avons pas compris votre réponse.",
                thanks: "Merci pour vos réponses.",
                keepsPlace: "Merci. Vous gardez votre place dans la file.",
                leaveMessage: "Écrivez votre message maintenant ; nous le lirons dès que possible.",
                messageLeft: "Merci, nous avons bien reçu votre message et vous répondrons.",
                callBackRequested: "Merci, nous vous rappellerons dès que possible."),
            ["de"] = Table(
                repeat: "Entschuldigung, diese Antwort haben wir nicht verstanden.",
                thanks: "Vielen Dank für Ihre Antworten.",
                keepsPlace: "Danke. Sie behalten Ihren Platz in der Warteschlange.",
                leaveMessage: "Bitte schreiben Sie jetzt Ihre Nachricht; wir lesen sie so bald wie möglich.",
                messageLeft: "Danke, wir haben Ihre Nachricht erhalten und melden uns bei Ihnen.",
                callBackRequested: "Danke, wir rufen Sie so bald wie möglich zurück."),
            ["pt"] = Table(
                repeat: "Desculpe, não percebemos a sua resposta.",
                thanks: "Obrigado pelas suas respostas.",
                keepsPlace: "Obrigado. Mantém o seu lugar na fila.",
                leaveMessage: "Escreva agora a sua mensagem, por favor; vamos lê-la assim que possível.",
                messageLeft: "Obrigado, recebemos a sua mensagem e vamos responder.",
                callBackRequested: "Obrigado, ligamos-lhe assim que possível."),
            ["it"] = Table(
                repeat: "Ci scusi, non abbiamo capito la sua risposta.",
                thanks: "Grazie per le sue risposte.",
                keepsPlace: "Grazie. Il suo posto in coda resta invariato.",
                leaveMessage: "Scriva ora il suo messaggio, per favore; lo leggeremo appena possibile.",
                messageLeft: "Grazie, abbiamo ricevuto il suo messaggio e le risponderemo.",
                callBackRequested: "Grazie, la richiameremo appena possibile."),
        }.ToImmutableDictionary();

    /// <exception cref="ArgumentException">There is no such key, or no such language.</exception>
    public static string Of(string key, string language) => ByLanguage.TryGetValue(language, out var texts)
        ? texts[PhraseKey.OfQuestionnaires.IndexOf(key)]
        : throw new ArgumentException($"There are no texts in '{language}'.", nameof(language));

    /// <summary>In the order of <see cref="PhraseKey.OfQuestionnaires"/>.</summary>
    private static ImmutableArray<string> Table(
        string repeat, string thanks, string keepsPlace, string leaveMessage, string messageLeft,
        string callBackRequested) => [repeat, thanks, keepsPlace, leaveMessage, messageLeft, callBackRequested];
}
