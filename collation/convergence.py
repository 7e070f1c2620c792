"""Where agreement counts for less than it seems: shared thin evidence, one source, the same words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from collation.record import Respondent
from collation.words import WORD, plain

RUN = 8
"""Words, at least, that two respondents have in the same order for it to count as the same wording."""

_ADDRESS = re.compile(
    r"https?://[^\s<>()\[\]\"']+|\b10\.\d{4,9}/[^\s<>()\[\]\"',;]+|\barxiv:\d{4}\.\d{4,5}", re.IGNORECASE
)
_DOMAIN = re.compile(r"https?://(?:www\.)?")
_THIN = {
    "abstract_only": "All of them saw the abstract only",
    "unknown": "None of them says what they could read",
}


@dataclass(frozen=True)
class Agreeing:
    """A respondent among those who give the same verdict, and the words of the passages that carry it."""

    respondent: Respondent
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Discount:
    """Why an agreement counts for less. `kind` is basis, source or wording; `why` says it in a sentence.

    `quotes` are the shared words, or the address of the shared source.
    """

    kind: str
    respondents: tuple[str, ...]
    why: str
    quotes: tuple[str, ...] = ()


def discounts(agreeing: Sequence[Agreeing], paper_addresses: Sequence[str] = ()) -> tuple[Discount, ...]:
    """Why the agreement of these respondents counts for less; () where nothing says so, or fewer than two agree.

    `paper_addresses` are the addresses of the paper itself, which everyone may cite.
    """
    if len(agreeing) < 2:
        return ()
    return (*_basis(agreeing), *_sources(agreeing, paper_addresses), *_wording(agreeing))


def shared_runs(one: str, other: str, least: int = RUN) -> tuple[str, ...]:
    """The longest runs of `least` words or more that both texts have in the same order, as the first writes them.

    Case, punctuation and typographic marks do not count. Linear in the length of the texts.
    """
    ours, theirs = list(WORD.finditer(plain(one))), WORD.findall(plain(other))
    words = [match.group() for match in ours]
    known = {tuple(theirs[i : i + least]) for i in range(len(theirs) - least + 1)}
    runs: list[tuple[int, int]] = []
    for i in range(len(words) - least + 1):
        if tuple(words[i : i + least]) in known:
            if runs and i <= runs[-1][1] - least + 1:
                runs[-1] = runs[-1][0], i + least
            else:
                runs.append((i, i + least))
    return tuple(dict.fromkeys(one[ours[first].start() : ours[last - 1].end()] for first, last in runs))


def _basis(agreeing: Sequence[Agreeing]) -> list[Discount]:
    bases = {one.respondent.evidence_basis for one in agreeing}
    keys = tuple(one.respondent.key for one in agreeing)
    if len(bases) > 1 or not (why := _THIN.get(min(bases))):
        return []
    quotes = tuple(dict.fromkeys(one.respondent.evidence_quote for one in agreeing if one.respondent.evidence_quote))
    return [Discount("basis", keys, f"{why}: their agreement is no independent evidence.", quotes)]


def _sources(agreeing: Sequence[Agreeing], paper_addresses: Sequence[str]) -> list[Discount]:
    own = {_bare(address) for address in paper_addresses}
    cited: dict[str, list[str]] = {}
    for one in agreeing:
        text = " ".join(turn.text for turn in one.respondent.turns)
        for address in {_bare(match.group()) for match in _ADDRESS.finditer(text)} - own:
            cited.setdefault(address, []).append(one.respondent.key)
    return [
        Discount("source", tuple(keys), f"{len(keys)} of them rest on the same source, {address}.", (address,))
        for address, keys in sorted(cited.items())
        if len(keys) > 1
    ]


def _wording(agreeing: Sequence[Agreeing]) -> list[Discount]:
    found = []
    for one, other in combinations(agreeing, 2):
        runs = shared_runs("\n".join(one.passages), "\n".join(other.passages))
        if runs:
            longest = max(len(WORD.findall(run)) for run in runs)
            why = f"They use the same words: a run of {longest} words in a row."
            found.append(Discount("wording", (one.respondent.key, other.respondent.key), why, runs))
    return found


def _bare(address: str) -> str:
    return _DOMAIN.sub("", address.lower()).rstrip("/.,;:")
