"""Output values of the reading: rows, cells, verdicts. Pure.

`collation.document` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass

from collation.record import Mark, Question, Resolution, Respondent, Suggestion, Support, Turn
from reviews.scale import ABSENCES, NOT_ASKED, UNREAD, divergence, rank


@dataclass(frozen=True)
class Passage:
    """A passage of a response that answers a question.

    `text[start:end]`, in code points; `rule` says in words why.
    """

    response: int
    response_id: int
    start: int
    end: int
    text: str
    placed_by: str  # engine | person
    rule: str = ""


ENGLISH_ONLY = "The built-in rules read English only."
"""Ends the reason for a cell in another language."""


DISMISSED = Suggestion(None, reason="What was suggested was dismissed.")
"""What is shown if every suggestion was dismissed."""


HIDDEN = Suggestion(None, reason="What others say is shown once you have marked it.")
"""What a blind reviewer sees of a cell before marking it."""


@dataclass(frozen=True)
class AskedAs:
    """How a respondent was asked a question.

    `how` is alike, reworded, partly or not_asked. `led` if the asker states a view instead of asking.
    """

    how: str
    prompt: str | None = None
    response: int | None = None
    led: bool = False


@dataclass(frozen=True)
class CellReading:
    """One respondent's answer to one question, before any judgement.

    `state` is answered, silent, not_asked, refused or unread. Of an unread cell nobody has said anything: its
    passages are words that belong to the question, its suggestion has no verdict, and the reason says why. `sources`
    are the (title, address) that the turns of its passages lead to.
    """

    state: str
    asked: AskedAs
    passages: tuple[Passage, ...]
    suggestion: Suggestion
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RowReading:
    question: Question
    cells: tuple[CellReading, ...]  # one for each respondent, in their order
    computed: bool = False  # a row of prompts alike that nobody has adopted as a question


@dataclass(frozen=True)
class Reading:
    """The reading of the words alone.

    Cached under the comparison's text_revision. `other_turns[i]` are the turns of respondent i that the rows do not
    hold whole: nothing of them, or less than half if they were asked none of the questions.
    """

    rows: tuple[RowReading, ...]
    other_turns: tuple[tuple[Turn, ...], ...]
    later: tuple[RowReading, ...] = ()
    """The rows of those who answered again, in their order."""


@dataclass(frozen=True)
class Verdict:
    """The effective value of a cell.

    `origin` is resolution, marks, suggestion or None. `rank` is its place on the question's scale, for a tie (`split`)
    that of its middle; None for an absence.
    """

    value: str | None
    origin: str | None
    split: bool = False
    rank: float | None = None


@dataclass(frozen=True)
class Cell:
    """One respondent's answer to one question, and people's judgements of it."""

    question: Question
    respondent: Respondent
    reading: CellReading
    marks: tuple[Mark, ...]
    resolution: Resolution | None
    verdict: Verdict
    support: Support | None = None
    open_threads: int = 0
    suggestions: tuple[Suggestion, ...] = ()
    """Those of all readers but the rules, whose suggestion is in `reading`."""
    hidden: bool = False
    """Whether what others say of it is hidden from the viewer.

    It then looks unread.
    """
    later: tuple[Cell, ...] = ()
    """The same respondent's answers of later rounds, in order."""

    @property
    def spread(self) -> float | None:
        """The divergence of its reviewers' marks, as of a row's cells.

        None for fewer than two marks on the scale: absences and abstentions are off it.
        """
        scale = self.question.scale
        return divergence((rank(mark.value, scale) for mark in self.marks), scale)

    @property
    def changed(self) -> bool:
        """Whether the last later verdict is another than the first one."""
        last = self.later[-1].verdict.value if self.later else None
        return None not in (self.verdict.value, last) and self.verdict.value != last

    @property
    def leading(self) -> tuple[Suggestion, ...]:
        """The readers' suggestions that may lead, else the rules'.

        The rules have none for a cell that they have not read.
        """
        leading = tuple(one for one in self.suggestions if one.leads)
        rules = self.reading.suggestion
        return leading or ((rules,) if self.reading.state != UNREAD and rules.leads else ())

    @property
    def suggestion(self) -> Suggestion:
        """The suggestion to show first: one that says what the verdict is."""
        same = (one for one in self.leading if self.verdict.value and one.value == self.verdict.value)
        of_rules = DISMISSED if self.reading.suggestion.dismissed else self.reading.suggestion
        return next(same, next(iter(self.leading), of_rules))

    @property
    def readers_differ(self) -> bool:
        """Whether two leading suggestions have different values."""
        return len({one.value for one in self.leading if one.value}) > 1

    @property
    def grounds(self) -> tuple[str, ...]:
        """The keys of the findings on which the verdict rests.

        Readers say so.
        """
        same = [one for one in self.leading if one.value == self.verdict.value]
        return tuple(dict.fromkeys(ground.key for one in same for ground in one.grounds))

    @property
    def state(self) -> str:
        """The state of the reading, else of the verdict.

        Readers who are not the rules, and for an unread cell people, decide it.
        """
        if any(one.leads for one in self.suggestions) and self.verdict.origin in ("suggestion", None):
            return self.verdict.value if self.verdict.value in ABSENCES else "answered"
        if self.reading.state != UNREAD or self.verdict.origin is None:
            return self.reading.state
        return "answered" if self.verdict.rank is not None else self.verdict.value or "silent"

    @property
    def unread(self) -> bool:
        """Whether no reader and no person has read it.

        An abstention does not count as reading.
        """
        return self.state == UNREAD


@dataclass(frozen=True)
class Row:
    """A question, its cells, and the divergence of the first round.

    `divergence` is None for fewer than two cells that have a rank.
    """

    question: Question
    cells: tuple[Cell, ...]
    divergence: float | None
    computed: bool = False

    @classmethod
    def of(cls, question: Question, cells: tuple[Cell, ...], *, computed: bool = False) -> Row:
        """The row of these cells, with its divergence."""
        ranks = [cell.verdict.rank for cell in cells if cell.respondent.round == 1]
        return cls(question, cells, divergence(ranks, question.scale), computed)

    @property
    def different_grounds(self) -> frozenset[str]:
        """The respondents who reach a verdict on grounds of their own.

        Their keys. Another has the same verdict, readers name findings for both, and none of those is the same.
        """
        named = [cell for cell in self.cells if cell.verdict.rank is not None and cell.grounds]
        return frozenset(
            cell.respondent.key
            for cell in named
            if (alike := [other for other in named if other is not cell and other.verdict.value == cell.verdict.value])
            and not any(set(cell.grounds) & set(other.grounds) for other in alike)
        )

    @property
    def first(self) -> tuple[Cell, ...]:
        """The cells of the first round; every figure rests on them."""
        return tuple(cell for cell in self.cells if cell.respondent.round == 1)

    @property
    def counted(self) -> int:
        """The number of first-round cells with a rank."""
        return sum(cell.verdict.rank is not None for cell in self.first)

    @property
    def absent(self) -> int:
        """The number of first-round cells that are silent, refused or not asked."""
        return sum(cell.verdict.value in ABSENCES for cell in self.first)

    @property
    def asked(self) -> int:
        """The number of first-round cells that were asked.

        Cells that were not asked are neither read nor unread.
        """
        return sum(cell.verdict.value != NOT_ASKED for cell in self.first)

    @property
    def unread(self) -> int:
        """The number of first-round cells that nobody has read."""
        return sum(cell.unread for cell in self.first)

    @property
    def read(self) -> int:
        return self.asked - self.unread

    @property
    def hides(self) -> bool:
        """Whether what others say of a cell is hidden from the viewer."""
        return any(cell.hidden for cell in self.cells)

    @property
    def tells(self) -> bool:
        """Whether the divergence of the row may stand in a headline.

        That takes two verdicts, and verdicts for half of the asked cells.
        """
        return self.counted > 1 and 2 * self.counted >= self.asked


@dataclass(frozen=True)
class Collation:
    respondents: tuple[Respondent, ...]
    rows: tuple[Row, ...]
    other_turns: tuple[tuple[Turn, ...], ...]
