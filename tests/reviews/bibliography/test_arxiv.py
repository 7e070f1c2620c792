"""A paper out of arXiv's feed, and arXiv's ways of saying that there is none."""

import pytest

from reviews.bibliography import Reference, UnreadableReference, read_feed

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:arxiv="http://arxiv.org/schemas/atom">\n<title>arXiv Query</title><id>http://arxiv.org/api/x</id>'
)
ENTRY = """
<entry>
  <id>http://arxiv.org/abs/2602.15763v2</id>
  <updated>2026-03-01T00:00:00Z</updated>
  <published>2025-12-31T00:00:00Z</published>
  <title>Owls:
  A Model</title>
  <summary>  We listen to
owls &amp; mice.

  They hoot.
</summary>
  <author><name>Ada Ray</name><arxiv:affiliation>Owlry</arxiv:affiliation></author>
  <author><name>Bo
   Lind</name></author>
  <author/>
  <arxiv:doi>10.1000/owls</arxiv:doi>
  <arxiv:journal_ref>Owl Letters 7 (2026)</arxiv:journal_ref>
  <link href="http://arxiv.org/abs/2602.15763v2" rel="alternate"/>
  <category term="cs.SD"/>
</entry>"""


def feed(*entries: str) -> bytes:
    return f"{HEAD}{''.join(entries)}</feed>".encode()


def refusal(document: bytes) -> str:
    """What is said of a feed without the paper."""
    with pytest.raises(UnreadableReference) as refused:
        read_feed(document, "2602.15763")
    return str(refused.value)


def test_an_entry_gives_every_field_and_the_version_that_arxiv_gave():
    assert read_feed(feed(ENTRY), "2602.15763") == Reference(
        title="Owls: A Model",
        authors=("Ada Ray", "Bo Lind"),
        arxiv_id="2602.15763",
        version="v2",
        doi="10.1000/owls",
        url="https://arxiv.org/abs/2602.15763",
        abstract="We listen to owls & mice.\n\nThey hoot.",
        year=2025,
    )


def test_an_old_id_and_an_entry_without_a_doi():
    entry = "<entry><id>https://arxiv.org/abs/hep-th/9901001v1</id><title>Error</title></entry>"
    assert read_feed(feed(entry), "hep-th/9901001") == Reference(
        title="Error", arxiv_id="hep-th/9901001", version="v1", url="https://arxiv.org/abs/hep-th/9901001"
    )


def test_no_entry_is_no_paper():
    assert refusal(feed()) == "arXiv has no paper 2602.15763."


@pytest.mark.parametrize(
    "entry",
    ["<entry/>", "<entry><id>http://arxiv.org/abs/2602.15763</id></entry>", "<entry><title>Owls</title></entry>"],
)
def test_an_entry_without_its_title_or_id_is_no_paper(entry: str):
    assert refusal(feed(entry)) == "arXiv has no paper 2602.15763."


def test_an_error_feed_is_given_in_its_words():
    entry = (
        "<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_26</id><title>Error</title>"
        "<summary>incorrect id\n format for 26</summary></entry>"
    )
    assert refusal(feed(entry)) == "arXiv answered about 2602.15763: incorrect id format for 26."
    assert refusal(feed("<entry><title>Error</title></entry>")) == "arXiv answered about 2602.15763: Error."


BOMB = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (b"", "line 1, character 1."),
        (b"Rate exceeded.", "line 1, character 1."),
        (feed(ENTRY)[:-20], "line 22, character 3."),
        (f'<!DOCTYPE feed [<!ENTITY l0 "lol">{BOMB}]><feed>&l9;</feed>'.encode(), "it has a document type."),
        (b'<!DOCTYPE feed SYSTEM "https://example.org/x.dtd"><feed/>', "it has a document type."),
        (b'<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>', "it has a document type."),
        (b"<feed>&x;</feed>", "line 1, character 7."),
        (b"<a>" * 100_000, "it is nested deeper than 50 levels."),
        (feed("\xff").replace(b"\xc3\xbf", b"\xff"), "line 3, character 58."),
    ],
)
def test_what_is_no_feed_is_refused_before_it_does_harm(document: bytes, why: str):
    assert refusal(document) == f"arXiv's answer is no feed that can be read: {why}"


def test_an_encoding_that_the_document_names_is_not_looked_for():
    document = feed(ENTRY).replace(b"UTF-8", b"idna")
    assert read_feed(document, "2602.15763").authors == ("Ada Ray", "Bo Lind")


@pytest.mark.parametrize("document", [b"<html/>", b"<feed/>", b'<entry xmlns="http://www.w3.org/2005/Atom"/>'])
def test_other_xml_is_no_feed(document: bytes):
    assert refusal(document) == "arXiv's answer is no feed that can be read."
