"""The figures of a collation in words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from collation.cells import ENGLISH_ONLY, HIDDEN, Cell, Row
from collation.record import Mark, Suggestion
from reviews.scale import ABSENCES, ABSTAINED, NOT_ASKED, UNREAD, word

_LONGEST_PROMPT = 90
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


SEARCHED = {"abstract": "the abstract", "full_text": "the full text"}
"""The searched part of the paper, in words.

A paper without stored text is not searched.
"""

_LOOKED_UP = {"found": "found", "not_found": "not found", "contradicted": "another value"}


def number(count: int) -> str:
    """A number in letters up to twelve, else in figures."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def listed(things: Sequence[str]) -> str:
    """ "A, B and C"."""
    return " and ".join(filter(None, [", ".join(things[:-1]), things[-1]])) if things else ""


def several(count: int, noun: str, figure: str = "") -> str:
    """A count and its noun: "1 turn", "3 turns".

    `figure` writes the count in another way.
    """
    return f"{figure or count} {noun if count == 1 else _plural(noun)}"


def _plural(noun: str) -> str:
    if noun.endswith("sis"):
        return f"{noun[:-2]}es"
    return f"{noun[:-1]}ies" if noun.endswith("ply") else f"{noun}s"


def looked_up(status: str, searched: str, page: int | None = None) -> str:
    """The result of a look-up: "not found in the abstract".

    `status` is that of a grounding, `searched` a key of SEARCHED. With a page it is "found on p. 4".
    """
    return f"{_LOOKED_UP[status]} {f'on p. {page}' if page is not None else f'in {SEARCHED[searched]}'}"


def shortened(text: str, most: int = _LONGEST_PROMPT) -> str:
    """The text on one line, cut at a word after `most` characters.

    A cut text ends in "…".
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"


def marked(value: str, question: str, respondent: str) -> str:
    """What was marked, and where: "Marked no: Is it safe? · Claude."."""
    return f"Marked {word(value)}: {shortened(question)} · {shortened(respondent, 40)}."


def stands(row: Row, done: str = "read") -> str:
    """Who says what, lowest first.

    "ChatGPT no, Claude unclear, Gemini and Mara yes; Digest unread".
    """
    who: dict[str, list[str]] = {}
    for cell in row.cells:
        who.setdefault(value_of(cell), []).append(cell.respondent.name)

    done = _done(row, done)

    def told(values: Sequence[str]) -> str:
        return ", ".join(f"{listed(who[value])} {_read_as(value, done)}" for value in values if value in who)

    return "; ".join(filter(None, map(told, (row.question.scale, ABSENCES, _UNDECIDED, (UNREAD,)))))


def counted(row: Row, done: str = "read") -> str:
    """The basis of a row's divergence: "3 of 7 read".

    It counts the verdicts if not all have one. Those whom nobody asked come last: "2 of 2 read; 1 not asked".
    """
    done = _done(row, done)
    left_out = Counter(value_of(cell) for cell in row.first if cell.verdict.rank is None and not cell.unread)
    unasked = left_out.pop(NOT_ASKED, 0)
    told = f"{row.read} of {row.asked} {done}" if row.asked else ""
    if left_out:
        verdicts = several(row.counted, "verdict")
        others = ", ".join([verdicts, *(f"{count} {word(value)}" for value, count in left_out.items())])
        told = f"{told}: {others}" if told else others
    told = "; ".join(filter(None, [told, f"{unasked} {word(NOT_ASKED)}" if unasked else ""]))
    return told if row.divergence is not None else f"not enough verdicts; {told}"


_UNDECIDED = ("split", "undecided")


def value_of(cell: Cell) -> str:
    """The value of a cell, an absence, split, unread or undecided.

    Undecided if it was read and has no verdict.
    """
    return cell.verdict.value or ("split" if cell.verdict.split else UNREAD if cell.unread else "undecided")


def _done(row: Row, done: str) -> str:
    """What was done with the cells that count.

    They were read, or a blind reviewer marked them.
    """
    return "marked" if row.hides else done


def _read_as(value: str, done: str) -> str:
    return f"un{done}" if value == UNREAD else word(value)


def stands_at(cell: Cell) -> str:
    """A cell's value in words: "qualified", "split between no and yes"."""
    return f"split {split(cell)[:1].lower()}{split(cell)[1:-1]}" if cell.verdict.split else word(value_of(cell))


def enough_read(rows: Sequence[Row]) -> bool:
    """True if at least half of these rows’ cells are read.

    With less, no figure on them makes a headline.

    Cells of those whom nobody asked are left out.
    """
    return 2 * sum(row.read for row in rows) >= sum(row.asked for row in rows)


def asked_of(cells: Sequence[Cell]) -> list[Cell]:
    """The cells without those whom nobody asked."""
    return [cell for cell in cells if cell.verdict.value != NOT_ASKED]


def headline(rows: Sequence[Row]) -> str:
    """The sentences of `where_they_differ`.

    "" while less than half of the cells are read.
    """
    return where_they_differ(rows) if enough_read(rows) else ""


def where_they_differ(rows: Sequence[Row], done: str = "read") -> str:
    """Two sentences on the scored rows.

    Where they differ most and how, and how much of it people have marked.

    With less than half of the cells read, the first says how many are: that is no ground for a headline.
    """
    cells = [cell for row in rows for cell in row.first]
    if not cells:
        return "Nothing is laid side by side yet."
    if any(row.hides for row in rows):
        return hidden(rows)
    unread = sum(row.unread for row in rows) if done == "read" else 0
    return f"{_widest(rows, done)} {_rests_on(cells, unread)}"


def hidden(rows: Sequence[Row]) -> str:
    """A sentence for a blind reviewer on what is shown.

    "" if nothing is hidden.
    """
    cells = [cell for row in rows for cell in row.cells]
    left = sum(cell.hidden for cell in cells)
    done = f"You have marked {len(cells) - left} of {len(cells)} cells."
    return f"{done} What others say of a cell is shown once your own mark of it is in." if left else ""


def _widest(rows: Sequence[Row], done: str) -> str:
    if not enough_read(rows):
        read, asked = sum(row.read for row in rows), sum(row.asked for row in rows)
        return f"{read} of {asked} cells {'is' if read == 1 else 'are'} {done}: too few to say where they differ."
    known = [row for row in rows if row.divergence is not None and row.tells]
    if not known:
        return "No question has enough verdicts to compare yet."
    widest = max(known, key=lambda row: row.divergence or 0)
    if not widest.divergence and any(row.divergence for row in rows):
        return "Where enough have a verdict, it is the same."
    if not widest.divergence:
        return "So far nobody differs from anybody: wherever two have a verdict, it is the same."
    figure = f"{widest.divergence:.2f}, {widest.read} of {widest.asked} {done}"
    return f"They differ most on “{widest.question.text}” ({figure}): {stands(widest, done)}."


def _rests_on(cells: Sequence[Cell], unread: int) -> str:
    marked = sum(bool(_marks(cell)) or cell.resolution is not None for cell in cells)
    suggested = [cell for cell in asked_of(cells) if cell.verdict.origin == "suggestion"]
    if marked == len(cells):
        return f"All {number(marked)} cells are marked."
    by_people = f"{marked} of {len(cells)} cells {_are(marked)} marked" if marked else "Nobody has marked a cell yet"
    counts = (
        (len(suggested), f"suggested by {suggesters(suggested).removeprefix('the built-in ')}"),
        (unread, "unread"),
    )
    others = ", ".join(f"{count} {_are(count)} {what}" for count, what in counts if count)
    return f"{'; '.join(filter(None, [by_people, others]))}."


def how_much_is_read(cells: Sequence[Cell]) -> str:
    """How many cells are read, how many by no person.

    And how many are left out, and why.
    """
    asked = asked_of(cells)
    suggested = [cell for cell in asked if cell.verdict.origin == "suggestion"]
    read = sum(not cell.unread for cell in asked)
    by_no_person = f", {len(suggested)} of them only by {suggesters(suggested)}" if suggested else ""
    unasked = len(cells) - len(asked)
    whose = "its respondent was" if unasked == 1 else "their respondents were"
    left_out = f" {unasked} of {len(cells)} cells {_are(unasked)} left out: {whose} not asked."
    return f"{read} of {len(asked)} cells {_are(read)} read{by_no_person}.{left_out if unasked else ''}"


THE_RULES = "the built-in rules"
_MOST_NAMED = 3


def reader_of(suggestion: Suggestion) -> str:
    """Who suggests it: the reader's name, or the rules."""
    return suggestion.by or THE_RULES


def suggesters(cells: Iterable[Cell]) -> str:
    """Who suggests the verdicts of these cells: "GPT-5.2 and the built-in rules"."""
    names = dict.fromkeys(reader_of(one) for cell in cells for one in _suggesting(cell))
    models = [name for name in names if name != THE_RULES]
    if len(models) > _MOST_NAMED:
        models = [f"{number(len(models))} readers"]
    return listed([*models, *([THE_RULES] if THE_RULES in names else [])])


def _suggesting(cell: Cell) -> Sequence[Suggestion]:
    """The suggestions that come to the verdict.

    The readers', all of them if they are split; the rules' if there are none.
    """
    leading = [one for one in cell.suggestions if one.leads and one.value]
    same = [one for one in leading if one.value == cell.verdict.value]
    return same or leading or [cell.reading.suggestion]


def suggested(cell: Cell) -> str:
    """Who suggests the verdict of a cell, briefly.

    "" if people decided it, "suggested" for the rules, else "suggested by GPT-5.2", or "readers differ".
    """
    if cell.verdict.origin != "suggestion":
        return ""
    if cell.verdict.split:
        return "readers differ"
    who = suggesters([cell])
    differ = ", others differ" if cell.readers_differ else ""
    return "suggested" if who == THE_RULES else f"suggested by {who}{differ}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _marks(cell: Cell) -> list[Mark]:
    """The marks that say something: no abstentions."""
    return [mark for mark in cell.marks if mark.value != ABSTAINED]


def tally(marks: Iterable[Mark]) -> str:
    """The marks of a cell, counted: "3 marks, split 2 : 1".

    "" without marks.
    """
    values = Counter(mark.value for mark in marks)
    abstained = values.pop(ABSTAINED, 0)
    count = values.total()
    said = []
    if count:
        said.append(several(count, "mark"))
    if len(values) > 1:
        said.append("split " + " : ".join(str(times) for _, times in values.most_common()))
    if abstained:
        said.append(f"{number(abstained)} abstained")
    return ", ".join(said)


def split(cell: Cell) -> str:
    """The values of a split cell: "Between unclear and qualified."; else ""."""
    if not cell.verdict.split:
        return ""
    of_people = cell.verdict.origin == "marks"
    given = {mark.value for mark in cell.marks} if of_people else {one.value for one in cell.leading}
    return f"Between {listed([word(value) for value in (*cell.question.scale, *ABSENCES) if value in given])}."


def absence(value: str | None, cell: Cell) -> str:
    """The reason why a respondent does not answer.

    "" if `value` is no absence. It names the reader who says so, if no person does and the rules do not.
    """
    told = _absence(value, cell)
    readers = [one.by for one in cell.leading if one.by and one.value == value]
    by_readers = told and readers and cell.verdict.origin == "suggestion"
    return f"{told.rstrip('.')}, says {listed(readers)}." if by_readers and value != NOT_ASKED else told


def _absence(value: str | None, cell: Cell) -> str:
    if value == "not_asked":
        prompts = [turn.prompt for turn in cell.respondent.turns if turn.prompt.strip()]
        if not prompts:
            return "Not asked. No prompt is known."
        which = "The prompt here was" if len(prompts) == 1 else "The last prompt here was"
        return f"Not asked. {which} “{shortened(prompts[-1])}”"
    if value == "silent":
        asked = cell.reading.asked.how != "not_asked"
        return "Was asked, and doesn’t address this." if asked else "Doesn’t address this."
    return "Declines to answer." if value == "refused" else ""


NOBODY_HAS_READ = "Nobody has read this yet."


def unread(cell: Cell, *, briefly: bool = False) -> str:
    """A sentence on an unread cell, with the rules' reason.

    "" if somebody has. `briefly` keeps of the reasons only what says something of the answer: its language.
    """
    if not cell.unread:
        return ""
    if cell.hidden:
        return HIDDEN.reason
    abstained, reason = len(cell.marks), cell.reading.suggestion.reason
    nobody = f"Nobody has given it a verdict yet; {number(abstained)} abstained." if abstained else NOBODY_HAS_READ
    if briefly:
        reason = reason.removesuffix(ENGLISH_ONLY) if reason.endswith(ENGLISH_ONLY) else ""
    return f"{nobody} {reason}".rstrip()


def rests_on(cell: Cell) -> str:
    """The basis of a cell's verdict, in a sentence or two."""
    verdict, count = cell.verdict, len(_marks(cell))
    if cell.resolution is not None:
        return f"Settled by {cell.resolution.by}."
    if verdict.origin == "suggestion":
        return f"{_suggested_on(cell)}; nobody has marked it yet."
    if verdict.split:
        return f"The {number(count)} marks differ, and no single value is in the middle."
    if verdict.origin == "marks":
        return "One person’s mark." if count == 1 else f"Taken together from {number(count)} people’s marks."
    return unread(cell) or "It was read, and has no verdict yet."


def _suggested_on(cell: Cell) -> str:
    """Who suggests what, and when it was read.

    "Suggested by GPT-5.2 on 29 Nov 2026", "The readers differ: Claude says yes and GPT-5.2 says no".
    """
    if cell.readers_differ:
        told = [f"{reader_of(one)} says {word(one.value)}" for one in cell.leading if one.value]
        return f"The readers differ: {listed(told)}"
    return f"Suggested by {listed([who_read(one) for one in _suggesting(cell)])}"


def who_read(suggestion: Suggestion) -> str:
    """The reader and the day: "GPT-5.2 on 29 Nov 2026"."""
    day = suggestion.read_on
    return f"{reader_of(suggestion)}{f' on {day.day} {day:%b %Y}' if day else ''}"


_ASKED = {
    "alike": "Asked in the words of the question.",
    "reworded": "Asked in other words.",
    "partly": "Asked in part.",
}


def asked(cell: Cell) -> str:
    """The way the respondent was asked, in a sentence or two."""
    how = cell.reading.asked
    said = _ASKED.get(how.how) or absence(cell.reading.state, cell) or _unasked(cell)
    return f"{said} The prompt leads: it states a view, and the answer goes along." if how.led else said


def _unasked(cell: Cell) -> str:
    if not any(turn.prompt.strip() for turn in cell.respondent.turns):
        return "No prompt is known."
    told = "It is not known whether a prompt asks this"  # one may come near, or be in another language
    return f"{told}; it answers all the same." if cell.state == "answered" else f"{told}."


_SUPPORT = {
    "supported": "The paper says so",
    "not_found": "Not found in the paper",
    "contradicted": "The paper says otherwise",
}


def support(cell: Cell) -> str:
    """A person's word on a cell's support by the paper, or ""."""
    return _SUPPORT[cell.support.value] if cell.support else ""
