"""The history of a cell in words. Pure.

It tells people's judgements apart from what only followed from a corrected document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from collation import wording

CORRECTED, CONTINUED, UNTOLD = "document corrected", "conversation exported again", ""


@dataclass(frozen=True)
class HistoryEntry:
    """A row in the history of a mark, settlement or support.

    `what` and `number` name the record.
    `did` is + (made), ~ (changed) or - (taken back); `judged_at` is when a person last judged, so that a row that
    does not move it is nobody's judgement. `by` made the change, `whose` the mark; `cause` is the change reason.
    """

    what: str  # mark | settlement | support
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


@dataclass(frozen=True)
class Event:
    """One event in words.

    `who` did it, or "" if no person judged anything; then the value and the reason.
    """

    at: datetime
    who: str
    did: str
    value: str = ""
    why: str = ""


def told(entries: Iterable[HistoryEntry]) -> list[Event]:
    """The events of a cell, newest first.

    `entries` come in any order, those of one record oldest first. A row that changes no judgement appears as the change
    of the document behind it, once for all rows of that change. If only the place of a quotation moved, it does not
    appear.
    """
    by_record: dict[tuple[str, int], list[HistoryEntry]] = {}
    for entry in entries:
        by_record.setdefault((entry.what, entry.number), []).append(entry)
    acts: list[tuple[HistoryEntry, Event | None]] = []
    for rows in by_record.values():
        for before, entry in zip([None, *rows], rows, strict=False):
            if before is None or entry.did != "~" or entry.judged_at != before.judged_at:
                acts.append((entry, _act(entry, before)))
            elif entry.confirm_again and not before.confirm_again:
                acts.append((entry, None))
    acts.sort(key=lambda act: act[0].at)
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
}


def _act(entry: HistoryEntry, before: HistoryEntry | None) -> Event:
    did = _DID[entry.what]
    if entry.did == "-":
        return Event(entry.at, entry.by, did["taken back"])
    if entry.did == "+" or before is None:
        how = "made"
    elif entry.value != before.value:
        how = "changed"
    else:
        how = "confirmed" if before.confirm_again else "edited"
    return Event(entry.at, entry.by, did[how], entry.value, entry.why)


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
