"""A citation as a sentence, BibTeX, CSL-JSON and RIS, whatever the title is."""

import json
import re

from hypothesis import example, given
from hypothesis import strategies as st

from collation.publish.document.cite import Citation, cite, marked_by, named, reviewers, unnamed
from collation.publish.document.parse import thaw
from reviews.bibliography.bibtex import read_bibtex
from reviews.domain.conclusions import conclude
from reviews.domain.marks import place_mark, say_support
from tests.factories import UserFactory, agree

ADDRESS = "https://owls.example/p/owl-2/v2/"
CAVEATS = (
    "1 of 3 cells marked, 2 suggested and marked by nobody. A verdict says what a respondent answers, not whether it is "
    "true. Ada saw the abstract only."
)
HOSTILE = "100% } of {\\input{x}} & $y_1^2$ #~ \"quoted\" 'so'\r\nTY  - BOOK\nER  - \u2028@misc{x, title={no}}"
"""Braces, percent, quotes and lines, as somebody may paste them."""


def numbered(document: dict) -> dict:
    document["publication"] |= {"number": 2, "published_at": "2026-03-01T10:00:00+00:00"}
    return document


def cited(document: dict, **more: str) -> Citation:
    return cite(document, thaw(document), **{"sha256": "", **more})


def fields(bibtex: str) -> dict[str, str]:
    """The fields of one BibTeX entry, read as BibTeX does: it counts braces, also those behind a backslash."""
    opening = re.match(r"@misc\{([a-z0-9-]+),", bibtex)
    at, found = opening.end(), {"": opening[1]}
    while begun := re.compile(r"\s*([a-z]+) = \{").match(bibtex, at):
        depth, at = 1, begun.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(bibtex[at], 0)
            at += 1
        found[begun[1]] = bibtex[begun.end() : at - 1]
        assert bibtex[at] == ","
        at += 1
    assert bibtex[at:].strip() == "}", "nothing follows the entry"
    return found


def records(ris: str) -> list[list[tuple[str, str]]]:
    """The records of a RIS file: a line for each tag, from TY to ER."""
    found: list[list[tuple[str, str]]] = []
    for line in ris.split("\r\n")[:-1]:
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()
        assert (tag == "TY") == (not found or found[-1][-1][0] == "ER")
        if tag == "TY":
            found.append([])
        found[-1].append((tag, value))
    return found


def test_a_version_is_cited_with_its_caveats_address_date_and_hash(comparison, ada, safe, bob, drafted):
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    agree(comparison, bob)
    citation = cited(numbered(drafted()), sha256="a1" * 32, url=ADDRESS)
    about = "A comparison of Ada on “Owl-2”."
    assert citation.text == f"Bob. Owls. Version 2, 1 March 2026. {about} {CAVEATS} {ADDRESS} SHA-256 a1a1a1a1a1a1a1a1."
    note = f"Version 2. {about} {CAVEATS} SHA-256 {'a1' * 32}."
    assert fields(citation.bibtex) == {
        "": "owl-2-v2",
        "title": "{Owls}",
        "author": "{Bob}",
        "year": "2026",
        "month": "3",
        "note": note,
        "url": ADDRESS,
    }
    assert json.loads(citation.csl) == [
        {
            "id": "owl-2-v2",
            "type": "webpage",
            "title": "Owls",
            "author": [{"literal": "Bob"}],
            "issued": {"date-parts": [[2026, 3, 1]]},
            "version": "2",
            "note": note,
            "URL": ADDRESS,
        }
    ]
    assert records(citation.ris) == [
        [
            *[("TY", "ELEC"), ("ID", "owl-2-v2"), ("TI", "Owls"), ("AU", "Bob"), ("PY", "2026"), ("DA", "2026/03/01")],
            *[("N1", note), ("UR", ADDRESS), ("ER", "")],
        ]
    ]


def test_numbered_reviewers_are_no_authors_and_a_draft_says_what_it_is(comparison, ada, safe, bob, drafted):
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    citation = cited(drafted(title="Owls?"))
    assert citation.text == f"Owls? Not published yet. A comparison of Ada on “Owl-2”. {CAVEATS}"
    assert fields(citation.bibtex).keys() == {"", "title", "note"}
    assert json.loads(citation.csl)[0].keys() == {"id", "type", "title", "note"}
    assert [tag for tag, _ in records(citation.ris)[0]] == ["TY", "ID", "TI", "N1", "ER"]


def test_caveats_are_only_those_that_are_so(cleo, drafted):
    document = drafted()
    for each in document["respondents"]:
        each["evidence_basis"] = {"value": "full_paper", "quote": ""}
    for transcript in document["transcripts"][:2]:
        transcript["vendor"] = "Anthropic"
    assert cited(document).caveats[2:] == (
        "Ada and Bert are of one model family, Claude.",
        "Models may share training data.",
    )
    document["transcripts"][1]["vendor"] = "OpenAI"
    assert cited(document).caveats[2:] == ("Models may share training data.",)
    document["respondents"][2]["evidence_basis"] = {"value": "unknown", "quote": ""}
    assert cited(document).caveats[3:] == ("What Cleo could read is not stated.",)


def test_no_title_can_break_out_of_its_field_and_programs_read_what_people_do(ada, drafted):
    document = numbered(drafted())

    @given(st.text(max_size=40))
    @example(HOSTILE)
    def holds(title: str) -> None:
        document["publication"]["title"] = f"Owls {title}"
        citation = cited(document, url=ADDRESS)
        told = fields(citation.bibtex)
        assert told.keys() == {"", "title", "year", "month", "note", "url"}
        (item,) = json.loads(citation.csl)
        assert item["title"] == citation.title
        (record,) = records(citation.ris)
        assert dict(record)["TI"] == citation.title
        assert [tag for tag, _ in record] == ["TY", "ID", "TI", "PY", "DA", "N1", "UR", "ER"]

    holds()
    document["publication"]["title"] = HOSTILE
    citation = cited(document)
    assert citation.title == " ".join(HOSTILE.split())
    assert read_bibtex(citation.bibtex).title == citation.title


def test_reviewers_are_those_who_marked_each_once_in_the_order_of_the_page(comparison, ada, safe, alice, bob, drafted):
    works = comparison.questions.get(key="works")
    for question, by in ((safe, alice), (safe, bob), (works, bob)):
        place_mark(question=question, transcript=ada, by=by, value="no")
    agree(comparison, alice, bob)
    assert reviewers(drafted()) == named(drafted()) == ["Bob", "Alice"]


def test_who_did_not_agree_is_one_of_the_others(comparison, ada, safe, alice, bob, drafted):
    for by in (bob, alice):
        place_mark(question=safe, transcript=ada, by=by, value="no")
    agree(comparison, alice)
    assert (reviewers(drafted()), named(drafted())) == (["Reviewer 1", "Alice"], ["Alice"])
    citation = cited(drafted())
    assert citation.text.startswith("Alice and others. Owls. ")
    assert fields(citation.bibtex)["author"] == "{Alice} and others"
    assert citation.authors == ("Alice",)


def test_who_marked_is_said_with_those_who_are_not_named(comparison, ada, bert, safe, alice, bob, drafted):
    assert marked_by(drafted()) == "nobody yet"
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    assert marked_by(drafted()) == "1 reviewer"
    agree(comparison, bob)
    assert marked_by(drafted()) == "Bob"
    dana = UserFactory(name="Dana")
    for person in (alice, dana):
        place_mark(question=safe, transcript=bert, by=person, value="yes")
    assert marked_by(drafted()) == "Bob and two reviewers who have not agreed to be named"
    agree(comparison, dana)
    assert marked_by(drafted()) == "Bob, Dana and Reviewer 2, who has not agreed to be named"


def test_whoever_decided_something_is_numbered_until_they_agree(comparison, ada, bert, safe, alice, bob, drafted):
    say_support(question=safe, transcript=ada, by=bob, value="supported")
    conclude(question=safe, by=alice, answer="It is.")
    assert unnamed(drafted()) == ["Reviewer 1", "Reviewer 2"]
    agree(comparison, bob)
    assert unnamed(drafted()) == ["Reviewer 2"]


def test_documents_of_earlier_releases_name_all_or_none(comparison, ada, safe, bob, drafted):
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    document = drafted()
    assert (document["publication"]["named"], named(document)) == (False, [])
    document["publication"]["named"] = True
    assert named(document) == ["Reviewer 1"]


def test_a_slug_without_a_letter_has_a_key_all_the_same(ada, drafted):
    document = drafted()
    document["publication"]["slug"] = "_"
    assert cited(document).key == "comparison-v0"
