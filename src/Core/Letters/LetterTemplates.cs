using System.Collections.Frozen;

namespace LiveChat.Core.Letters;

/// <summary>A letter before its values: paragraphs have an empty line between.</summary>
internal sealed record LetterTemplate(string Subject, string Body);

/// <summary>Every letter in every language.</summary>
internal static class LetterTemplates
{
    private static readonly FrozenDictionary<(LetterKind, string), LetterTemplate> _all =
        new Dictionary<(LetterKind, string), LetterTemplate>
        {
            [(LetterKind.Invitation, "en")] = new(
                "You are invited to {tenant}",
                """
                Hello {name},

                you have been invited to join {tenant} on LiveChat. Choose your password here:

                {link}

                The link works once, until {expires} (UTC). If you did not expect this message, ignore it.
                """),
            [(LetterKind.Invitation, "es")] = new(
                "Te han invitado a {tenant}",
                """
                Hola, {name}:

                Te han invitado a formar parte de {tenant} en LiveChat. Elige tu contraseña aquí:

                {link}

                El enlace sirve una sola vez, hasta {expires} (UTC). Si no esperabas este mensaje, ignóralo.
                """),
            [(LetterKind.Invitation, "fr")] = new(
                "Vous êtes invité à rejoindre {tenant}",
                """
                Bonjour {name},

                Vous avez été invité à rejoindre {tenant} sur LiveChat. Choisissez votre mot de passe ici :

                {link}

                Le lien ne sert qu’une fois, jusqu’au {expires} (UTC). Si vous n’attendiez pas ce message, ignorez-le.
                """),
            [(LetterKind.Invitation, "de")] = new(
                "Einladung zu {tenant}",
                """
                Hallo {name},

                Sie wurden zu {tenant} auf LiveChat eingeladen. Wählen Sie hier Ihr Passwort:

                {link}

                Der Link gilt einmal, bis {expires} (UTC). Falls Sie dies nicht erwartet haben, tun Sie einfach nichts.
                """),
            [(LetterKind.Invitation, "pt")] = new(
                "Convite para {tenant}",
                """
                Olá, {name}:

                Foi convidado a juntar-se a {tenant} no LiveChat. Escolha aqui a sua palavra-passe:

                {link}

                A ligação serve uma única vez, até {expires} (UTC). Se não esperava esta mensagem, ignore-a.
                """),
            [(LetterKind.Invitation, "it")] = new(
                "Invito a {tenant}",
                """
                Ciao {name},

                sei stato invitato a far parte di {tenant} su LiveChat. Scegli qui la tua password:

                {link}

                Il link vale una sola volta, fino al {expires} (UTC). Se non aspettavi questo messaggio, ignoralo.
                """),

            [(LetterKind.NewDevice, "en")] = new(
                "New sign-in to {tenant}",
                """
                Hello {name},

                somebody signed in to {tenant} with your name from a device that we have not seen before.

                Time: {time} (UTC)
                Address: {address}
                Device: {device}

                If it was you, there is nothing to do. If not, change your password at once and tell your administrator.
                """),
            [(LetterKind.NewDevice, "es")] = new(
                "Nuevo inicio de sesión en {tenant}",
                """
                Hola, {name}:

                Alguien ha iniciado sesión en {tenant} con tu nombre desde un dispositivo que no conocíamos.

                Hora: {time} (UTC)
                Dirección: {address}
                Dispositivo: {device}

                Si has sido tú, no hay nada que hacer. Si no, cambia ya tu contraseña y avisa a tu administrador.
                """),
            [(LetterKind.NewDevice, "fr")] = new(
                "Nouvelle connexion à {tenant}",
                """
                Bonjour {name},

                Quelqu’un s’est connecté à {tenant} avec votre nom depuis un appareil que nous ne connaissions pas.

                Heure : {time} (UTC)
                Adresse : {address}
                Appareil : {device}

                Si c’était vous, il n’y a rien à faire. Sinon, changez votre mot de passe et alertez l’administrateur.
                """),
            [(LetterKind.NewDevice, "de")] = new(
                "Neue Anmeldung bei {tenant}",
                """
                Hallo {name},

                jemand hat sich mit Ihrem Namen bei {tenant} von einem Gerät angemeldet, das wir noch nicht kannten.

                Zeit: {time} (UTC)
                Adresse: {address}
                Gerät: {device}

                Wenn Sie das waren, ist nichts zu tun. Wenn nicht, ändern Sie sofort Ihr Passwort.
                """),
            [(LetterKind.NewDevice, "pt")] = new(
                "Novo início de sessão em {tenant}",
                """
                Olá, {name}:

                Alguém iniciou sessão em {tenant} com o seu nome a partir de um dispositivo que não conhecíamos.

                Hora: {time} (UTC)
                Endereço: {address}
                Dispositivo: {device}

                Se foi você, não precisa de fazer nada. Se não, mude já a sua palavra-passe e avise o seu administrador.
                """),
            [(LetterKind.NewDevice, "it")] = new(
                "Nuovo accesso a {tenant}",
                """
                Ciao {name},

                qualcuno ha effettuato l’accesso a {tenant} con il tuo nome da un dispositivo che non conoscevamo.

                Ora: {time} (UTC)
                Indirizzo: {address}
                Dispositivo: {device}

                Se sei stato tu, non devi fare nulla. Altrimenti cambia subito la password e avvisa l’amministratore.
                """),

            [(LetterKind.PasswordChanged, "en")] = new(
                "Your password for {tenant} was changed",
                """
                Hello {name},

                your password for {tenant} was changed at {time} (UTC).

                If it was you, there is nothing to do. If not, tell your administrator at once.
                """),
            [(LetterKind.PasswordChanged, "es")] = new(
                "Tu contraseña de {tenant} ha cambiado",
                """
                Hola, {name}:

                Tu contraseña de {tenant} se cambió a las {time} (UTC).

                Si has sido tú, no tienes que hacer nada. Si no, avisa cuanto antes a tu administrador.
                """),
            [(LetterKind.PasswordChanged, "fr")] = new(
                "Votre mot de passe pour {tenant} a été modifié",
                """
                Bonjour {name},

                Votre mot de passe pour {tenant} a été modifié le {time} (UTC).

                Si c’était vous, il n’y a rien à faire. Sinon, prévenez votre administrateur sans tarder.
                """),
            [(LetterKind.PasswordChanged, "de")] = new(
                "Ihr Passwort für {tenant} wurde geändert",
                """
                Hallo {name},

                Ihr Passwort für {tenant} wurde am {time} (UTC) geändert.

                Wenn Sie das waren, ist nichts zu tun. Wenn nicht, sagen Sie sofort Ihrer Administration Bescheid.
                """),
            [(LetterKind.PasswordChanged, "pt")] = new(
                "A sua palavra-passe de {tenant} foi alterada",
                """
                Olá, {name}:

                A sua palavra-passe de {tenant} foi alterada em {time} (UTC).

                Se foi você, não precisa de fazer nada. Se não, avise já o seu administrador.
                """),
            [(LetterKind.PasswordChanged, "it")] = new(
                "La tua password di {tenant} è stata cambiata",
                """
                Ciao {name},

                la tua password di {tenant} è stata cambiata il {time} (UTC).

                Se sei stato tu, non devi fare nulla. Altrimenti avvisa subito il tuo amministratore.
                """),
        }.Concat(SecondFactorTemplates.All).ToFrozenDictionary();

    public static LetterTemplate Of(LetterKind kind, string language) => _all[(kind, language)];
}
