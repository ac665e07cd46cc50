"""A real mail server (aiosmtpd) on a free port of loopback. Each letter that it takes becomes a file, as it
came, with another that tells by whom and how.

Argument: JSON with `folder` (certificates, letters), `tls` (null, "starttls", "wrapped"), `login` (null
or [user, password]), `largest` (bytes). Prints its port; ends when its stdin does.
"""

import asyncio
import json
import logging
import os
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult
from parent import follow_parent

settings = json.loads(sys.argv[1])
folder = settings["folder"]
taken = 0


class Letters:
    async def handle_DATA(self, server, session, envelope):
        global taken
        taken += 1
        told = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or settings["tls"] == "wrapped",
            "user": session.auth_data.login.decode() if session.auth_data else None,
        }
        with open(f"{folder}/{taken}.eml", "wb") as file:
            file.write(envelope.content)
        # Under its name only when it is whole.
        with open(f"{folder}/{taken}.tmp", "w") as file:
            json.dump(told, file)
        os.rename(f"{folder}/{taken}.tmp", f"{folder}/{taken}.json")
        return f"250 2.0.0 Ok: queued as LOA{taken}"


def check_login(server, session, envelope, mechanism, login):
    user, password = (part.encode() for part in settings["login"])
    right = (login.login, login.password) == (user, password)
    return AuthResult(success=right, handled=False, auth_data=login)


async def main():
    loop = asyncio.get_running_loop()
    options = {"data_size_limit": settings["largest"], "hostname": "mail.example"}
    wrapped = None
    if settings["tls"]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{folder}/server.pem", f"{folder}/server.key")
        if settings["tls"] == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        else:
            wrapped = context
    if settings["login"]:
        options |= {"authenticator": check_login, "auth_required": True}
        options |= {"auth_require_tls": settings["tls"] == "starttls"}
    make = lambda: SMTP(Letters(), loop=loop, **options)
    server = await loop.create_server(make, "127.0.0.1", 0, ssl=wrapped)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


# Clients that go away in the middle of a handshake, and logins of all kinds, are what tests are about.
logging.disable()
warnings.simplefilter("ignore")
follow_parent()
asyncio.run(main())
