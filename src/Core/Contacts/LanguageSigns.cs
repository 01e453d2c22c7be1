using System.Collections.Immutable;

namespace LiveChat.Core.Contacts;

/// <summary>
/// The signs by which <see cref="LanguageDetector"/> tells languages apart, separated by space: words and endings as
/// <see cref="PlainWord"/> leaves them, letters as they are written.
/// </summary>
internal static class LanguageSigns
{
    public static readonly ImmutableDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["en"] =
            """
            the a an and or but of to in on at for from with without by about is are was were be been am i you he
            she it we they my your our their this that these those what when where who why how which can could would
            should will do does did have has had not no yes please thanks thank hello hi hey good morning afternoon
            evening help need want know get got there here order invoice payment phone number any some if so just
            still yet out up me him them its im ive cant dont doesnt isnt problem question speak someone work
            working
            """,
        ["es"] =
            """
            el la los las un una unos unas y o pero de del al a en con sin por para sobre es son era fue ser estar
            esta estan estoy soy yo tu usted el ella nosotros ustedes mi mis su sus este esta eso esto que cuando
            donde quien porque como cual cuanto puedo puede pueden podria quiero quisiera necesito tengo tiene hay
            he ha no si gracias favor hola buenos buenas dias tardes noches ayuda pedido factura pago telefono
            numero me te se le les lo muy mas ya aun todavia ahora hoy ayer problema pregunta hablar alguien
            funciona llegado
            """,
        ["fr"] =
            """
            le la les un une des et ou mais de du au aux en dans avec sans par pour sur est sont etait suis etre je
            tu il elle nous vous ils mon ma mes votre vos notre ce cet cette ces que qui quand comment pourquoi quel
            quelle combien peux peut pouvez pourrais voudrais veux besoin ai avez a pas ne non oui merci bonjour
            bonsoir salut aide commande facture paiement telephone numero me se y plus tres encore deja bien
            probleme question parler quelqu un c j d l n s qu fonctionne toujours recu svp plait s il
            """,
        ["de"] =
            """
            der die das ein eine einen einem und oder aber von zu zum zur in im am auf an mit ohne fur bei uber ist
            sind war bin sein ich du er sie es wir ihr mein meine ihre unser dieser diese dieses was wann wo wer
            warum wie welche kann kannst konnen konnte mochte will brauche habe haben hat nicht kein keine nein ja
            danke bitte hallo guten tag morgen abend hilfe bestellung rechnung zahlung telefon nummer mir mich ihnen
            noch schon sehr mehr jetzt heute gestern problem frage sprechen jemand geht funktioniert den dem des
            gibt
            """,
        ["pt"] =
            """
            o a os as um uma uns umas e ou mas de do da dos das em no na nos nas com sem por para sobre sao era foi
            ser estar esta estao estou sou eu tu voce voces ele ela nos meu minha meus seu sua este esta isso isto
            que quando onde quem porque como qual quanto posso pode podem poderia quero queria preciso tenho tem ha
            nao sim obrigado obrigada favor ola oi bom boa dia tarde noite ajuda pedido fatura pagamento telefone
            numero me te se lhe muito mais ja ainda agora hoje ontem problema pergunta falar alguem funciona ao pelo
            pela gostaria encomenda
            """,
        ["it"] =
            """
            il lo la i gli le un uno una e o ma di del della dei delle al alla in nel nella con senza per su sulla
            tra da dal dalla e sono era stato essere sto sta io tu lei lui noi voi mio mia miei suo sua questo
            questa che quando dove chi perche come quale quanto posso puo potete potrebbe voglio vorrei ho ha hai
            abbiamo non si no grazie favore ciao salve buongiorno buonasera aiuto bisogno ordine fattura pagamento
            telefono numero mi ti ci vi molto piu gia ancora adesso oggi ieri problema domanda parlare qualcuno
            funziona c arrivato
            """,
    }.ToImmutableDictionary();

    public static readonly ImmutableDictionary<string, string> Endings = new Dictionary<string, string>
    {
        ["en"] = "ing ght tion ould ly ed ness ful",
        ["es"] = "cion ado ada ando iendo mente dad oso ero ito",
        ["fr"] = "tion eux aux ais ait ez ement eur ique oir eau",
        ["de"] = "ung en lich keit heit isch cht tzt ern",
        ["pt"] = "cao coes ado ada ando endo mente dade eiro inho oes agem",
        ["it"] = "zione zioni ato ata ando endo mente ita oso gli ezza are ere ire tti",
    }.ToImmutableDictionary();

    public static readonly ImmutableDictionary<string, string> Letters = new Dictionary<string, string>
    {
        ["en"] = "w",
        ["es"] = "ñ ¿ ¡ á í ó ú",
        ["fr"] = "ç œ ê è à â î ô û ù",
        ["de"] = "ä ö ü ß w k",
        ["pt"] = "ã õ ç á ê â ó ú",
        ["it"] = "è ò ù ì à",
    }.ToImmutableDictionary();
}
