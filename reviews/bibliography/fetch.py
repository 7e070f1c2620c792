"""Fetch one document from one of a few hosts.

Nothing else here sends requests to other servers. A request uses https, port 443 and a host on the list. The address is
checked to be public, and the same address is connected to, so that no later answer of a name server leads elsewhere.
Redirects follow the same rules. There are no proxies, cookies or credentials. Time and size are limited in all, however
slowly the answer comes.
"""

from __future__ import annotations

import io
import re
import socket
import ssl
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

PORT = 443
MOST_REDIRECTS = 3
MOST_AROUND = 256 * 1024
"""The most bytes around the document: head and chunk sizes."""

LONGEST_WAIT = 3600

_REDIRECTS = {301, 302, 303, 307, 308}
_READ = {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}
_ASCII = re.compile(r"[!-~]+")
_HOST = re.compile(r"[a-z0-9.-]{1,253}")
_SECONDS = re.compile(r"[0-9]{1,9}")
_UNICAST_6 = ip_network("2000::/3")
_NOT_PUBLIC = [
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments, of which Python counts some as global
        "192.88.99.0/24",  # the relays of 6to4
        "2001::/23",  # protocol assignments, Teredo among them
        "2002::/16",  # 6to4, which holds an IPv4 address
        "3fff::/20",  # documentation
    )
]


class FetchFailed(Exception):
    """Nothing was fetched.

    The message is a clause in words, without a full stop.
    """


@dataclass(frozen=True)
class Answer:
    """A host's answer.

    `body` is a document, or words about a bad request; `wait` is for how many seconds the host asks to be left alone.
    """

    host: str
    status: int
    body: bytes
    wait: int = 0


@dataclass(frozen=True)
class Wire:
    """The network: name resolution, connections, and trust."""

    resolve: Callable[[str], list[str]]
    connect: Callable[[tuple[str, int], float], socket.socket]
    trust: Callable[[], ssl.SSLContext]


def addresses_of(host: str) -> list[str]:
    """Every address that a name resolves to now. Raises OSError."""
    records = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in records))


OUTSIDE = Wire(addresses_of, socket.create_connection, ssl.create_default_context)


def fetch(
    url: str,
    *,
    hosts: Collection[str],
    accept: Collection[str],
    agent: str,
    most: int,
    seconds: float,
    wire: Wire = OUTSIDE,
) -> Answer:
    """The answer to a GET of an address at a host.

    The host is one of `hosts`. The answer has at most `most` bytes and comes within `seconds`. A document (status 200)
    is of a media type among those accepted; other answers are for the caller to judge. Raises FetchFailed for
    everything that gives no whole answer.
    """
    deadline = _Deadline(seconds)
    location = ""
    for _ in range(MOST_REDIRECTS + 1):
        url, host, target = _destination(url, location, hosts)
        request = (
            f"GET {target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\nAccept: {', '.join(accept)}\r\n"
            "Accept-Encoding: identity\r\nConnection: close\r\n\r\n"
        )
        try:
            with _connection(host, deadline, wire) as connection:
                connection.settimeout(deadline.left())
                connection.sendall(request.encode("ascii"))
                answer = _answer(host, _Stream(connection, deadline, most + MOST_AROUND), accept, most)
        except TimeoutError as error:
            raise FetchFailed(f"{host} took longer than {seconds:g} seconds") from error
        except _TooLarge as error:
            raise FetchFailed(f"{host} sent more than {most // 1_000_000} MB") from error
        except (OSError, HTTPException, ValueError) as error:
            raise FetchFailed(f"{host} broke off before the end of its answer") from error
        if isinstance(answer, Answer):
            return answer
        location = answer
    raise FetchFailed(f"{host} leads on more than {MOST_REDIRECTS} times")


def is_public(address: str) -> bool:
    """Whether an IP address is one host's on the public internet.

    An address that holds another one is not.
    """
    ip = ip_address(address)
    if ip.version == 6 and ip not in _UNICAST_6:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NOT_PUBLIC)


def _destination(url: str, location: str, hosts: Collection[str]) -> tuple[str, str, str]:
    """The address, its host, and the path to ask for.

    Raises FetchFailed for an address that may not be asked.
    """
    try:
        to = urljoin(url, location)
        parts = urlsplit(to)
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError as error:
        raise FetchFailed(f"{urlsplit(url).hostname} leads to no address") from error
    if host not in hosts or parts.scheme != "https" or port != PORT or "@" in parts.netloc or not _ASCII.fullmatch(to):
        where = host if host not in hosts and _HOST.fullmatch(host) else "an address"
        raise FetchFailed(f"{urlsplit(url).hostname} leads to {where}, which is never asked")
    return to, host, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _connection(host: str, deadline: _Deadline, wire: Wire) -> ssl.SSLSocket:
    """A connection that has proved to be the host's.

    It leads to one of its addresses, all of which are public.
    """
    try:
        addresses = _resolved(host, deadline, wire)
        if not all(map(is_public, addresses)):
            raise FetchFailed(f"{host} resolves to an address that is not on the public internet")
        reached = _connected(addresses, deadline, wire)
        try:
            reached.settimeout(deadline.left())
            return wire.trust().wrap_socket(reached, server_hostname=host, suppress_ragged_eofs=False)
        except BaseException:
            reached.close()
            raise
    except TimeoutError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise FetchFailed(f"{host} could not prove that it is {host}") from error
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"{host} could not be reached") from error


def _resolved(host: str, deadline: _Deadline, wire: Wire) -> list[str]:
    """The addresses of a host.

    They are asked for in a thread: a name server's silence cannot be cut short.
    """
    outcome: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def resolve() -> None:
        try:
            outcome.put(wire.resolve(host))
        except (OSError, UnicodeError) as error:
            outcome.put(error)

    Thread(target=resolve, daemon=True).start()
    try:
        addresses = outcome.get(timeout=deadline.left())
    except Empty as error:
        raise TimeoutError from error
    if isinstance(addresses, Exception):
        raise addresses
    return addresses


def _connected(addresses: list[str], deadline: _Deadline, wire: Wire) -> socket.socket:
    """A connection to the first of the addresses that answers.

    Each gets its share of the time.
    """
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        try:
            return wire.connect((address, PORT), deadline.left() / left)
        except OSError:
            deadline.left()
    raise ConnectionError


def _answer(host: str, stream: _Stream, accept: Collection[str], most: int) -> Answer | str:
    """The host's answer, or the address that it redirects to."""
    response = HTTPResponse(stream)  # type: ignore[arg-type]  # of a socket it uses makefile alone
    response.begin()
    if response.status in _REDIRECTS and (location := response.getheader("Location")):
        return location
    wait = response.getheader("Retry-After", "")
    answer = Answer(host, response.status, b"", min(int(wait), LONGEST_WAIT) if _SECONDS.fullmatch(wait) else 0)
    if response.status not in _READ:
        return answer
    media_type = response.headers.get_content_type()
    if response.status == HTTPStatus.OK and media_type not in accept:
        raise FetchFailed(f"{host} answered with {media_type[:60]}, which was not asked for")
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise FetchFailed(f"{host} packed its answer, which was not asked for")
    if response.length is not None and response.length > most:
        raise _TooLarge
    body = response.read(most + 1)
    if len(body) > most:
        raise _TooLarge
    if response.length:
        raise ConnectionError
    return replace(answer, body=body)


class _TooLarge(Exception):
    """There is more than is read."""


class _Deadline:
    """A moment so many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self.end = monotonic() + seconds

    def left(self) -> float:
        """The seconds until then.

        Raises TimeoutError if there are none.
        """
        if (left := self.end - monotonic()) <= 0:
            raise TimeoutError
        return left


class _Stream(io.RawIOBase):
    """The bytes of a connection, before a deadline.

    There are at most `most`.
    """

    def __init__(self, connection: ssl.SSLSocket, deadline: _Deadline, most: int) -> None:
        self.connection = connection
        self.deadline = deadline
        self.most = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.connection.settimeout(self.deadline.left())
        count = self.connection.recv_into(buffer)
        self.most -= count
        if self.most < 0:
            raise _TooLarge
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What HTTPResponse asks of a socket."""
        return io.BufferedReader(self)
