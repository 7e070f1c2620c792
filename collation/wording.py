"""What the figures of a collation say, in words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from collation.reading import Cell, Row
from collation.record import Mark
from reviews.scale import ABSENCES, ABSTAINED, word

_LONGEST_PROMPT = 90
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(count: int) -> str:
    """A small number in letters, from 0 to 12; a larger one in figures."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def listed(things: Sequence[str]) -> str:
    """ "A, B and C"."""
    return " and ".join(filter(None, [", ".join(things[:-1]), things[-1]])) if things else ""


def shortened(text: str, most: int = _LONGEST_PROMPT) -> str:
    """The text on one line, cut at a word with "…" where it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"


def stands(row: Row) -> str:
    """Who says what, lowest first: "ChatGPT no, Claude unclear, Gemini and Mara yes; Digest silent"."""
    who: dict[str, list[str]] = {}
    for cell in row.cells:
        who.setdefault(_value(cell), []).append(cell.respondent.name)

    def told(values: Sequence[str]) -> str:
        return ", ".join(f"{listed(who[value])} {word(value)}" for value in values if value in who)

    return "; ".join(filter(None, map(told, (row.question.scale, ABSENCES, _UNDECIDED))))


def counted(row: Row) -> str:
    """What the divergence of a row rests on: "" for all cells, else "of two; one not asked", or why it has none."""
    left_out = Counter(_value(cell) for cell in row.cells if cell.verdict.value not in row.question.scale)
    absent = ", ".join(f"{number(count)} {word(value)}" for value, count in left_out.items())
    held = "needs two verdicts" if row.divergence is None else f"of {number(row.counted)}" if absent else ""
    return "; ".join(filter(None, [held, absent]))


_UNDECIDED = ("split", "undecided")


def _value(cell: Cell) -> str:
    return cell.verdict.value or _UNDECIDED[0 if cell.verdict.split else 1]


def where_they_part(rows: Sequence[Row]) -> str:
    """One or two sentences on the scored rows: where they part most, how, and how much of it people have marked."""
    cells = [cell for row in rows for cell in row.cells]
    if not cells:
        return "Nothing is laid side by side yet."
    return f"{_finding(rows)} {_rests_on(cells)}"


def _finding(rows: Sequence[Row]) -> str:
    known = [row for row in rows if row.divergence is not None]
    if not known:
        return "No question has two verdicts to compare yet."
    widest = max(known, key=lambda row: row.divergence or 0)
    if not widest.divergence:
        return "So far nobody parts from anybody: wherever two have a verdict, it is the same."
    return f"They part most on “{widest.question.text}” ({widest.divergence:.2f}): {stands(widest)}."


def _rests_on(cells: Sequence[Cell]) -> str:
    marked = sum(bool(_marks(cell)) or cell.resolution is not None for cell in cells)
    suggested = any(cell.verdict.origin == "suggestion" for cell in cells)
    if marked == len(cells):
        return f"All {number(marked)} cells are marked."
    if not marked:
        return "Nobody has marked a cell yet" + ("; the verdicts are suggestions." if suggested else ".")
    return f"Rests on {marked} of {len(cells)} cells marked" + ("; the others are suggestions." if suggested else ".")


def _marks(cell: Cell) -> list[Mark]:
    """The marks that say something: no abstentions."""
    return [mark for mark in cell.marks if mark.value != ABSTAINED]


def tally(marks: Iterable[Mark]) -> str:
    """How many marked a cell, and how they split: "3 marks, split 2 : 1"; "" where nobody did."""
    values = Counter(mark.value for mark in marks)
    abstained = values.pop(ABSTAINED, 0)
    count = values.total()
    said = []
    if count:
        said.append(f"{count} mark{'s' if count > 1 else ''}")
    if len(values) > 1:
        said.append("split " + " : ".join(str(times) for _, times in values.most_common()))
    if abstained:
        said.append(f"{number(abstained)} abstained")
    return ", ".join(said)


def split(cell: Cell) -> str:
    """What the marks of a split cell stand between, lowest first: "Between unclear and qualified."; else ""."""
    if not cell.verdict.split:
        return ""
    given = {mark.value for mark in cell.marks}
    return f"Between {listed([word(value) for value in (*cell.question.scale, *ABSENCES) if value in given])}."


def absence(value: str | None, cell: Cell) -> str:
    """Why a respondent does not answer, in words, where `value` is an absence; "" where it is none."""
    if value == "not_asked":
        prompts = [turn.prompt for turn in cell.respondent.turns if turn.prompt.strip()]
        if not prompts:
            return "Not asked. No prompt is known."
        which = "The prompt here was" if len(prompts) == 1 else "The last prompt here was"
        return f"Not asked. {which} “{shortened(prompts[-1])}”"
    if value == "silent":
        return "Says nothing on it." if cell.reading.asked.how == "not_asked" else "Was asked, and says nothing on it."
    return "Declines to answer." if value == "refused" else ""


def rests_on(cell: Cell) -> str:
    """What the verdict of a cell rests on, in a sentence."""
    verdict, count = cell.verdict, len(_marks(cell))
    if cell.resolution is not None:
        return f"Settled by {cell.resolution.by}."
    if verdict.split:
        return f"The {number(count)} marks are split: there is no middle between them."
    if verdict.origin == "marks":
        return "One person’s mark." if count == 1 else f"Taken together from {number(count)} people’s marks."
    if verdict.origin == "suggestion":
        return "Suggested by the engine; nobody has marked it yet."
    return "Nobody has marked it, and the engine has nothing to suggest."


_ASKED = {
    "alike": "Asked in the words of the question.",
    "reworded": "Asked in other words.",
    "partly": "Asked in part.",
}


def asked(cell: Cell) -> str:
    """How the respondent was asked, in a sentence or two."""
    how = cell.reading.asked
    said = _ASKED.get(how.how) or (
        absence(cell.reading.state, cell) or "No prompt here asks this; it answers all the same."
    )
    return f"{said} The prompt leads: it states a view, and the answer goes along." if how.led else said


_SUPPORT = {
    "supported": "The paper says so",
    "not_found": "Not found in the paper",
    "contradicted": "The paper says otherwise",
}


def support(cell: Cell) -> str:
    """Whether the paper backs what the cell says, in a few words: a person's; "" where nobody has said."""
    return _SUPPORT[cell.support.value] if cell.support else ""
