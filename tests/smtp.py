"""A mail server on this machine that keeps what it is sent, and can be held before it answers."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from threading import Event, Thread


class MailServer(socketserver.ThreadingTCPServer):
    """What was sent is in `messages`. While `answering` is not set, it says nothing to whoever asks it to take a mail;
    `asked` is set as soon as somebody waits for that."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Dialogue)
        self.messages: list[Message] = []
        self.answering, self.asked = Event(), Event()
        self.answering.set()

    @property
    def url(self) -> str:
        """What EMAIL_URL is to be."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Dialogue(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as smtplib speaks."""

    server: MailServer

    def handle(self) -> None:
        self.say("220 ready")
        for line in self.rfile:
            match line.split(maxsplit=1)[0].upper():
                case b"EHLO":
                    self.say("250 tests")
                case b"MAIL":
                    self.server.asked.set()
                    self.server.answering.wait(60)
                    self.say("250 ok")
                case b"RCPT":
                    self.say("250 ok")
                case b"DATA":
                    self.say("354 go on")
                    self.server.messages.append(message_from_bytes(b"".join(iter(self.rfile.readline, b".\r\n"))))
                    self.say("250 kept")
                case b"QUIT":
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
def mail_server() -> Iterator[MailServer]:
    """A mail server for as long as the block runs."""
    with MailServer() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.answering.set()
            server.shutdown()
            thread.join()
