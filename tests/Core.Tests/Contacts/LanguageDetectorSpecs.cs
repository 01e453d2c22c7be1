using LiveChat.Core.Contacts;
using LiveChat.Core.Rules;

namespace LiveChat.Core.Tests.Contacts;

/// <summary>
/// The messages here were written after the signs and never used to choose them: what is measured is what can be
/// expected. The figures stand in the README.
/// </summary>
public sealed class LanguageDetectorSpecs
{
    private const double RightMin = 0.9;
    private const double WrongMax = 0.04;

    private static readonly Dictionary<string, string[]> HeldOut = new()
    {
        ["en"] =
        [
            "My parcel never arrived", "Is anybody there?", "I was charged twice this month", "Where is my refund",
            "Can I change my delivery address?", "hi there, quick question", "The app keeps crashing",
            "I'd like to cancel my subscription", "how long does shipping take", "Do you open on Sundays?",
            "I lost my password", "it says my card was declined", "could someone call me back", "Thanks, bye!",
            "Wrong size, I want to return these shoes", "What time do you close tonight",
        ],
        ["es"] =
        [
            "Mi paquete no ha llegado", "¿Hay alguien ahí?", "me han cobrado dos veces este mes",
            "Quería cambiar la dirección de entrega", "hola, una consulta rápida", "La aplicación se cierra sola",
            "Quiero darme de baja del servicio", "cuanto tarda el envio", "¿Abren los domingos?",
            "He perdido mi contraseña", "dice que mi tarjeta fue rechazada", "pueden llamarme luego?",
            "Gracias, hasta luego", "La talla no es la correcta, quiero devolver los zapatos", "a que hora cierran hoy",
            "No entiendo la última factura",
        ],
        ["fr"] =
        [
            "Mon colis n'est jamais arrivé", "Il y a quelqu'un ?", "on m'a débité deux fois ce mois-ci",
            "Je voudrais changer l'adresse de livraison", "salut, petite question", "L'application plante sans arrêt",
            "Je souhaite résilier mon abonnement", "combien de temps pour la livraison",
            "Êtes-vous ouverts le dimanche ?",
            "J'ai perdu mon mot de passe", "ma carte a ete refusee", "pouvez vous me rappeler", "Merci, au revoir",
            "Mauvaise taille, je veux rendre ces chaussures", "a quelle heure fermez-vous ce soir",
            "Je ne comprends pas ma dernière facture",
        ],
        ["de"] =
        [
            "Mein Paket ist nie angekommen", "Ist da jemand?", "Mir wurde diesen Monat doppelt abgebucht",
            "Ich möchte die Lieferadresse ändern", "hallo, kurze Frage", "Die App stürzt ständig ab",
            "Ich will mein Abo kündigen", "wie lange dauert der Versand", "Haben Sie sonntags geöffnet?",
            "Ich habe mein Passwort vergessen", "meine Karte wurde abgelehnt", "koennen Sie mich zurueckrufen",
            "Danke, tschüss", "Falsche Größe, ich schicke die Schuhe zurück", "wann schliessen Sie heute",
            "Ich verstehe die letzte Rechnung nicht",
        ],
        ["pt"] =
        [
            "A minha encomenda nunca chegou", "Tem alguém aí?", "fui cobrado duas vezes este mês",
            "Gostaria de mudar o endereço de entrega", "oi, uma dúvida rápida", "O aplicativo fecha sozinho",
            "Quero cancelar a minha assinatura", "quanto tempo demora o envio", "Vocês abrem aos domingos?",
            "Perdi a minha senha", "diz que meu cartao foi recusado", "podem me ligar mais tarde",
            "Obrigado, até logo", "Tamanho errado, quero devolver os sapatos", "a que horas fecham hoje",
            "Não entendo a última fatura",
        ],
        ["it"] =
        [
            "Il mio pacco non è mai arrivato", "C'è qualcuno?", "mi hanno addebitato due volte questo mese",
            "Vorrei cambiare l'indirizzo di consegna", "ciao, una domanda veloce", "L'applicazione si chiude da sola",
            "Voglio disdire il mio abbonamento", "quanto tempo ci vuole per la spedizione", "Siete aperti la domenica?",
            "Ho perso la mia password", "dice che la mia carta è stata rifiutata", "potete richiamarmi piu tardi",
            "Grazie, arrivederci", "Taglia sbagliata, voglio restituire le scarpe", "a che ora chiudete stasera",
            "Non capisco l'ultima fattura",
        ],
    };

    public static IEnumerable<object[]> Languages => HeldOut.Keys.Select(it => new object[] { it });

    [Fact]
    public void Of_messages_never_seen_before_nine_in_ten_are_right_and_few_are_wrong()
    {
        var answers = HeldOut.SelectMany(
            it => it.Value,
            (it, text) => (Language: it.Key, Text: text, Answer: LanguageDetector.Detect(text))).ToList();
        var right = answers.Count(it => it.Answer == it.Language);
        var wrong = answers.Where(it => it.Answer is not null && it.Answer != it.Language).ToList();
        var missed = string.Join("; ", answers.Where(it => it.Answer != it.Language));
        Assert.True(right >= answers.Count * RightMin, $"{right} of {answers.Count} are right: {missed}");
        Assert.True(wrong.Count <= answers.Count * WrongMax, $"{wrong.Count} of {answers.Count} are wrong: {missed}");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_language_is_left_behind(string language) => Assert.True(
        HeldOut[language].Count(it => LanguageDetector.Detect(it) == language) >= HeldOut[language].Length * 0.8);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("12345")]
    [InlineData("😀👍")]
    [InlineData("ok")]
    [InlineData("Привет, мне нужна помощь")]
    [InlineData("こんにちは")]
    public void What_tells_nothing_stays_unknown(string text) => Assert.Null(LanguageDetector.Detect(text));

    [Fact]
    public void A_long_text_is_read_as_far_as_it_says_something() =>
        Assert.Equal("de", LanguageDetector.Detect(string.Concat(Enumerable.Repeat("Ich habe eine Frage. ", 5_000))));

    [Theory]
    [InlineData(false, true, "Where is my parcel?", "es")]
    [InlineData(true, true, "Where is my parcel?", "en")]
    [InlineData(true, true, "12345", "es")]
    [InlineData(true, false, "12345", null)]
    public void The_first_message_counts_where_the_rules_say_so(
        bool detects, bool fallsBack, string text, string? language) => Assert.Equal(
        language,
        EntryLanguage.Of(
            text, new LocalisationRules { DetectLanguage = detects, FallBackToDefault = fallsBack }, "es"));

    [Fact]
    public void The_tenants_default_goes_before_its_own_language() =>
        Assert.Equal("fr", EntryLanguage.Of("hi", new LocalisationRules { DefaultLanguage = "fr" }, "es"));

    [Fact]
    public void A_first_message_may_ask_for_a_language()
    {
        Assert.Equal("it", EntryLanguage.Of("Italiano!", new LocalisationRules { ContactMaySwitch = true }, "es"));
        Assert.Equal("es", EntryLanguage.Of("Italiano!", new LocalisationRules(), "es"));
    }

    [Theory]
    [InlineData("English", "en")]
    [InlineData(" FRANÇAIS. ", "fr")]
    [InlineData("aleman", "de")]
    [InlineData("Alemán", "de")]
    [InlineData("pt", "pt")]
    [InlineData("I speak English", null)]
    [InlineData("", null)]
    [InlineData("latin", null)]
    public void A_language_is_asked_for_by_its_name_alone(string text, string? language) =>
        Assert.Equal(language, LanguageRequest.Of(text));

    [Theory]
    [InlineData("STOP", Consent.OptOut)]
    [InlineData("Stop.", Consent.OptOut)]
    [InlineData("  baja ", Consent.OptOut)]
    [InlineData("ARRÊT", Consent.OptOut)]
    [InlineData("Arre\u0302t!", Consent.OptOut)]
    [InlineData("start", Consent.OptIn)]
    [InlineData("Alta", Consent.OptIn)]
    [InlineData("please stop calling", Consent.Unsaid)]
    [InlineData("cancel", Consent.Unsaid)]
    [InlineData("no", Consent.Unsaid)]
    [InlineData("", Consent.Unsaid)]
    [InlineData("stop stop stop stop stop stop stop stop stop stop", Consent.Unsaid)]
    public void Consent_is_said_by_the_whole_message(string text, Consent consent) =>
        Assert.Equal(consent, ConsentWords.Of(text));

    [Theory]
    [InlineData("¡Straße, ÀÉÎÕÜ ñ!", "strasse aeiou n")]
    [InlineData(" . ", "")]
    [InlineData("l'été 2x", "l ete 2x")]
    public void Plain_words_have_no_case_accents_or_marks(string text, string plain) =>
        Assert.Equal(plain, PlainWord.Of(text));
}
