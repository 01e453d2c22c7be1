using System.Collections.Immutable;

namespace LiveChat.Silo.Demo;

/// <summary>
/// What a contact and an agent say to each other, in turns; the contact begins, the agent has the last word.
/// </summary>
public sealed record Dialogue(string Queue, string Language, ImmutableArray<string> Lines)
{
    public static readonly ImmutableArray<Dialogue> All =
    [
        new("Orders", "es",
        [
            "Hola, ¿dónde está mi pedido?", "¡Hola! Lo miro ahora mismo. ¿Me dice el número, por favor?",
            "Es el 4471", "Salió ayer de Zaragoza y llega mañana antes de las 14:00.",
            "¡Perfecto, muchas gracias!", "A usted. ¡Que tenga un buen día!",
        ]),
        new("Orders", "fr",
        [
            "Bonjour, je voudrais changer l'adresse de livraison", "Bonjour ! Bien sûr. Où doit-il arriver ?",
            "12 rue des Lilas, 69003 Lyon", "C'est noté : le colis y arrivera jeudi. Autre chose ?",
            "Non, merci beaucoup 🙂", "Avec plaisir, bonne journée !",
        ]),
        new("Orders", "en",
        [
            "Hi, I got the wrong size. Can I swap it?", "Hello! Of course. Which size would you like instead?",
            "Medium, please", "Done. You will get a return label by SMS in a few minutes.",
            "That was quick, thanks!", "You're welcome. Enjoy it!",
        ]),
        new("Orders", "pt",
        [
            "Olá, o meu pedido veio incompleto 😕", "Olá! Lamento muito. O que é que falta?",
            "Faltam os dois copos azuis", "Já os mandei de novo, sem custos. Chegam na sexta-feira.",
            "Obrigada!", "Nós é que agradecemos. Até breve!",
        ]),
        new("Billing", "de",
        [
            "Guten Tag, ich wurde zweimal belastet", "Guten Tag! Das tut mir leid, ich prüfe es sofort.",
            "Es geht um die Rechnung vom 3. Mai", "Stimmt. Der Betrag ist in zwei Tagen zurück.",
            "Super, vielen Dank", "Gern geschehen. Schönen Tag noch!",
        ]),
        new("Billing", "es",
        [
            "Buenas, necesito la factura de marzo", "Buenas tardes. ¿A qué correo se la envío?",
            "Al mismo de siempre", "Enviada. Debería verla ya en su bandeja de entrada.",
            "Sí, aquí está. ¡Gracias!", "¡A usted, un saludo!",
        ]),
        new("Billing", "it",
        [
            "Salve, posso pagare a rate?", "Buongiorno! Sì, in tre o in sei rate senza interessi. Cosa preferisce?",
            "In tre, grazie", "Fatto: la prima è il primo del mese prossimo.",
            "Gentilissima", "Si figuri, buona giornata!",
        ]),
        new("Technical", "en",
        [
            "My router keeps blinking red", "Hi! Is that the light on the left or the one on the right?",
            "The left one", "That's the line. I've restarted it from here: please give it a minute.",
            "It's green now, brilliant 🎉", "Great! Write any time if it comes back.",
        ]),
        new("Technical", "fr",
        [
            "L'application ne s'ouvre plus depuis ce matin", "Bonjour ! Quel téléphone utilisez-vous ?",
            "Un Android assez ancien", "Supprimez-la puis réinstallez-la : la version d'hier corrige ce défaut.",
            "Ça marche, merci !", "Parfait. Bonne fin de journée !",
        ]),
        new("Technical", "pt",
        [
            "Não consigo entrar na minha conta", "Olá! Aparece alguma mensagem de erro?",
            "Diz que a palavra-passe expirou", "Enviei-lhe agora uma ligação para escolher uma nova.",
            "Já entrei, obrigado!", "Ótimo! Estamos sempre por aqui.",
        ]),
    ];
}
