"""Read the identifiers by which people name a paper."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

ARXIV_ID = re.compile(
    r"(?:[a-z-]+(?:\.[A-Z]{2})?/(?=\d{4}\.))?(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?P<version>v\d+)?",
    re.IGNORECASE,
)
"""An arXiv id.

Some write the archive before a new one, too.
"""
DOI = re.compile(r"10\.\d{4,9}/\S+")
ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
ARXIV_HOSTS = {"arxiv.org", "www.arxiv.org", "export.arxiv.org"}
DOI_HOSTS = {"doi.org", "www.doi.org", "dx.doi.org"}
_SHOWS_ARXIV = re.compile(
    r"(?:(?:www\.)?alphaxiv\.org/(?:abs|pdf|overview)|(?:www\.)?huggingface\.co/papers|ar5iv\.(?:labs\.arxiv\.)?org/(?:html|abs)|"
    rf"(?:www\.)?semanticscholar\.org/arxiv:?)/?(?P<name>{ARXIV_ID.pattern})/?",
    re.IGNORECASE,
)
_NAMES_ARXIV = re.compile(
    r"(?<![^\W_])arxiv(?:\.org/(?:abs|pdf|html)/|\s?:\s?|\s(?:id:?\s|e-?print\s|preprint\s(?:arxiv:)?)?)"
    rf"(?P<name>{ARXIV_ID.pattern})(?![\w/])",
    re.IGNORECASE,
)
_PREPRINT_HOSTS = re.compile(r"(?:www\.)?(?:bio|med)rxiv\.org")
_STAMP = re.compile(r"(?<!\s)\s*\[[\w.-]{2,30}\](?:\s+\d{1,2}\s+\w{3,9}\s+\d{4})?$")
_SERIAL_NUMBER = re.compile(r"\d{7}(?:v\d+)?")
_LONGEST_SENTENCE = 500
_TAIL = re.compile(
    r"[.,;:!?'\"”’»*_`]+$|"
    r"[./](?:full|fulltext|full-text|abstract|abs|pdf|epdf|pdfdirect|html|meta|references|citations|summary)$",
    re.IGNORECASE,
)
_PREPRINT_TAIL = re.compile(r"v\d{1,3}$")
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}


class PaperIds(NamedTuple):
    """The fields of Paper by which it is found.

    Each is "" if it is not known. `version` is as in "v2".
    """

    arxiv_id: str = ""
    doi: str = ""
    url: str = ""
    version: str = ""


def parse_paper_ids(text: str) -> PaperIds:
    """The identifiers in an arXiv id, a DOI or an address.

    Addresses are http(s), with or without their prefix. A DOI may stand in a publisher's address, or alone in a
    sentence; brackets, dots and tails such as "/full" around it are not part of it. An arXiv id may have the stamp of
    its margin behind it, stand alone in a sentence behind "arXiv", or in the address of a page that shows the paper.
    All are "" for blank text. The address of a paper on arXiv or behind a DOI is the canonical one. Raises ValueError
    for anything else.
    """
    text = text.strip()
    bare = _STAMP.sub("", re.sub(r"^(?:arxiv|doi)\s*:\s*", "", text, flags=re.IGNORECASE))
    if not text:
        return PaperIds()
    if match := ARXIV_ID.fullmatch(bare):
        return _on_arxiv(match)
    if _SERIAL_NUMBER.fullmatch(bare):
        raise ValueError(f"{bare} is no whole arXiv id: give its archive, too, as in hep-th/{bare}.")
    if DOI.fullmatch(bare):
        return _behind_doi(unquote(bare))
    host, path = _host_and_path(text)
    if host in ARXIV_HOSTS and (match := ARXIV_ID.fullmatch(re.sub(r"^/(?:abs|pdf|html)/|\.pdf$|/$", "", path))):
        return _on_arxiv(match)
    if host in DOI_HOSTS and DOI.fullmatch(doi := unquote(path).strip("/")):
        return _behind_doi(doi)
    if shown := _SHOWS_ARXIV.fullmatch(f"{host}{path}"):
        return _parsed_arxiv(shown["name"])
    if doi := _only_doi(text, host):
        return _behind_doi(doi)
    if name := _only_arxiv_id(text):
        return _parsed_arxiv(name)
    if host and re.fullmatch(r"https?://\S+", text, re.IGNORECASE):
        return PaperIds(url=text)
    raise ValueError("Give an arXiv id, a DOI, or an address that begins with https://.")


def canonical_address(arxiv_id: str, doi: str) -> str:
    """The address at arXiv, else that of the DOI, else ""."""
    return (arxiv_id and f"https://arxiv.org/abs/{arxiv_id}") or (doi and _address_of(doi))


def _only_doi(text: str, host: str) -> str:
    """The one DOI in an address or a sentence, else ""."""
    if len(text) > _LONGEST_SENTENCE:
        return ""
    is_address = bool(host) and not re.search(r"\s", text)
    words = re.split(r"[?#&=]", text) if is_address else [text]
    found = {
        _whole(match[0], of_preprint=_PREPRINT_HOSTS.fullmatch(host) is not None)
        for word in words
        for match in DOI.finditer(unquote(word))
        if not unquote(word)[: match.start()][-1:].isalnum()
    }
    return found.pop() if len(found) == 1 else ""


def _only_arxiv_id(text: str) -> str:
    """The one arXiv id that a sentence names as such, else ""."""
    if len(text) > _LONGEST_SENTENCE:
        return ""
    found = {match["name"] for match in _NAMES_ARXIV.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def _parsed_arxiv(name: str) -> PaperIds:
    match = ARXIV_ID.fullmatch(name)
    return _on_arxiv(match) if match else PaperIds()


def _whole(doi: str, *, of_preprint: bool = False) -> str:
    """A DOI without what stands behind it.

    A closing bracket is part of it if it was opened in it.
    """
    while True:
        shorter = _TAIL.sub("", doi)
        if of_preprint:
            shorter = _PREPRINT_TAIL.sub("", shorter)
        if opens := _PAIRS.get(shorter[-1:]):
            shorter = shorter if shorter.count(shorter[-1]) <= shorter.count(opens) else shorter[:-1]
        if shorter == doi or not DOI.fullmatch(shorter):
            return doi
        doi = shorter


def _host_and_path(text: str) -> tuple[str, str]:
    """Host and path of an address, with or without its scheme.

    "" and "" for anything else.
    """
    try:
        address = urlsplit(text if "://" in text else f"https://{text}")
        return address.hostname or "", address.path
    except ValueError:
        return "", ""


def _on_arxiv(match: re.Match[str]) -> PaperIds:
    return PaperIds(
        arxiv_id=match["id"], url=f"https://arxiv.org/abs/{match['id']}", version=(match["version"] or "").lower()
    )


def _behind_doi(doi: str) -> PaperIds:
    doi = _whole(doi)
    if (named := ARXIV_DOI.fullmatch(doi)) and (match := ARXIV_ID.fullmatch(named[1])):
        return _on_arxiv(match)._replace(doi=doi)
    return PaperIds(doi=doi, url=_address_of(doi))


def _address_of(doi: str) -> str:
    """The address of a DOI, its signs escaped."""
    return f"https://doi.org/{doi.replace('%', '%25').replace('#', '%23').replace('?', '%3F')}"
