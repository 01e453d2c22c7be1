"""A mail server on 127.0.0.1 (Debian's python3-aiosmtpd). Writes what it takes to stdout, one line of JSON each.

Usage: smtp_server.py PORT [USER:PASSWORD] [CERTIFICATE KEY starttls|implicit]; with a user it asks for authentication,
with a certificate it offers STARTTLS and takes nothing without it, or speaks TLS from the start. What it does with a
recipient depends on the name before the at sign: nobody is refused for good, later for now, once-later the first time,
relay for a fault that is ours, hang gets no answer.
"""
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self):
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "nobody":
            return "550 5.1.1 <" + address + "> is not here"
        if name == "relay":
            return "530 5.7.0 not from here"
        if name == "later" or name == "once-later" and address not in self.seen:
            self.seen.add(address)
            return "451 4.3.0 <" + address + "> comes later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(it.startswith("hang@") for it in envelope.rcpt_tos):
            print(json.dumps({"hanging": envelope.rcpt_tos[0]}), flush=True)
            await asyncio.Event().wait()
        raw = envelope.content
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        text = mail.get_body(("plain",))
        html = mail.get_body(("html",))
        print(json.dumps({
            "envelopeFrom": envelope.mail_from,
            "to": envelope.rcpt_tos[0],
            "encrypted": server.transport.get_extra_info("sslcontext") is not None,
            "user": session.auth_data,
            "contentType": mail.get_content_type(),
            "subject": mail["subject"],
            "text": text.get_content() if text else None,
            "html": html.get_content() if html else None,
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "raw": raw.decode("ascii", "replace"),
        }), flush=True)
        return "250 OK"


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        # Names of mechanisms have no case (RFC 4422, RFC 4954), which the library does not know.
        mechanism, _, rest = (arg or "").partition(" ")
        await super().smtp_AUTH((mechanism.upper() + " " + rest).strip())


def authenticator(expected):
    def check(server, session, envelope, mechanism, data):
        given = data.login.decode() + ":" + data.password.decode()
        if given == expected:
            return AuthResult(success=True, auth_data=data.login.decode())
        return AuthResult(success=False, handled=False)
    return check


async def serve(port, user, certificate):
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate[:2])
    implicit = bool(certificate) and certificate[2] == "implicit"
    starttls = context if not implicit else None
    handler = Handler()

    def connection():
        return Server(
            handler, hostname="mail.test", enable_SMTPUTF8=True, tls_context=starttls,
            require_starttls=starttls is not None,
            auth_required=user is not None, auth_require_tls=starttls is not None,
            authenticator=authenticator(user) if user else None)

    server = await asyncio.get_running_loop().create_server(
        connection, "127.0.0.1", port, ssl=context if implicit else None)
    print(json.dumps({"ready": True}), flush=True)
    async with server:
        await server.serve_forever()


arguments = sys.argv[2:]
login = arguments.pop(0) if len(arguments) in (1, 4) else None
asyncio.run(serve(int(sys.argv[1]), login, tuple(arguments)))
