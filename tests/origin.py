"""A server on this machine that stands for every host that papers are looked up at: no test asks the internet."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import trustme

from reviews.bibliography.fetch import Wire

PUBLIC = "93.184.215.14"
Speech = Callable[[ssl.SSLSocket], None]


def said(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """An answer of HTTP, with the length of its body unless the headers give another."""
    fields = {"Content-Length": str(len(body))} | {name.replace("_", "-"): value for name, value in headers.items()}
    return b"\r\n".join(
        [f"HTTP/1.1 {status}".encode(), *(f"{name}: {value}".encode() for name, value in fields.items()), b"", body]
    )


@cache
def certified(hosts: tuple[str, ...]) -> tuple[trustme.CA, trustme.LeafCert]:
    """An authority of our own, and its word for these hosts."""
    authority = trustme.CA()
    return authority, authority.issue_cert(*hosts)


class Origin:
    """Gives each request the next of its `answers`, bytes to send or a function that speaks, and notes what it sees. Without one it hangs up.

    `names` gives a host's addresses at each question, the last ones from then on; a host that it does not know has one
    public address. `wire` is the way to it: whatever address is connected to, this server is reached.
    """

    def __init__(self, *hosts: str) -> None:
        self.answers: list[bytes | Speech] = []
        self.names: dict[str, list[list[str]]] = {}
        self.questions: list[str] = []
        self.reached: list[tuple[str, int]] = []
        self.greeted: list[str | None] = []
        self.requests: list[str] = []
        self.certified, certificate = certified(hosts)
        self.greets = True
        self._serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(self._serving)
        self._serving.sni_callback = lambda _socket, name, _context: self.greeted.append(name)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def wire(self) -> Wire:
        return Wire(self._resolve, self._connect, self._trust)

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _resolve(self, host: str) -> list[str]:
        self.questions.append(host)
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        self.reached.append(address)
        return socket.create_connection(self._listening.getsockname(), timeout)

    def _trust(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.certified.configure_trust(context)
        return context

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                with connection, suppress(OSError, ValueError):
                    if self.greets:
                        self._converse(self._serving.wrap_socket(connection, server_side=True))
                    else:
                        connection.recv(1 << 16)
                        connection.recv(1)

    def _converse(self, connection: ssl.SSLSocket) -> None:
        with connection:
            request = b""
            while not request.endswith(b"\r\n\r\n"):
                if not (more := connection.recv(1 << 16)):
                    return
                request += more
            self.requests.append(request.decode())
            answer = self.answers.pop(0) if self.answers else b""
            if isinstance(answer, bytes):
                connection.sendall(answer)
            else:
                answer(connection)
            connection.unwrap()
