"""A mail server that fails as it is told to, on a free port of loopback.

Arguments: a folder with its certificate for TLS from the first byte, or -; then one script for each
connection, the last one for all that follow. Prints its port, then a line of JSON for each thing that it
was told; ends when its stdin does.
"""

import asyncio
import hashlib
import json
import ssl
import sys

from parent import follow_parent

GREETINGS = {"greeting-421": "421 4.3.2 try later", "greeting-554": "554 5.7.1 not you"}
REPLIES = {
    "mail-451": ("MAIL", "451 4.3.0 busy"),
    "mail-530": ("MAIL", "530 5.7.0 Authentication required"),
    "mail-552": ("MAIL", "552 5.3.4 message too big"),
    "mail-553": ("MAIL", "553 5.7.1 not your address"),
    "rcpt-450": ("RCPT", "450 4.2.0 greylisted"),
    "rcpt-550": ("RCPT", "550 5.1.1 no such user"),
    "data-451": ("DATA", "451 4.3.0 busy"),
    "data-554": ("DATA", "554 5.5.1 no valid recipients"),
    "auth-454": ("AUTH", "454 4.7.0 try later"),
    "auth-535": ("AUTH", "535 5.7.8 not accepted"),
}
ENDS = {
    "body-421": "421 4.4.2 shutting down",
    "body-451": "451 4.3.0 local error",
    "body-550": "550 5.7.1 looks like spam",
    "body-552": "552 5.3.4 message too big",
    "body-354": "354 still waiting",
}
OK = "250 2.0.0 Ok: queued as TEST"


def tell(**what):
    print(json.dumps(what), flush=True)


class Conversation:
    def __init__(self, script, reader, writer):
        self.script, self.reader, self.writer = script, reader, writer

    async def say(self, line):
        self.writer.write(line.encode() + b"\r\n")
        await self.writer.drain()

    async def hold(self):
        """Says nothing more until the other side goes away."""
        while await self.reader.read(65536):
            pass

    async def run(self):
        tell(connection=self.script)
        if self.script == "mute":
            return await self.hold()
        if self.script == "closed":
            return
        if self.script in GREETINGS:
            return await self.say(GREETINGS[self.script])
        await self.say("220 mail.example ESMTP")
        while line := (await self.reader.readline()).decode("latin-1").strip():
            verb = line.split()[0].upper()
            tell(command=line)
            if verb == "QUIT":
                return await self.say("221 bye")
            if not await self.answer(verb, line):
                return

    async def answer(self, verb, line):
        """Whether the conversation goes on."""
        at, reply = REPLIES.get(self.script, (None, None))
        if verb == at:
            await self.say(reply)
        elif verb == "EHLO":
            await self.say("250-mail.example")
            offered = {"auth": "AUTH PLAIN", "starttls": "STARTTLS"}.get(self.script.split("-")[0])
            if offered:
                await self.say(f"250-{offered}")
            await self.say("250 8BITMIME")
        elif verb == "STARTTLS" and self.script == "starttls-454":
            await self.say("454 4.7.0 TLS not available")
        elif verb == "STARTTLS":
            # Replies in the clear that nobody asked for, all at once.
            await self.say("220 go ahead\r\n250 mail.example" + 3 * "\r\n250 ok")
            await self.hold()
        elif verb == "AUTH":
            await self.say(f"501 5.5.4 what does {line} mean")
        elif verb == "RCPT" and self.script == "rcpt-mute":
            await self.hold()
        elif verb == "DATA":
            await self.say("354 go ahead")
            return await self.body()
        else:
            await self.say("250 ok")
        return True

    async def body(self):
        if self.script == "body-cut":
            self.tell_body(await self.reader.read(100))
            return False
        letter = b""
        while not letter.endswith(b"\r\n.\r\n"):
            piece = await self.reader.read(65536)
            if not piece:
                tell(unfinished=len(letter))
                return False
            letter += piece
        self.tell_body(letter)
        if self.script == "reply-cut":
            return False
        if self.script == "reply-mute":
            await self.hold()
            return False
        await self.say(ENDS.get(self.script, OK))
        return self.script != "ok-cut"

    def tell_body(self, letter):
        tell(body=len(letter), sha256=hashlib.sha256(letter).hexdigest())


async def main():
    folder, *scripts = sys.argv[1:]
    context = None
    if folder != "-":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{folder}/server.pem", f"{folder}/server.key")

    async def converse(reader, writer):
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        try:
            await Conversation(script, reader, writer).run()
        except ConnectionError:
            pass
        writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


follow_parent()
asyncio.run(main())
