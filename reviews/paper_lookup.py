"""What others know of a paper: arXiv of its own, the registries of DOIs of the rest. Nobody else is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from hashlib import sha256
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache

from reviews.bibliography import Reference, UnreadableReference, read_csl, read_feed
from reviews.fetching import BAD_REQUEST, GONE, NOT_FOUND, OK, TOO_MANY, Answer, FetchFailed, fetch
from reviews.paper_ids import PaperIds
from reviews.refusal import Refused

ARXIV = "export.arxiv.org"
HOSTS = (
    ARXIV,
    "arxiv.org",
    "doi.org",  # which leads to the registry of the DOI:
    "api.crossref.org",
    "data.crosscite.org",
    "data.datacite.org",
    "api.datacite.org",
)
FEED = ("application/atom+xml", "application/xml", "text/xml")
CSL = ("application/vnd.citationstyles.csl+json", "application/json")
PDF = ("application/pdf",)
MOST_METADATA, METADATA_SECONDS = 2_000_000, 10
MOST_PDF, PDF_SECONDS = 50_000_000, 60

KEPT_SECONDS = 24 * 60 * 60
TURN_SECONDS = 3
"""arXiv asks for at most one request in so many seconds (its API's Terms of Use)."""

BY_HAND = "fill the fields in by hand"
_TURN = "arxiv-turn"


class LookupFailed(Refused):
    """Nothing was learnt; the message is one sentence in plain words."""


def look_up(asked: Reference | PaperIds) -> Reference:
    """What arXiv says of a paper with an arXiv id, what its registry says of one with a DOI. Kept for a day.

    Raises LookupFailed.
    """
    if asked.arxiv_id:
        name = f"{asked.arxiv_id}{asked.version}"
        found = _kept(f"arxiv:{name}", lambda: _from_arxiv(name))
    elif asked.doi:
        found = _kept(f"doi:{asked.doi.lower()}", lambda: _from_registry(asked.doi))
    else:
        raise LookupFailed(f"Only a paper with an arXiv id or a DOI can be looked up: {BY_HAND}.")
    return replace(found, doi=asked.doi or found.doi)


def fetch_pdf(arxiv_id: str, version: str = "") -> bytes:
    """The PDF of a paper on arXiv, of at most MOST_PDF bytes. Raises LookupFailed."""
    name = f"{arxiv_id}{version}"
    _take_turn()
    answer = _ask(f"https://{ARXIV}/pdf/{quote(name)}", PDF, f"PDF of {name}", most=MOST_PDF, seconds=PDF_SECONDS)
    if not answer.body.startswith(b"%PDF-"):
        raise LookupFailed(f"What arXiv sent for {name} is no PDF: download it by hand.")
    return answer.body


def _kept(name: str, read: Callable[[], Reference]) -> Reference:
    """What was read under a name in the last day; what is read now, where nothing was."""
    key = f"paper:{sha256(name.encode()).hexdigest()}"
    if (kept := cache.get(key)) is not None:
        return Reference(**kept)
    found = read()
    cache.set(key, asdict(found), KEPT_SECONDS)
    return found


def _from_arxiv(name: str) -> Reference:
    _take_turn()
    answer = _ask(f"https://{ARXIV}/api/query?id_list={quote(name)}&max_results=1", FEED, f"paper {name}")
    try:
        return read_feed(answer.body, name)
    except UnreadableReference as error:
        raise LookupFailed(str(error)) from error


def _from_registry(doi: str) -> Reference:
    answer = _ask(f"https://doi.org/{quote(doi)}", CSL, f"paper {doi}")
    try:
        return read_csl(answer.body.decode())
    except ValueError as error:
        raise LookupFailed(f"What {answer.host} says of {doi} cannot be read: {BY_HAND}.") from error


def _take_turn() -> None:
    """Raises LookupFailed where arXiv was asked a moment ago, or wants to be left alone."""
    if settings.PAPER_LOOKUP and not cache.add(_TURN, True, TURN_SECONDS):
        raise LookupFailed("arXiv was asked a moment ago, and wants time between requests: try again in a few seconds.")


def _ask(
    url: str, accept: tuple[str, ...], what: str, *, most: int = MOST_METADATA, seconds: int = METADATA_SECONDS
) -> Answer:
    """The document at an address, or arXiv's words about a bad request. Raises LookupFailed for all else."""
    if not settings.PAPER_LOOKUP:
        raise LookupFailed(f"Looking papers up is switched off here: {BY_HAND}.")
    agent = f"Triangulate/{settings.PROJECT['version']}"
    try:
        answer = fetch(url, hosts=HOSTS, accept=accept, agent=agent, most=most, seconds=seconds)
    except FetchFailed as error:
        raise LookupFailed(f"{error}: {BY_HAND}.") from error
    if answer.status == OK or (answer.status == BAD_REQUEST and accept == FEED):
        return answer
    if answer.status in (NOT_FOUND, GONE):
        raise LookupFailed(f"{answer.host} has no {what}.")
    if answer.status == TOO_MANY or answer.wait:
        wait = answer.wait or 60
        if answer.host == ARXIV:
            cache.set(_TURN, True, wait)
        raise LookupFailed(f"{answer.host} is too busy: try again in {wait:,} seconds, or {BY_HAND}.")
    raise LookupFailed(f"{answer.host} answered with an error ({answer.status}): {BY_HAND}.")
