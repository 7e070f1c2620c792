"""The history of a cell in words."""

from datetime import UTC, datetime, timedelta

from collation.pages.cell_history import HistoryEntry, told

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(minute: int, did: str, *, judged: int | None = None, **more) -> HistoryEntry:
    at = NOON + timedelta(minutes=minute)
    given = {"what": "mark", "number": 1, "by": "Bob", "whose": "Bob", "value": "yes", "why": "", **more}
    return HistoryEntry(
        at=at, did=did, judged_at=NOON + timedelta(minutes=minute if judged is None else judged), **given
    )


def test_a_longer_export_is_told_as_one():
    rows = [entry(0, "+"), entry(5, "~", judged=0, by="Eve", cause="conversation exported again", confirm_again=True)]
    assert [event.did for event in told(rows)] == [
        "A longer export of the conversation was stored by Eve; Bob’s mark is to be confirmed again.",
        "marked it",
    ]


def test_a_change_by_nobody_known_names_nobody():
    rows = [entry(0, "+"), entry(5, "~", judged=0, by="", cause="document corrected", confirm_again=True)]
    assert told(rows)[0].did == "The document was corrected; Bob’s mark is to be confirmed again."
    assert told(rows)[0].who == ""


def test_two_corrections_are_two_events_and_a_quotation_that_moves_is_none():
    corrected = {"by": "Eve", "cause": "document corrected", "confirm_again": True}
    rows = [
        entry(0, "+"),
        entry(5, "~", judged=0, **corrected),
        entry(6, "~", judged=0, by="Eve", cause="words found again", confirm_again=True),
        entry(7, "~"),
        entry(9, "~", judged=7, **corrected),
    ]
    assert [(event.who, event.did) for event in told(rows)] == [
        ("", "The document was corrected by Eve; Bob’s mark is to be confirmed again."),
        ("Bob", "confirmed the mark:"),
        ("", "The document was corrected by Eve; Bob’s mark is to be confirmed again."),
        ("Bob", "marked it"),
    ]
