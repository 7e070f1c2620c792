"""The history of a cell in words. Pure.

It tells people's acts apart from what only followed from a corrected document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from collation import wording

CORRECTED, CONTINUED, UNTOLD = "document corrected", "conversation exported again", ""
TAKEN_BACK = "taken back"
"""The cause of taking a placement back."""

BELONGS, ELSEWHERE = "in", "out"
"""The values of a placement.

The words answer the question, or do not.
"""


@dataclass(frozen=True)
class HistoryEntry:
    """A row in the history of what people say.

    `what` and `number` name the record.
    `did` is + (made), ~ (changed) or - (taken back); `judged_at` is when a person last judged, so that a row that
    does not move it is nobody's judgement. `by` made the change, `whose` the mark; `cause` is the change reason.

    Of a mark, `reviewer` is its reviewer's id and `blind` whether something was hidden from them; `suggested_by` are
    the readers who suggested its value, if that could be seen. The change of a thread is that it was resolved.
    """

    what: str  # mark | settlement | support | dismissal | deferral | placement | thread
    number: int
    at: datetime
    did: str
    by: str
    value: str
    why: str
    judged_at: datetime
    whose: str = ""
    confirm_again: bool = False
    cause: str = UNTOLD
    reviewer: int | None = None
    blind: bool = False
    suggested_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """One event in words.

    `who` did it, or "" if no person did anything; then the value, the readers who suggested it, and the reason.
    `thread` is the number of a thread that was opened or resolved.
    """

    at: datetime
    who: str
    did: str
    value: str = ""
    why: str = ""
    suggested_by: str = ""
    thread: int | None = None


def told(entries: Iterable[HistoryEntry]) -> list[Event]:
    """The events of a cell, newest first.

    `entries` come in any order, those of one record oldest first. A row that changes no judgement appears as the change
    of the document behind it, once for all rows of that change. If only the place of a quotation moved, it does not
    appear.
    """
    by_record: dict[tuple[str, int], list[HistoryEntry]] = {}
    for entry in entries:
        by_record.setdefault((entry.what, entry.number), []).append(entry)
    rows = [
        (entry, before) for record in by_record.values() for before, entry in zip([None, *record], record, strict=False)
    ]
    rows.sort(key=lambda row: row[0].at)
    acts: list[tuple[HistoryEntry, Event | None]] = []
    standing: set[tuple[int | None, bool]] = set()  # marks, as reviewer and whether they are blind
    for entry, before in rows:
        revises = not entry.blind and before is None and (entry.reviewer, True) in standing
        goes_along = entry.blind and (entry.reviewer, False) in standing
        if entry.what == "mark":
            (standing.discard if entry.did == "-" else standing.add)((entry.reviewer, entry.blind))
        if entry.did == "-" and goes_along:
            continue  # a blind mark goes with its revision
        if entry.what == "placement" and entry.cause not in (UNTOLD, TAKEN_BACK):
            continue  # its words were found again, or are gone
        if before is None or entry.did != "~" or entry.judged_at != before.judged_at:
            acts.append((entry, _act(entry, before, revises)))
        elif entry.confirm_again and not before.confirm_again:
            acts.append((entry, None))
    events: list[Event] = []
    for (act, cause, by), touched in groupby(acts, key=lambda act: (act[1], act[0].cause, _changer(act[0]))):
        events.append(act or _changed(cause, by, [entry for entry, _ in touched]))
    return events[::-1]


_DID = {
    "mark": {
        "made": "marked it",
        "changed": "changed the mark to",
        "confirmed": "confirmed the mark:",
        "edited": "edited the mark:",
        "taken back": "took the mark back",
        "revised": "revised the mark after the reveal:",
    },
    "settlement": {
        "made": "settled it as",
        "changed": "settled it anew, as",
        "confirmed": "confirmed the settlement:",
        "edited": "edited the settlement:",
        "taken back": "let the marks decide again",
    },
    "support": {
        "made": "said of the paper:",
        "changed": "said of the paper instead:",
        "confirmed": "said of the paper again:",
        "edited": "said of the paper again:",
        "taken back": "took back what was said of the paper",
    },
    "dismissal": {
        "made": "dismissed what was suggested:",
        "taken back": "let readers suggest it again:",
    },
    "deferral": {
        "made": "left it open:",
        "edited": "said anew why it is left open:",
        "taken back": "put it back among the conflicts",
    },
    "thread": {
        "made": "opened a thread",
        "edited": "resolved a thread",
    },
}


def _act(entry: HistoryEntry, before: HistoryEntry | None, revises: bool) -> Event:
    if entry.what == "placement":
        return _placed(entry)
    did = _DID[entry.what]
    if entry.did == "-":
        return Event(entry.at, entry.by, did["taken back"], entry.value if entry.what == "dismissal" else "")
    if revises:
        how = "revised"
    elif entry.did == "+" or before is None:
        how = "made"
    elif entry.value != before.value:
        how = "changed"
    else:
        how = "confirmed" if before.confirm_again else "edited"
    by_readers = wording.listed(entry.suggested_by) if how in ("made", "changed", "revised") else ""
    thread = entry.number if entry.what == "thread" else None
    return Event(entry.at, entry.by, did[how], entry.value, entry.why, by_readers, thread)


def _placed(entry: HistoryEntry) -> Event:
    if entry.did == "-" or entry.cause == TAKEN_BACK:
        did = "took a placement back:"
    else:
        did = "placed words here:" if entry.value == BELONGS else "said that words do not belong here:"
    return Event(entry.at, entry.by, did, "", f"“{wording.shortened(entry.why)}”")


def _changed(cause: str, by: str, entries: list[HistoryEntry]) -> Event:
    """The event of a changed document, with what to confirm again."""
    stale = [f"{entry.whose}’s mark" if entry.what == "mark" else "the settlement" for entry in entries]
    verb = "is" if len(stale) == 1 else "are"
    did = f"{_happened(cause, by)}; {wording.listed(stale)} {verb} to be confirmed again."
    return Event(entries[-1].at, "", did)


def _changer(entry: HistoryEntry) -> str:
    """The person who changed the document, or "".

    A row from before causes were stored names the marker if nobody was known.
    """
    return "" if entry.cause == UNTOLD and entry.by == entry.whose else entry.by


def _happened(cause: str, by: str) -> str:
    who = f" by {by}" if by else ""
    if cause == CONTINUED:
        return f"A longer export of the conversation was stored{who}"
    return f"The document was {'corrected' if cause == CORRECTED else 'changed'}{who}"
