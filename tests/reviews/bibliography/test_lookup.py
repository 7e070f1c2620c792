"""What is learnt of a paper from arXiv and the registries of DOIs, and what is said when nothing is."""

import json
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache

from reviews.bibliography import Reference, lookup, read_reference
from reviews.bibliography.fetch import fetch
from reviews.bibliography.lookup import Completed, LookupFailed, complete, fetch_pdf, look_up
from tests.origin import Origin, said

ATOM = {"Content_Type": "application/atom+xml; charset=utf-8"}
CSL = {"Content_Type": "application/vnd.citationstyles.csl+json"}
PDF = {"Content_Type": "application/pdf"}


def feed(entry: str) -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>{entry}</feed>'.encode()


OWLS = feed(
    "<entry><id>http://arxiv.org/abs/2602.15763v2</id><title>Owls</title><summary>We listen.</summary>"
    "<published>2026-02-11T00:00:00Z</published><author><name>Ada Ray</name></author></entry>"
)
OWLS_ON_ARXIV = Reference(
    title="Owls",
    authors=("Ada Ray",),
    arxiv_id="2602.15763",
    version="v2",
    url="https://arxiv.org/abs/2602.15763",
    abstract="We listen.",
    year=2026,
)
MICE = json.dumps({"title": "Mice", "DOI": "10.1000/MICE(1)", "author": [{"family": "Lind", "given": "Bo"}]}).encode()
MICE_AT_REGISTRY = Reference(
    title="Mice", authors=("Bo Lind",), doi="10.1000/mice(1)", url="https://doi.org/10.1000/MICE(1)"
)


@pytest.fixture(autouse=True)
def _asks_this_machine(origin: Origin, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PAPER_LOOKUP = True
    monkeypatch.setattr(lookup, "fetch", partial(fetch, wire=origin.wire))


def asked(origin: Origin) -> list[str]:
    """What was asked, and of whom."""
    heads = [request.split("\r\n") for request in origin.requests]
    return [f"{host.removeprefix('Host: ')}{line.split(' ')[1]}" for line, host, *_ in heads]


def failure(text: str) -> str:
    """Why nothing is learnt of the paper that a text names."""
    with pytest.raises(LookupFailed) as failed:
        look_up(read_reference(text))
    return str(failed.value)


def pause() -> None:
    """Time goes by, and arXiv may be asked again."""
    cache.delete("arxiv-turn")


def test_a_paper_on_arxiv_is_looked_up_there_once_a_day(origin: Origin):
    origin.answers = [said(body=OWLS, **ATOM)]
    assert look_up(read_reference("arXiv:2602.15763")) == OWLS_ON_ARXIV
    assert look_up(read_reference("https://arxiv.org/pdf/2602.15763")) == OWLS_ON_ARXIV
    assert asked(origin) == ["export.arxiv.org/api/query?id_list=2602.15763&max_results=1"]
    assert "User-Agent: Triangulate/0.1.0\r\nAccept: application/atom+xml, " in origin.requests[0]


def test_a_version_and_an_old_id_are_asked_for_as_such(origin: Origin):
    origin.answers = [said(body=OWLS, **ATOM), said(body=OWLS, **ATOM)]
    look_up(read_reference("2602.15763v1"))
    pause()
    look_up(read_reference("hep-th/9901001v2"))
    assert asked(origin) == [
        "export.arxiv.org/api/query?id_list=2602.15763v1&max_results=1",
        "export.arxiv.org/api/query?id_list=hep-th/9901001v2&max_results=1",
    ]


def test_a_doi_that_is_known_stays_known(origin: Origin):
    origin.answers = [said(body=OWLS, **ATOM)]
    asked_for = read_reference("https://doi.org/10.48550/arXiv.2602.15763")
    assert look_up(asked_for).doi == "10.48550/arXiv.2602.15763"
    assert asked(origin) == ["export.arxiv.org/api/query?id_list=2602.15763&max_results=1"]


@pytest.mark.parametrize(
    "registry",
    [
        "https://api.crossref.org/v1/works/10.1000%2Fmice%281%29/transform",
        "https://data.crosscite.org/10.1000%2Fmice%281%29",
        "https://data.datacite.org/10.1000%2Fmice%281%29",
    ],
)
def test_a_doi_is_looked_up_at_the_registry_that_doi_org_leads_to(origin: Origin, registry: str):
    origin.answers = [said("302 Found", location=registry), said(body=MICE, **CSL)]
    assert look_up(read_reference("doi:10.1000/mice(1)")) == MICE_AT_REGISTRY
    assert look_up(read_reference("10.1000/MICE(1)")).title == "Mice"
    assert asked(origin) == ["doi.org/10.1000/mice%281%29", registry.removeprefix("https://")]
    assert "Accept: application/vnd.citationstyles.csl+json, application/json\r\n" in origin.requests[1]


def test_arxiv_is_asked_at_most_once_in_three_seconds_and_doi_org_as_often_as_needed(origin: Origin):
    origin.answers = [said(body=OWLS, **ATOM), said(body=MICE, **CSL), said(body=b"%PDF-1.7", **PDF)]
    look_up(read_reference("2602.15763"))
    wait = "arXiv was asked a moment ago, and wants time between requests: try again in a few seconds."
    assert failure("2602.15764") == wait
    with pytest.raises(LookupFailed, match=wait):
        fetch_pdf("2602.15763")
    assert look_up(read_reference("10.1000/mice(1)")) == MICE_AT_REGISTRY
    pause()
    assert fetch_pdf("2602.15763", "v2") == b"%PDF-1.7"
    assert asked(origin)[-1] == "export.arxiv.org/pdf/2602.15763v2"
    assert len(origin.requests) == 3


def test_a_paper_without_an_id_is_not_looked_up(origin: Origin):
    why = "Only a paper with an arXiv id or a DOI can be looked up: fill the fields in by hand."
    assert failure("https://example.org/owls") == why
    assert origin.questions == []


def test_what_is_not_found_stays_as_it_was_given(origin: Origin):
    origin.answers = [said(body=OWLS, **ATOM), said("404 Not Found")]
    given = Reference(title="Old Owls", authors=("A. Ray",), arxiv_id="2602.15763", doi="10.1000/owls")
    assert complete(given) == Completed(replace(OWLS_ON_ARXIV, doi="10.1000/owls"))
    mice = Reference(title="Mice", doi="10.1000/mice(1)")
    assert complete(mice) == Completed(mice, "doi.org has no paper 10.1000/mice(1).")


def test_a_title_alone_is_complete(origin: Origin):
    assert complete(Reference(title="Owls")) == Completed(Reference(title="Owls"))
    why = "Only a paper with an arXiv id or a DOI can be looked up: fill the fields in by hand."
    assert complete(Reference(url="https://example.org/")) == Completed(Reference(url="https://example.org/"), why)
    assert origin.questions == []


def test_nobody_is_asked_where_that_is_switched_off(origin: Origin, settings: Any):
    settings.PAPER_LOOKUP = False
    off = "Looking papers up is switched off here: fill the fields in by hand."
    for _ in range(2):
        assert failure("2602.15763") == off
        assert failure("10.1000/mice(1)") == off
    with pytest.raises(LookupFailed, match="switched off here: download it yourself, and give the file"):
        fetch_pdf("2602.15763")
    assert origin.questions == []


ERROR = feed(
    "<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_2602.15763</id><title>Error</title>"
    "<summary>incorrect id format for 2602.15763</summary></entry>"
)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (said(body=feed(""), **ATOM), "arXiv has no paper 2602.15763."),
        (
            said("400 Bad Request", ERROR, **ATOM),
            "arXiv answered about 2602.15763: incorrect id format for 2602.15763.",
        ),
        (
            said("400 Bad Request", b"Bad"),
            "arXiv's answer is no feed that can be read: line 1, character 1.",
        ),
        (
            said(body=b"<!DOCTYPE feed [<!ENTITY x 'y'>]><feed>&x;</feed>", **ATOM),
            "arXiv's answer is no feed that can be read: it has a document type.",
        ),
        (
            said(body=b"Rate exceeded.", Content_Type="text/plain"),
            "export.arxiv.org answered with text/plain, which was not asked for: fill the fields in by hand.",
        ),
        (said("404 Not Found"), "export.arxiv.org has no paper 2602.15763."),
        (
            said("429 Too Many Requests", Retry_After="120"),
            "export.arxiv.org is too busy: try again in 120 seconds, or fill the fields in by hand.",
        ),
        (
            said("429 Too Many Requests"),
            "export.arxiv.org is too busy: try again in 60 seconds, or fill the fields in by hand.",
        ),
        (
            said("503 Service Unavailable", Retry_After="1800"),
            "export.arxiv.org is too busy: try again in 1,800 seconds, or fill the fields in by hand.",
        ),
        (
            said("500 Internal Server Error", b"<html>"),
            "export.arxiv.org answered with an error (500): fill the fields in by hand.",
        ),
        (
            said("302 Found", location="https://example.org/"),
            "export.arxiv.org leads to example.org, which is never asked: fill the fields in by hand.",
        ),
        (
            said(body=OWLS, Content_Type="application/atom+xml", Content_Length="2000001"),
            "export.arxiv.org sent more than 2 MB: fill the fields in by hand.",
        ),
        (
            said(body=OWLS, Content_Type="application/atom+xml", Content_Length="9999"),
            "export.arxiv.org broke off before the end of its answer: fill the fields in by hand.",
        ),
    ],
)
def test_each_failure_is_a_sentence_and_nothing_is_kept_of_it(origin: Origin, answer: bytes, why: str):
    origin.answers = [answer, said(body=OWLS, **ATOM)]
    assert failure("2602.15763") == why
    pause()
    assert look_up(read_reference("2602.15763")) == OWLS_ON_ARXIV


def test_an_arxiv_that_wants_to_be_left_alone_is_left_alone(origin: Origin, monkeypatch: pytest.MonkeyPatch):
    left_alone: list[int] = []
    keep = cache.set
    monkeypatch.setattr(cache, "set", lambda key, value, wait: (left_alone.append(wait), keep(key, value, wait)))
    origin.answers = [said("429 Too Many Requests", Retry_After="120")]
    failure("2602.15763")
    assert failure("2602.15764") == "arXiv is too busy, and asked to be left alone for a while: try again later."
    assert (left_alone, len(origin.requests)) == ([120], 1)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (said("404 Not Found"), "doi.org has no paper 10.1000/mice(1)."),
        (said(body=b"{", **CSL), "What doi.org says of 10.1000/mice(1) cannot be read: fill the fields in by hand."),
        (said(body=b"\xff", **CSL), "What doi.org says of 10.1000/mice(1) cannot be read: fill the fields in by hand."),
        (said("400 Bad Request", b"{}"), "doi.org answered with an error (400): fill the fields in by hand."),
        (
            said("302 Found", location="https://publisher.example/mice"),
            "doi.org leads to publisher.example, which is never asked: fill the fields in by hand.",
        ),
    ],
)
def test_what_doi_org_fails_at_is_a_sentence(origin: Origin, answer: bytes, why: str):
    origin.answers = [answer]
    assert failure("10.1000/mice(1)") == why


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (
            said(body=b"<html>", **PDF),
            "What arXiv sent as the PDF of 2602.15763v9 is none: download it yourself, and give the file.",
        ),
        (
            said(body=b"%PDF-1.7", Content_Type="text/html"),
            "export.arxiv.org answered with text/html, which was not asked for: download it yourself, and give the file.",
        ),
        (said("404 Not Found"), "export.arxiv.org has no PDF of 2602.15763v9."),
        (
            said(body=b"%PDF-", Content_Type="application/pdf", Content_Length="50000001"),
            "export.arxiv.org sent more than 50 MB: download it yourself, and give the file.",
        ),
    ],
)
def test_what_is_no_pdf_is_refused(origin: Origin, answer: bytes, why: str):
    origin.answers = [answer]
    with pytest.raises(LookupFailed) as failed:
        fetch_pdf("2602.15763", "v9")
    assert str(failed.value) == why


def test_a_host_that_cannot_be_reached_or_is_private_is_said(origin: Origin):
    origin.names = {"export.arxiv.org": [[]], "doi.org": [["127.0.0.1"]]}
    assert failure("2602.15763") == "export.arxiv.org could not be reached: fill the fields in by hand."
    assert failure("10.1000/x") == (
        "doi.org resolves to an address that is not on the public internet: fill the fields in by hand."
    )
    assert origin.reached == []
