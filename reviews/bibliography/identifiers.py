"""Read the identifiers by which people name a paper."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

ARXIV_ID = re.compile(r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?P<version>v\d+)?", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/\S+")
ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
ARXIV_HOSTS = {"arxiv.org", "www.arxiv.org", "export.arxiv.org"}
DOI_HOSTS = {"doi.org", "www.doi.org", "dx.doi.org"}


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

    Addresses are http(s), with or without their prefix. All are "" for blank text. The address of a paper on arXiv or
    behind a DOI is the canonical one. Raises ValueError for anything else.
    """
    text = text.strip()
    bare = re.sub(r"^(?:arxiv|doi)\s*:\s*", "", text, flags=re.IGNORECASE)
    if not text:
        return PaperIds()
    if match := ARXIV_ID.fullmatch(bare):
        return _on_arxiv(match)
    if DOI.fullmatch(bare):
        return _behind_doi(bare)
    host, path = _host_and_path(text)
    if host in ARXIV_HOSTS and (match := ARXIV_ID.fullmatch(re.sub(r"^/(?:abs|pdf|html)/|\.pdf$|/$", "", path))):
        return _on_arxiv(match)
    if host in DOI_HOSTS and DOI.fullmatch(doi := unquote(path).strip("/")):
        return _behind_doi(doi)
    if host and re.fullmatch(r"https?://\S+", text, re.IGNORECASE):
        return PaperIds(url=text)
    raise ValueError("Give an arXiv id, a DOI, or an address that begins with https://.")


def canonical_address(arxiv_id: str, doi: str) -> str:
    """The address at arXiv, else that of the DOI, else ""."""
    return (arxiv_id and f"https://arxiv.org/abs/{arxiv_id}") or (doi and f"https://doi.org/{doi}")


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
    doi = doi.rstrip(".,;")
    if (named := ARXIV_DOI.fullmatch(doi)) and (match := ARXIV_ID.fullmatch(named[1])):
        return _on_arxiv(match)._replace(doi=doi)
    return PaperIds(doi=doi, url=f"https://doi.org/{doi}")
