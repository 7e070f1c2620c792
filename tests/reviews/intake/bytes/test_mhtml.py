"""Pages saved as a single file."""

from base64 import b64encode
from quopri import encodestring

import pytest

from reviews.intake.parse import conversations
from tests.reviews.intake.exports.reading import read, talk

PAGE = (
    "<html><head><title>Bees</title></head><body><nav>Wasps</nav>"
    '<div data-message-author-role="user">Why do bees hum – always?</div>'
    '<div data-message-author-role="assistant"><p>Their <b>wings</b> beat.</p></div></body></html>'
).encode()
HEAD = (
    b"From: <Saved by Blink>\nSnapshot-Content-Location: https://chatgpt.com/c/1-2\nSubject: Bees\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----Mark--1----"\n\n\n'
)


def single_file(body: bytes, encoding: str, *, before: bytes = b"") -> bytes:
    part = b"------Mark--1----\nContent-Type: text/html\nContent-Transfer-Encoding: %b\n\n" % encoding.encode()
    style = b"\n------Mark--1----\nContent-Type: text/css\n\nb { color: red }\n------Mark--1------\n"
    return HEAD + before + part + body + style


ENCODED = {"quoted-printable": encodestring(PAGE), "base64": b64encode(PAGE), "binary": PAGE}


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_the_page_is_read_as_one_saved_with_its_files(encoding, ending):
    parsed = read(single_file(ENCODED[encoding], encoding).replace(b"\n", ending))
    (voice,) = parsed.voices
    assert talk(parsed) == [("Why do bees hum – always?", "Their **wings** beat.")]
    assert (parsed.format, parsed.title, voice.name, voice.link) == (
        "saved_page", "Bees", "ChatGPT", "https://chatgpt.com/c/1-2",
    )  # fmt: skip


def test_a_part_before_the_page_is_passed_over():
    style = b"------Mark--1----\nContent-Type: text/css\n\nb { color: red }\n"
    assert talk(read(single_file(PAGE, "binary", before=style)))[0][0] == "Why do bees hum – always?"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        b"From: alice\nSubject: bees\n\nThey hum.",
        HEAD + b"They hum.",
        b"Note: multipart/related; boundary=x\n\n--x\n\nThey hum.",
        single_file(PAGE, "binary").replace(b"text/html\nC", b"text/plain\nC"),
        b"a:\n" * 30_000,
    ],
)
def test_what_holds_no_page_is_text(text):
    assert read(text).text.startswith(text[:4].decode())
    assert conversations(text) == ()
