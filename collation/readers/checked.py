"""What is kept of a reply, and what is dropped. Pure values."""

from __future__ import annotations

from dataclasses import dataclass

from collation.readers.fact_values import is_known
from collation.readers.repair import Missing
from collation.wording import several


@dataclass(frozen=True)
class CheckedQuote:
    """Words found in an answer: `text` is the answer's `[start:end]`.

    `suspect` if they stand where the answer addresses its reader.
    """

    respondent: str
    response_id: int
    start: int
    end: int
    text: str
    suspect: bool = False


@dataclass(frozen=True)
class PaperQuote:
    """Words found in the paper, on a page that counts from 1."""

    page: int
    text: str


@dataclass(frozen=True)
class CheckedCell:
    """What a reader says of one cell.

    `verdict` is a value of the scale; None for an absence and for a question without a scale. `quote` is None for
    silent and not asked alone. `grounds` are keys of the kept findings.
    """

    respondent: str
    question: str
    state: str
    verdict: str | None
    quote: CheckedQuote | None
    reason: str
    grounds: tuple[str, ...] = ()
    paper_for: PaperQuote | None = None
    paper_against: PaperQuote | None = None


@dataclass(frozen=True)
class CheckedValue:
    """A value that a respondent gives, with its words."""

    value: str
    respondent: str
    quote: CheckedQuote
    estimate: bool = False

    @property
    def known(self) -> bool:
        """Whether it says anything: "not stated" does not."""
        return is_known(self.value)


@dataclass(frozen=True)
class CheckedCrux:
    """What would settle a fact.

    `cells` are those that depend on it: question and respondent.
    """

    text: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CheckedFact:
    """A fact with two values of two respondents, or two of one.

    `diverges` if two respondents give values that may be held against each other; `self_contradictions` are keys of
    those who alone give two such values, by the reader's word.
    """

    topic: str
    kind: str
    diverges: bool
    values: tuple[CheckedValue, ...]
    self_contradictions: tuple[str, ...] = ()
    settled_by: CheckedCrux | None = None

    @property
    def quotes(self) -> tuple[CheckedQuote, ...]:
        return tuple(value.quote for value in self.values)


@dataclass(frozen=True)
class CheckedFinding:
    """A point that somebody raises. `key` is unique in the reply."""

    key: str
    title: str
    kind: str
    raised_by: tuple[CheckedQuote, ...]
    opposed_by: tuple[CheckedQuote, ...] = ()

    @property
    def quotes(self) -> tuple[CheckedQuote, ...]:
        return (*self.raised_by, *self.opposed_by)

    @property
    def raisers(self) -> tuple[str, ...]:
        """The keys of those who raise it, each once."""
        return tuple(dict.fromkeys(quote.respondent for quote in self.raised_by))

    @property
    def opposers(self) -> tuple[str, ...]:
        """The keys of those who speak against it, each once."""
        return tuple(dict.fromkeys(quote.respondent for quote in self.opposed_by))

    @property
    def pattern(self) -> str:
        """disputed, shared or single."""
        if self.opposers:
            return "disputed"
        return "shared" if len(self.raisers) > 1 else "single"


@dataclass(frozen=True)
class CheckedBasis:
    """What a respondent says it could read.

    `quote` is None for unknown alone.
    """

    respondent: str
    value: str
    quote: CheckedQuote | None


@dataclass(frozen=True)
class CheckedLabel:
    """Words that deserve a label; `label` is its key."""

    label: str
    quote: CheckedQuote


@dataclass(frozen=True)
class Dropped:
    """Something of a reply that does not count.

    `what` is cell, fact, finding, evidence_basis, label, or reply; `place` is as in "findings[2].raised_by[0]". `whole`
    if the statement itself is gone, and not a part of it alone.
    """

    what: str
    place: str
    why: str
    quote: str = ""
    whole: bool = True


@dataclass(frozen=True)
class Suspect:
    """A kept statement that rests on words that address the reader."""

    what: str
    place: str
    quote: CheckedQuote


@dataclass(frozen=True)
class KeptOf:
    """How many of one kind were given, and how many are kept."""

    given: int = 0
    kept: int = 0


@dataclass(frozen=True)
class Counts:
    """The totals of a check.

    Of `quotations`, `absent` were not found, and `unusable` were found and do not count.
    """

    quotations: int
    absent: int
    unusable: int
    cells: KeptOf
    facts: KeptOf
    findings: KeptOf
    evidence_basis: KeptOf
    labels: KeptOf = KeptOf()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The totals in words: "3 of 131 quotations not found"."""
        told = [f"{self.absent} of {several(self.quotations, 'quotation')} not found"]
        if self.unusable:
            told.append(f"{several(self.unusable, 'quotation')} found, but not usable")
        told += [
            f"{kept.given - kept.kept} of {kept.given} {one if kept.given == 1 else more} dropped"
            for one, more, kept in (
                ("cell", "cells", self.cells),
                ("fact", "facts", self.facts),
                ("finding", "findings", self.findings),
                ("evidence basis", "evidence bases", self.evidence_basis),
                ("label", "labels", self.labels),
            )
            if kept.given > kept.kept
        ]
        return tuple(told)


@dataclass(frozen=True)
class Checked:
    """What is kept of a reply, and what is not."""

    cells: tuple[CheckedCell, ...]
    facts: tuple[CheckedFact, ...]
    findings: tuple[CheckedFinding, ...]
    evidence_basis: tuple[CheckedBasis, ...]
    dropped: tuple[Dropped, ...]
    suspects: tuple[Suspect, ...]
    counts: Counts
    missing: Missing
    warnings: tuple[str, ...] = ()
    labels: tuple[CheckedLabel, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return not (self.cells or self.facts or self.findings or self.evidence_basis or self.labels)
