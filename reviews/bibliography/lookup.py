"""Look papers up at arXiv and the registries of DOIs, nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache

from reviews.bibliography import Reference, UnreadableReference, read_csl, read_feed
from reviews.bibliography.fetch import Answer, FetchFailed, fetch
from reviews.refusal import Refused

ARXIV = "export.arxiv.org"
HOSTS = (
    ARXIV,
    "arxiv.org",
    "doi.org",  # which leads to the registry of the DOI:
    "api.crossref.org",
    "data.crossref.org",
    "data.crosscite.org",
    "data.datacite.org",
    "api.datacite.org",
    "data.medra.org",
)


@dataclass(frozen=True)
class RequestedDocument:
    """A kind of document to ask for: its media types, and limits.

    `most` is in bytes, `seconds` is the time limit, and `otherwise` is what a person can do if it fails.
    """

    accept: tuple[str, ...]
    most: int = 2_000_000
    seconds: int = 10
    otherwise: str = "fill the fields in by hand"


FEED = RequestedDocument(("application/atom+xml", "application/xml", "text/xml"))
CSL = RequestedDocument(("application/vnd.citationstyles.csl+json", "application/json"))
PDF = RequestedDocument(
    ("application/pdf",), most=50_000_000, seconds=60, otherwise="download it yourself, and give the file"
)

KEPT_SECONDS = 24 * 60 * 60
TURN_SECONDS = 3
"""The pause between two requests to arXiv.

Its API's Terms of Use ask for it.
"""

ASKED_JUST_NOW = "arXiv was asked a moment ago, and wants time between requests: try again in a few seconds."
TOO_BUSY = "arXiv is too busy, and asked to be left alone for a while: try again later."
_TURN = "arxiv-turn"
"""The cache key of the reason why arXiv cannot be asked now."""


class LookupFailed(Refused):
    """Nothing was found; the message says why in a sentence."""


@dataclass(frozen=True)
class Completed:
    """The result of a look-up.

    `failure` is the reason why nothing was found; then `reference` is as it was given.
    """

    reference: Reference
    failure: str = ""


def complete(given: Reference) -> Completed:
    """Look a paper up; fields that are not found stay as given.

    Nobody is asked about a paper that has a title but neither an arXiv id nor a DOI.
    """
    if given.title and not (given.arxiv_id or given.doi):
        return Completed(given)
    try:
        found = look_up(given)
    except LookupFailed as failed:
        return Completed(given, str(failed))
    return Completed(replace(given, **{name: value for name, value in asdict(found).items() if value}))


def look_up(asked: Reference) -> Reference:
    """What arXiv or the DOI's registry knows of a paper.

    arXiv is asked if the paper has an arXiv id. The answer is cached for a day. Raises LookupFailed.
    """
    if asked.arxiv_id:
        name = f"{asked.arxiv_id}{asked.version}"
        reference = _kept(f"arxiv:{name}", lambda: _from_arxiv(name))
    elif asked.doi:
        reference = _kept(f"doi:{asked.doi.lower()}", lambda: _from_registry(asked.doi))
    else:
        raise LookupFailed(f"Only a paper with an arXiv id or a DOI can be looked up: {CSL.otherwise}.")
    return replace(reference, doi=asked.doi or reference.doi)


def fetch_pdf(arxiv_id: str, version: str = "") -> bytes:
    """The PDF of a paper on arXiv, of at most 50 MB.

    Raises LookupFailed.
    """
    name = f"{arxiv_id}{version}"
    answer = _ask(ARXIV, f"/pdf/{quote(name)}", PDF, f"PDF of {name}")
    if not answer.body.startswith(b"%PDF-"):
        raise LookupFailed(f"What arXiv sent as the PDF of {name} is none: {PDF.otherwise}.")
    return answer.body


def _kept(name: str, read: Callable[[], Reference]) -> Reference:
    """The reference cached under a name today, or read now.

    One that was cached by another release does not count.
    """
    key = f"paper:{sha256(f'{settings.RELEASE} {name}'.encode()).hexdigest()}"
    kept = cache.get(key)
    if isinstance(kept, dict) and kept.keys() == {field.name for field in fields(Reference)}:
        return Reference(**kept)
    reference = read()
    cache.set(key, asdict(reference), KEPT_SECONDS)
    return reference


def _from_arxiv(name: str) -> Reference:
    answer = _ask(ARXIV, f"/api/query?id_list={quote(name)}&max_results=1", FEED, f"paper {name}")
    try:
        return read_feed(answer.body, name)
    except UnreadableReference as error:
        raise LookupFailed(str(error)) from error


def _from_registry(doi: str) -> Reference:
    answer = _ask("doi.org", f"/{quote(doi)}", CSL, f"paper {doi}")
    try:
        return read_csl(answer.body.decode())
    except ValueError as error:
        raise LookupFailed(f"What {answer.host} says of {doi} cannot be read: {CSL.otherwise}.") from error


def _ask(host: str, path: str, document: RequestedDocument, called: str) -> Answer:
    """The document at a host, or arXiv's feed about a bad request.

    Raises LookupFailed for every other answer.
    """
    if not settings.PAPER_LOOKUP:
        raise LookupFailed(f"Looking papers up is switched off here: {document.otherwise}.")
    if host == ARXIV and not cache.add(_TURN, ASKED_JUST_NOW, TURN_SECONDS):
        raise LookupFailed(cache.get(_TURN, ASKED_JUST_NOW))
    try:
        answer = fetch(
            f"https://{host}{path}",
            hosts=HOSTS,
            accept=document.accept,
            agent=f"Triangulate/{settings.PROJECT['version']}",
            most=document.most,
            seconds=document.seconds,
        )
    except FetchFailed as error:
        raise LookupFailed(f"{error}: {document.otherwise}.") from error
    if answer.status == HTTPStatus.OK or (answer.status == HTTPStatus.BAD_REQUEST and document is FEED):
        return answer
    if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise LookupFailed(f"{answer.host} has no {called}.")
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.wait:
        wait = answer.wait or 60
        if answer.host == ARXIV:
            cache.set(_TURN, TOO_BUSY, wait)
        raise LookupFailed(f"{answer.host} is too busy: try again in {wait:,} seconds, or {document.otherwise}.")
    raise LookupFailed(f"{answer.host} answered with an error ({answer.status}): {document.otherwise}.")
