namespace LiveChat.Core.Letters;

/// <summary>The letters about second factors, in every language.</summary>
internal static class SecondFactorTemplates
{
    public static readonly Dictionary<(LetterKind, string), LetterTemplate> All = new()
    {
        [(LetterKind.SecondFactorOn, "en")] = new(
            "Two-step sign-in for {tenant} is on",
            """
            Hello {name},

            at {time} (UTC) an authenticator app was set up for your sign-in to {tenant}.

            From now on its codes are needed besides your password.

            If it was you, there is nothing to do. If not, tell your administrator at once: it can be taken off.
            """),
        [(LetterKind.SecondFactorOn, "es")] = new(
            "Verificación en dos pasos activada en {tenant}",
            """
            Hola, {name}:

            El {time} (UTC) se configuró una aplicación de autenticación para tu acceso a {tenant}.

            Desde ahora hacen falta sus códigos además de tu contraseña.

            Si has sido tú, no tienes que hacer nada. Si no, avisa ya a tu administrador: puede quitarla.
            """),
        [(LetterKind.SecondFactorOn, "fr")] = new(
            "Validation en deux étapes activée pour {tenant}",
            """
            Bonjour {name},

            Le {time} (UTC), une application d’authentification a été associée à votre accès à {tenant}.

            Ses codes sont désormais demandés en plus de votre mot de passe.

            Si c’était vous, il n’y a rien à faire. Sinon, alertez aussitôt l’administrateur : il peut la retirer.
            """),
        [(LetterKind.SecondFactorOn, "de")] = new(
            "Anmeldung in zwei Schritten bei {tenant} ist an",
            """
            Hallo {name},

            am {time} (UTC) wurde für Ihre Anmeldung bei {tenant} eine Authenticator-App eingerichtet.

            Von nun an werden außer Ihrem Passwort deren Codes verlangt.

            Wenn Sie das waren, ist nichts zu tun. Wenn nicht, sagen Sie sofort Ihrer Administration Bescheid.
            """),
        [(LetterKind.SecondFactorOn, "pt")] = new(
            "Verificação em dois passos ativada em {tenant}",
            """
            Olá, {name}:

            Em {time} (UTC) foi configurada uma aplicação de autenticação para o seu acesso a {tenant}.

            A partir de agora os seus códigos são pedidos além da palavra-passe.

            Se foi você, não precisa de fazer nada. Se não, avise já o seu administrador, que a pode retirar.
            """),
        [(LetterKind.SecondFactorOn, "it")] = new(
            "Accesso in due passaggi attivo per {tenant}",
            """
            Ciao {name},

            il {time} (UTC) è stata configurata un’app di autenticazione per il tuo accesso a {tenant}.

            D’ora in poi i suoi codici servono oltre alla password.

            Se sei stato tu, non devi fare nulla. Altrimenti avvisa subito l’amministratore: può toglierla.
            """),
        [(LetterKind.SecondFactorOff, "en")] = new(
            "Two-step sign-in for {tenant} is off",
            """
            Hello {name},

            at {time} (UTC) the authenticator app was taken off your sign-in to {tenant}.

            Your password alone is enough now.

            If you know of it, there is nothing to do. If not, change your password and tell your administrator.
            """),
        [(LetterKind.SecondFactorOff, "es")] = new(
            "Verificación en dos pasos desactivada en {tenant}",
            """
            Hola, {name}:

            El {time} (UTC) se quitó la aplicación de autenticación de tu acceso a {tenant}.

            Ahora basta con tu contraseña.

            Si ya lo sabías, no hay nada que hacer. Si no, cambia tu contraseña y avisa a tu administrador.
            """),
        [(LetterKind.SecondFactorOff, "fr")] = new(
            "Validation en deux étapes désactivée pour {tenant}",
            """
            Bonjour {name},

            Le {time} (UTC), l’application d’authentification a été retirée de votre accès à {tenant}.

            Votre mot de passe suffit désormais.

            Si vous le saviez, il n’y a rien à faire. Sinon, changez-le et alertez l’administrateur.
            """),
        [(LetterKind.SecondFactorOff, "de")] = new(
            "Anmeldung in zwei Schritten bei {tenant} ist aus",
            """
            Hallo {name},

            am {time} (UTC) wurde die Authenticator-App von Ihrer Anmeldung bei {tenant} genommen.

            Ihr Passwort allein genügt jetzt.

            Wenn Sie davon wissen, ist nichts zu tun. Wenn nicht, ändern Sie sofort Ihr Passwort.
            """),
        [(LetterKind.SecondFactorOff, "pt")] = new(
            "Verificação em dois passos desativada em {tenant}",
            """
            Olá, {name}:

            Em {time} (UTC) a aplicação de autenticação foi retirada do seu acesso a {tenant}.

            Agora basta a sua palavra-passe.

            Se já o sabia, não precisa de fazer nada. Se não, mude a palavra-passe e avise o seu administrador.
            """),
        [(LetterKind.SecondFactorOff, "it")] = new(
            "Accesso in due passaggi disattivato per {tenant}",
            """
            Ciao {name},

            il {time} (UTC) l’app di autenticazione è stata tolta dal tuo accesso a {tenant}.

            Ora basta la tua password.

            Se lo sapevi già, non devi fare nulla. Altrimenti cambia la password e avvisa l’amministratore.
            """),
    };
}
