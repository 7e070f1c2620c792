"""Reasons why agreement is not independent: shared thin evidence, one source. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collation.record import Respondent

_ADDRESS = re.compile(
    r"https?://[^\s<>()\[\]\"']+|\b10\.\d{4,9}/[^\s<>()\[\]\"',;]+|\barxiv:\d{4}\.\d{4,5}", re.IGNORECASE
)
_DOMAIN = re.compile(r"https?://(?:www\.)?")
_THIN = {
    "abstract_only": "All of them saw the abstract only: their agreement is no independent evidence.",
    "unknown": "What any of them could read is not known, and so not whether they agree of their own accord.",
}


@dataclass(frozen=True)
class Dependence:
    """A reason why an agreement is not independent.

    `kind` is basis or source; `why` is a sentence. `quotes` are the words on what was read, or the address of the
    shared source.
    """

    kind: str
    respondents: tuple[str, ...]
    why: str
    quotes: tuple[str, ...] = ()


def dependences(agreeing: Sequence[Respondent], paper_addresses: Sequence[str] = ()) -> tuple[Dependence, ...]:
    """The reasons why these respondents' agreement is not independent.

    Empty if there are none, or if fewer than two agree. `paper_addresses` are the addresses of the paper itself, which
    everyone may cite.
    """
    if len(agreeing) < 2:
        return ()
    return (*_basis(agreeing), *_sources(agreeing, paper_addresses))


def _basis(agreeing: Sequence[Respondent]) -> list[Dependence]:
    bases = {respondent.evidence_basis for respondent in agreeing}
    keys = tuple(respondent.key for respondent in agreeing)
    if len(bases) > 1 or not (why := _THIN.get(min(bases))):
        return []
    quotes = tuple(dict.fromkeys(respondent.evidence_quote for respondent in agreeing if respondent.evidence_quote))
    return [Dependence("basis", keys, why, quotes)]


def _sources(agreeing: Sequence[Respondent], paper_addresses: Sequence[str]) -> list[Dependence]:
    own = {_bare(address) for address in paper_addresses}
    cited: dict[str, list[str]] = {}
    for respondent in agreeing:
        text = " ".join(turn.text for turn in respondent.turns)
        for address in {_bare(match.group()) for match in _ADDRESS.finditer(text)} - own:
            cited.setdefault(address, []).append(respondent.key)
    return [
        Dependence("source", tuple(keys), f"{len(keys)} of them cite the same source, {address}.", (address,))
        for address, keys in sorted(cited.items())
        if len(keys) > 1
    ]


def _bare(address: str) -> str:
    return _DOMAIN.sub("", address.lower()).rstrip("/.,;:")
