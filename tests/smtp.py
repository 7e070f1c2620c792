"""A mail server on this machine that keeps what it is sent, and can be held before it answers."""

from __future__ import annotations

import socketserver
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from ssl import SSLContext
from threading import Event, Thread


class MailServer(socketserver.ThreadingTCPServer):
    """What was sent is in `messages`, and who signed in to send it in `people`.

    While `answering` is not set, it says nothing to whoever asks it to take a mail; `asked` is set as soon as somebody
    waits for that. With a `tls` context it speaks TLS, from the first word or after STARTTLS.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, tls: SSLContext | None = None, *, from_the_first_word: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Dialogue)
        self.tls, self.from_the_first_word = tls, from_the_first_word
        self.messages: list[Message] = []
        self.people: list[str] = []
        self.answering, self.asked = Event(), Event()
        self.answering.set()

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def url(self) -> str:
        """What EMAIL_URL is to be."""
        return f"smtp://127.0.0.1:{self.port}"


class Dialogue(socketserver.StreamRequestHandler):
    """As much of RFC 5321 (mail), 4954 (AUTH PLAIN) and 3207 (STARTTLS) as smtplib speaks."""

    server: MailServer

    def setup(self) -> None:
        if self.server.from_the_first_word:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()  # a wrapped one is not the server's

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline():
            match line.split():
                case [b"ehlo", *_]:
                    self.say("250-tests\r\n250-STARTTLS\r\n250 AUTH PLAIN")
                case [b"STARTTLS"]:
                    self.say("220 go on")
                    self.request = self.server.tls.wrap_socket(self.request, server_side=True)
                    super().setup()
                case [b"AUTH", b"PLAIN", secret]:
                    self.server.people.append(b64decode(secret).decode())
                    self.say("235 welcome")
                case [b"mail", *_]:
                    self.server.asked.set()
                    self.server.answering.wait(60)
                    self.say("250 ok")
                case [b"rcpt", *_]:
                    self.say("250 ok")
                case [b"data"]:
                    self.say("354 go on")
                    self.server.messages.append(message_from_bytes(b"".join(iter(self.rfile.readline, b".\r\n"))))
                    self.say("250 kept")
                case [b"quit"]:
                    self.say("221 bye")
                    return
                case _:
                    self.say("502 what?")

    def say(self, line: str) -> None:
        try:
            self.wfile.write(f"{line}\r\n".encode())
        except OSError:
            return  # whoever asked was killed


@contextmanager
def mail_server(tls: SSLContext | None = None, *, from_the_first_word: bool = False) -> Iterator[MailServer]:
    """A mail server for as long as the block runs."""
    with MailServer(tls, from_the_first_word=from_the_first_word) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.answering.set()
            server.shutdown()
            thread.join()
