"""The respondents of a publication, and what they could know. Pure.

Except that it marks the document's HTML as safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from collation import wording
from collation.agreement.independence import dependences
from collation.cells import Collation
from collation.pages.matrix import MatrixCell
from reviews import richtext
from reviews.families import family_name, family_of
from reviews.scale import BASES, THIN_BASES

NOT_STATED = "not stated"


@dataclass(frozen=True)
class PublishedColumn:
    """The head of a column, its published turns, and its independence.

    `who` is the same for two chats of one model. `family` is the model family that its name or maker tells, "" for a
    person and an unknown one; `made_by` its maker and version. `round` is 1 for first answers, 2 for those given after
    seeing the comparison.

    `extent` is how much of it is published: full or quotations. `all_turns` counts what it said; `whole` if that is
    published.
    """

    key: str
    name: str
    kind: str
    who: tuple[str, str]
    family: str
    made_by: str
    round: int
    about: str
    basis: str
    basis_quote: str
    basis_by: str
    thin: bool
    said_on: str
    extent: str
    link: str | None
    turns: tuple[tuple[str, SafeString], ...]
    all_turns: int

    @property
    def whole(self) -> bool:
        return len(self.turns) == self.all_turns

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What is known of it: (what, words), or "not stated"."""
        family = f"{self.family} family" if self.family else "family " + NOT_STATED
        made = ", ".join(filter(None, [self.made_by or f"maker and version {NOT_STATED}", family]))
        return (
            *([("Model", made)] if self.kind == "model" else [("Wrote for", self.made_by or NOT_STATED)]),
            ("Said on", self.said_on or NOT_STATED),
            ("Given", NOT_STATED if self.basis == BASES["unknown"] else self.basis),
            ("The others’ answers", self.saw),
            ("Published", self.published),
        )

    @property
    def saw(self) -> str:
        """Whether it saw the others' answers.

        The record says so of all but people's first texts.
        """
        if self.round > 1:
            return "seen: it answered after reading the comparison"
        return "not seen, as recorded: a first answer" if self.kind == "model" else NOT_STATED

    @property
    def published(self) -> str:
        if self.extent != "full":
            return "quotations only"
        return "all that it said" if self.whole else f"{len(self.turns)} of {wording.several(self.all_turns, 'turn')}"

    def note(self, shown: MatrixCell) -> str:
        """The note in a cell without a quotation.

        It mentions prompts only if all of them are published.
        """
        return "Not asked." if shown.value == "not_asked" and not self.whole else shown.note


def columns(document: dict[str, Any]) -> tuple[PublishedColumn, ...]:
    """The columns of a document."""
    transcripts = {transcript["respondent"]: transcript for transcript in document["transcripts"]}
    return tuple(_column(each, transcripts[each["key"]]) for each in document["respondents"])


def _column(each: dict[str, Any], transcript: dict[str, Any]) -> PublishedColumn:
    basis, version, name = each["evidence_basis"], each["version"], transcript.get("name", each["name"])
    day = transcript["said_on"] and datetime.fromisoformat(transcript["said_on"])
    said_on = f"{day:%-d %b %Y}" if day else ""
    maker = transcript["vendor"] if transcript["vendor"] not in (name, each["name"]) else ""
    known = (family_of(one) for one in (name, transcript["vendor"], version))
    return PublishedColumn(
        key=each["key"],
        name=each["name"],
        kind=each["kind"],
        who=(name.casefold(), version),
        family=family_name(next(filter(None, known), "")) if each["kind"] == "model" else "",
        made_by=", ".join(filter(None, [maker, version])),
        round=each["round"],
        about=" · ".join(filter(None, [version or maker, said_on])),
        basis=BASES[basis["value"]],
        basis_quote=basis["quote"],
        basis_by=basis.get("by", ""),
        thin=basis["value"] in THIN_BASES,
        said_on=said_on,
        extent=transcript["publish"],
        link=transcript["link"],
        turns=tuple((turn["prompt"], richtext.safe(turn["html"])) for turn in transcript["responses"]),
        all_turns=transcript["turns"],
    )


def subject(found: Sequence[PublishedColumn]) -> str:
    """The respondents, counted: "Two models in three chats and one person"."""
    told = []
    for kind, several, sittings in (("model", "models", "chats"), ("person", "people", "texts")):
        theirs = [column.who for column in found if column.kind == kind]
        count = len(set(theirs))
        said = f"{wording.number(count)} {kind if count == 1 else several}"
        told += [said if count == len(theirs) else f"{said} in {wording.number(len(theirs))} {sittings}"] * bool(theirs)
    return wording.listed(told).capitalize() or "Nobody"


def independence(found: Sequence[PublishedColumn], collation: Collation, paper: dict[str, Any]) -> tuple[str, ...]:
    """Sentences on what speaks against taking their agreement at face value.

    Two of one family, what nobody knows of a family, and sources that several lead to.
    """
    return (*_families(found), *_sources(found, collation, paper))


def one_family(found: Sequence[PublishedColumn]) -> dict[str, list[str]]:
    """The families of two models or more, with their names."""
    names: dict[str, list[str]] = {}
    for column in found:
        if column.family:
            names.setdefault(column.family, []).append(column.name)
    return {family: several for family, several in names.items() if len(several) > 1}


def _families(found: Sequence[PublishedColumn]) -> Iterator[str]:
    models = [column for column in found if column.kind == "model"]
    for family, names in one_family(found).items():
        yield f"{wording.listed(names)} are of one model family, {family}: that they agree counts for less."
    if unknown := [column.name for column in models if not column.family]:
        yield f"Of {wording.listed(unknown)} the model family is not known."
    if len(models) > 1:
        yield "Models may have learned from the same texts: that they agree counts for less than that people do."


def _sources(found: Sequence[PublishedColumn], collation: Collation, paper: dict[str, Any]) -> Iterator[str]:
    names = {column.key: column.name for column in found}
    own = [address for address in (paper["url"], _arxiv(paper)) if address]
    for one in dependences(collation.respondents, own):
        if one.kind == "source":
            yield f"{wording.listed([names[key] for key in one.respondents])} lead to the same source, {one.quotes[0]}."


def _arxiv(paper: dict[str, Any]) -> str:
    return f"https://arxiv.org/abs/{paper['arxiv_id']}" if paper["arxiv_id"] else ""
