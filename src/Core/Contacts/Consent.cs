using System.Collections.Frozen;

namespace LiveChat.Core.Contacts;

/// <summary>What a message as a whole says about being written to (R2.11).</summary>
public enum Consent : byte
{
    /// <summary>Nothing.</summary>
    Unsaid = 0,
    OptOut,
    OptIn,
}

/// <summary>
/// The words by which a contact opts out and returns: the whole message, in any case, with or without accents. Words
/// that people also answer questions with (cancel, end, no) are none of them.
/// </summary>
public static class ConsentWords
{
    private const int LengthMax = 40;

    private static readonly FrozenSet<string> Out = new[]
    {
        "stop", "stop all", "stopall", "unsubscribe", "opt out", "optout", "baja", "darme de baja", "arret",
        "arreter", "desabonner", "me desabonner", "desinscription", "stopp", "abmelden", "abbestellen", "parar", "sair",
        "descadastrar", "disiscrivi", "disiscrivimi", "cancellami",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> In = new[]
    {
        "start", "unstop", "subscribe", "opt in", "optin", "alta", "darme de alta", "reprendre", "abonner", "starten",
        "anmelden", "iniciar", "voltar", "iscrivi", "iscrivimi", "riprendi",
    }.ToFrozenSet();

    public static Consent Of(string text)
    {
        if (text.Length is 0 or > LengthMax) return Consent.Unsaid;
        var word = PlainWord.Of(text);
        return Out.Contains(word) ? Consent.OptOut : In.Contains(word) ? Consent.OptIn : Consent.Unsaid;
    }
}

/// <summary>What a message asks of us besides being read.</summary>
/// <param name="Consent">About being written to.</param>
/// <param name="Language">One of ours, in which the contact asks to be written to; null: it does not ask.</param>
public readonly record struct ContactWish(Consent Consent, string? Language);
