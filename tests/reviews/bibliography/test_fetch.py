"""The way out: where it leads, where it never does, and how it ends."""

import socket
import ssl
import threading
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from reviews.bibliography.fetch import OUTSIDE, Answer, FetchFailed, Wire, fetch, is_public
from tests.origin import PUBLIC, Origin, said

TEXT = {"Content_Type": "text/plain"}
OWLS = said(body=b"owls", **TEXT)


def get(origin: Origin, url: str = "https://doi.org/10.1000/owls", **given: Any) -> Answer:
    """What is fetched by way of the server on this machine."""
    limits = {"accept": ("text/plain", "text/html"), "agent": "Triangulate/1", "most": 2_000_000, "seconds": 10}
    hosts = ("doi.org", "api.crossref.org")
    return fetch(url, hosts=hosts, **{"wire": origin.wire} | limits | given)


def failure(origin: Origin, url: str = "https://doi.org/10.1000/owls", **given: Any) -> str:
    """Why nothing is fetched."""
    with pytest.raises(FetchFailed) as failed:
        get(origin, url, **given)
    return str(failed.value)


def test_a_document_is_asked_for_plainly(origin: Origin):
    origin.answers = [OWLS]
    assert get(origin, "https://doi.org/10.1000/owls?a=b#c") == Answer("doi.org", 200, b"owls")
    assert origin.requests == [
        "GET /10.1000/owls?a=b HTTP/1.1\r\nHost: doi.org\r\nUser-Agent: Triangulate/1\r\n"
        "Accept: text/plain, text/html\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n"
    ]
    assert (origin.reached, origin.greeted) == ([(PUBLIC, 443)], ["doi.org"])


def test_proxies_of_the_environment_are_not_asked(origin: Origin, monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    origin.answers = [OWLS]
    assert get(origin).body == b"owls"


def test_a_redirect_is_followed_to_a_host_on_the_list(origin: Origin):
    origin.answers = [
        said("302 Found", location="https://api.crossref.org:443/v1/works/10.1000%2Fowls", set_cookie="a=b"),
        said("308 Permanent Redirect", location="/elsewhere"),
        OWLS,
    ]
    assert get(origin) == Answer("api.crossref.org", 200, b"owls")
    assert origin.questions == origin.greeted == ["doi.org", "api.crossref.org", "api.crossref.org"]
    assert [request.split(" HTTP")[0] for request in origin.requests] == [
        "GET /10.1000/owls", "GET /v1/works/10.1000%2Fowls", "GET /elsewhere",
    ]  # fmt: skip
    assert "ookie" not in "".join(origin.requests)


def test_no_more_than_three_redirects_are_followed(origin: Origin):
    origin.answers = [said("302 Found", location=f"/{number}") for number in range(5)]
    assert failure(origin) == "doi.org leads on more than 3 times"
    assert len(origin.requests) == 4


@pytest.mark.parametrize(
    ("location", "where"),
    [
        ("https://example.org/owls", "example.org"),
        ("//example.org/owls", "example.org"),
        ("https://doi.org.example.org/", "doi.org.example.org"),
        ("https://DOI.org@example.org/", "example.org"),
        ("https://169.254.169.254/latest/meta-data", "169.254.169.254"),
        ("http://doi.org/owls", "an address"),
        ("https://doi.org:8443/owls", "an address"),
        ("https://ada:pw@doi.org/owls", "an address"),
        ("https://doi.org/a b", "an address"),
        ("https://doi.org./owls", "doi.org."),
        ("https://[::1]/owls", "an address"),
        ("https://dоi.org/owls", "an address"),
        ("file:///etc/passwd", "an address"),
        ("javascript:alert(1)", "an address"),
    ],
)
def test_a_redirect_leads_nowhere_else(origin: Origin, location: str, where: str):
    origin.answers = [said("302 Found", location=location)]
    assert failure(origin) == f"doi.org leads to {where}, which is never asked"
    assert (len(origin.reached), origin.questions) == (1, ["doi.org"])


@pytest.mark.parametrize("location", ["https://[::1/owls", "https://doi.org:x/owls", "https://doi.org:99999/"])
def test_a_redirect_to_what_is_no_address_leads_nowhere(origin: Origin, location: str):
    origin.answers = [said("302 Found", location=location)]
    assert failure(origin) == "doi.org leads to no address"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:1.1.1.1", "::1.1.1.1", "64:ff9b::7f00:1", "64:ff9b::101:101",
        "64:ff9b:1::1", "2002:7f00:1::", "2002:101:101::1", "2001::1", "2001:db8::1", "3fff::1", "fe80::1",
        "fe80::1%eth0", "fec0::1", "fc00::1", "ff02::1", "100::1", "5f00::1",
    ],
)  # fmt: skip
def test_an_address_off_the_public_internet_is_never_connected_to(origin: Origin, address: str):
    assert not is_public(address)
    origin.names = {"doi.org": [[PUBLIC, address]]}
    assert failure(origin) == "doi.org resolves to an address that is not on the public internet"
    assert origin.reached == []


@pytest.mark.parametrize("address", ["1.1.1.1", PUBLIC, "2606:4700::6810:84e5", "2a04:4e42::1"])
def test_a_public_address_is_one(address: str):
    assert is_public(address)


def test_the_address_that_was_checked_is_the_one_connected_to(origin: Origin):
    """A name server that gives another answer to the next question leads nowhere."""
    origin.names = {"doi.org": [["1.1.1.1"], ["127.0.0.1"]]}
    origin.answers = [said("302 Found", location="/owls")]
    assert failure(origin) == "doi.org resolves to an address that is not on the public internet"
    assert (origin.reached, origin.questions) == ([("1.1.1.1", 443)], ["doi.org", "doi.org"])


def test_addresses_are_tried_until_one_answers(origin: Origin):
    wire = origin.wire
    tried: list[str] = []

    def connect(address: tuple[str, int], timeout: float) -> Any:
        tried.append(address[0])
        if address[0] != "1.1.1.1":
            raise OSError("no route")
        return wire.connect(address, timeout)

    origin.names = {"doi.org": [["2606:4700::1", "1.1.1.1", PUBLIC]]}
    origin.answers = [OWLS]
    assert get(origin, wire=Wire(wire.resolve, connect, wire.trust)).body == b"owls"
    assert tried == ["2606:4700::1", "1.1.1.1"]


def test_no_address_and_no_connection_are_said_alike(origin: Origin):
    def refuse(*_: Any) -> Any:
        raise OSError("no")

    assert failure(origin, wire=Wire(refuse, refuse, ssl.create_default_context)) == "doi.org could not be reached"
    unconnected = Wire(lambda _: [PUBLIC], refuse, ssl.create_default_context)
    assert failure(origin, wire=unconnected) == "doi.org could not be reached"
    origin.names = {"doi.org": [[]]}
    assert failure(origin) == "doi.org could not be reached"


def test_who_cannot_prove_to_be_the_host_is_not_heard(origin: Origin):
    origin.answers = [OWLS]
    origin.certified = trustme.CA()
    assert failure(origin) == "doi.org could not prove that it is doi.org"
    assert origin.requests == []


def test_a_certificate_of_another_host_proves_nothing():
    other = Origin("example.org")
    try:
        assert failure(other) == "doi.org could not prove that it is doi.org"
        assert other.requests == []
    finally:
        other.close()


def test_outside_of_tests_every_address_is_asked_for_and_everyone_must_prove_who_they_are(monkeypatch):
    found = [(2, 1, 6, "", (PUBLIC, 443)), (10, 1, 6, "", ("2606:4700::1", 443, 0, 0)), (2, 1, 6, "", (PUBLIC, 443))]
    asked: list[tuple[Any, ...]] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **_: asked.append(given) or found)
    assert (OUTSIDE.resolve("doi.org"), asked) == ([PUBLIC, "2606:4700::1"], [("doi.org", 443)])
    assert OUTSIDE.connect is socket.create_connection
    trust = OUTSIDE.trust()
    assert (trust.verify_mode, trust.check_hostname) == (ssl.CERT_REQUIRED, True)


def drip(head: bytes, clock: list[float]) -> Any:
    """Speech that ends with one character at a time, each a tenth of a second after the other by the clock, and then
    listens: whoever waits for more waits for ever."""

    def speak(connection: ssl.SSLSocket) -> None:
        connection.sendall(head)
        for _ in range(5):
            connection.sendall(b"o")
            clock[0] += 0.1
        connection.recv(1)

    return speak


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Owls: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n\r\n",
    ],
    ids=["before", "in the head", "in the body"],
)
def test_the_time_holds_however_slowly_the_answer_comes(origin: Origin, monkeypatch, head: bytes):
    clock = [0.0]
    monkeypatch.setattr("reviews.bibliography.fetch.monotonic", lambda: clock[0])
    origin.answers = [drip(head, clock)]
    assert failure(origin, seconds=0.3) == "doi.org took longer than 0.3 seconds"


def test_the_time_holds_for_one_who_never_greets_and_for_names(origin: Origin):
    origin.greets = False
    assert failure(origin, seconds=0.3) == "doi.org took longer than 0.3 seconds"
    silence = threading.Event()
    unnamed = Wire(lambda _: [str(silence.wait(60))], origin.wire.connect, origin.wire.trust)
    assert failure(origin, seconds=0.3, wire=unnamed) == "doi.org took longer than 0.3 seconds"
    silence.set()


def pour(head: bytes, piece: bytes) -> Any:
    """Speech that never ends."""

    def speak(connection: ssl.SSLSocket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece * 1000)

    return speak


ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        said(body=b"o", Content_Type="text/plain", Content_Length="2000001"),
        said(body=b"o", Content_Type="text/plain", Content_Length="9" * 30),
        said(body=b"o" * 2_000_001, **TEXT),
        pour(ENDLESS + b"\r\n", b"o" * 50),
        pour(ENDLESS + b"Transfer-Encoding: chunked\r\n\r\n", b"a\r\noooooooooo\r\n"),
        pour(ENDLESS + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", b"o" * 50),
        pour(ENDLESS + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n", b"o" * 50),
        pour(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["told", "told hugely", "sent", "without end", "chunks", "a chunk of -1", "a huge chunk", "nothing but heads"],
)
def test_no_more_is_read_than_the_limit(origin: Origin, answer: Any):
    origin.answers = [answer]
    assert failure(origin) == "doi.org sent more than 2 MB"


def test_chunks_and_an_answer_of_unknown_length_are_read_whole(origin: Origin):
    chunks = b"Transfer-Encoding: chunked\r\n\r\n2\r\now\r\n2\r\nls\r\n0\r\n\r\n"
    origin.answers = [ENDLESS + chunks, ENDLESS + b"\r\nowls", said(body=b"o" * 2_000_000, **TEXT)]
    assert [len(get(origin).body) for _ in range(3)] == [4, 4, 2_000_000]


@pytest.mark.parametrize(
    "answer",
    [
        said(body=b"owls", Content_Type="text/plain", Content_Length="5"),
        ENDLESS + b"Transfer-Encoding: chunked\r\n\r\n5\r\now",
        ENDLESS + b"Transfer-Encoding: chunked\r\n\r\nox\r\now",
        b"",
        b"owls\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200,
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000,
    ],
    ids=["cut", "cut in a chunk", "no chunk", "nothing", "no HTTP", "many headers", "a long header"],
)
def test_an_answer_that_is_not_whole_is_none(origin: Origin, answer: bytes):
    origin.answers = [answer]
    assert failure(origin) == "doi.org broke off before the end of its answer"


def test_an_answer_of_unknown_length_that_is_torn_off_is_none(origin: Origin):
    """TLS says whether the end is the end: someone in between could have cut the line."""

    def tear(connection: ssl.SSLSocket) -> None:
        connection.sendall(ENDLESS + b"\r\now")
        socket.socket(fileno=connection.detach()).close()

    origin.answers = [tear]
    assert failure(origin) == "doi.org broke off before the end of its answer"


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Content_Type": "application/pdf; x=y"}, "answered with application/pdf, which was not asked for"),
        ({"Content_Type": "text/html-ish"}, "answered with text/html-ish, which was not asked for"),
        ({**TEXT, "Content_Encoding": "gzip"}, "packed its answer, which was not asked for"),
    ],
)
def test_what_was_not_asked_for_is_not_read(origin: Origin, headers: dict[str, str], why: str):
    origin.answers = [said(body=b"owls", **headers)]
    assert failure(origin) == f"doi.org {why}"


@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        (said("404 Not Found", b"no owls", Content_Type="text/html"), Answer("doi.org", 404, b"")),
        (said("400 Bad Request", b"bad owls", Content_Type="text/html"), Answer("doi.org", 400, b"bad owls")),
        (said("429 Too Many Requests", retry_after="120"), Answer("doi.org", 429, b"", wait=120)),
        (said("503 Unavailable", retry_after="999999"), Answer("doi.org", 503, b"", wait=3600)),
        (said("503 Unavailable", retry_after="Wed, 21 Oct 2026 07:28:00 GMT"), Answer("doi.org", 503, b"")),
        (said("302 Found"), Answer("doi.org", 302, b"")),
    ],
)
def test_other_answers_are_for_the_caller(origin: Origin, answer: bytes, heard: Answer):
    origin.answers = [answer]
    assert get(origin) == heard


BITS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.0 -1\r\n", b"Location: /x\r\n", b"Location: //[\r\n",
        b"Content-Type: text/plain\r\n", b"Content-Length: -1\r\n", b"Content-Length: 3\r\n", b"Retry-After: \xb2\r\n",
        b"Transfer-Encoding: chunked\r\n", b"\r\n", b"\n", b"3\r\nowl\r\n", b"-1\r\n", b"0\r\n\r\n", b"\0", b"\xff", b"owl", b": ",
    ]
)  # fmt: skip


def test_whatever_is_sent_is_an_answer_or_a_failure_in_words(origin: Origin):
    @given(st.one_of(st.binary(max_size=100), st.lists(BITS, max_size=12).map(b"".join)))
    def ask(sent: bytes) -> None:
        origin.answers = [sent]
        try:
            assert get(origin).host == "doi.org"
        except FetchFailed as error:
            assert str(error).startswith("doi.org ")

    ask()
