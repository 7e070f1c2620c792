"""The changes between two documents of a comparison, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collation.publish.document.cite import named
from collation.wording import listed, number, several, shortened
from reviews.scale import UNREAD, word

_EXTENT = {"full": "full text", "quotations": "quotations only"}


def changes(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, ...]:
    """Sentences on the differences, in the order of the page.

    Empty if there are none.

    Number and date are taken out of both documents (`reviews.domain.publications.unnumbered`).
    """
    if old == new:
        return ()
    said = [
        *_head(old, new),
        *_respondents(old, new),
        *_rows(old, new),
        *_facts(old, new),
        *_findings(old, new),
        *_conclusions(old, new),
        *_turns(old, new),
        *_rejoinders(old, new),
    ]
    return tuple(said or ["Small things: the order of rows or respondents, counts, or what a newer release adds."])


def _head(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    was, now = old["publication"], new["publication"]
    if was["title"] != now["title"]:
        yield f"The title: “{now['title']}”."
    if was["finding"] != now["finding"]:
        yield f"The finding: “{now['finding']}”." if now["finding"] else "The finding is gone."
    named_was, named_now = named(old), named(new)
    if come := [name for name in named_now if name not in named_was]:
        yield f"Named from now on: {listed(come)}."
    if gone := [name for name in named_was if name not in named_now]:
        yield f"No longer named: {listed(gone)}."
    if old.get("format") != new.get("format"):
        yield "The rules that suggest verdicts: what they cannot show is unread now."
    if old["paper"] != new["paper"]:
        yield "What is said of the paper."
    if was.get("rejoinders") != now.get("rejoinders"):
        yield "Those concerned can reply." if now.get("rejoinders") else "Those concerned can no longer reply."


def _respondents(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    was = {each["key"]: each for each in old["respondents"]}
    now = {each["key"]: each for each in new["respondents"]}
    if gone := [each["name"] for key, each in was.items() if key not in now]:
        yield f"No longer there: {listed(gone)}."
    if come := [each["name"] for key, each in now.items() if key not in was]:
        yield f"New: {listed(come)}."
    extent_was = {each["respondent"]: each for each in old["transcripts"]}
    for transcript in new["transcripts"]:
        before, key = extent_was.get(transcript["respondent"]), transcript["respondent"]
        if before is None or key not in was:
            continue
        if before["publish"] != transcript["publish"]:
            yield f"{now[key]['name']}: {_EXTENT[transcript['publish']]}, was {_EXTENT[before['publish']]}."
        about = ("vendor", "said_on", "link")
        if was[key] != now[key] or any(before[name] != transcript[name] for name in about):
            yield f"{now[key]['name']}: what is said of it (name, version, date, link or what it could see)."


def _rows(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    was, now = _by_question(old), _by_question(new)
    asked_was, asked = ({each["key"]: each for each in document["questions"]} for document in (old, new))
    for key in (key for key in was if key not in now):
        yield f"The row “{shortened(asked_was[key]['text'])}” is gone."
    names = {each["key"]: each["name"] for each in new["respondents"]}
    for key, cells in now.items():
        text = shortened(asked[key]["text"])
        if key not in was:
            yield f"The row “{text}” is new."
            continue
        if asked_was[key] != asked[key]:
            yield f"“{text}” is worded or scored in another way."
        for respondent, cell in cells.items():
            if respondent in was[key] and not _alike(was[key][respondent], cell):
                yield f"“{text}”, {names[respondent]}: {listed(list(_cell(was[key][respondent], cell)))}."


def _by_question(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["question"]: {cell["respondent"]: cell for cell in row["cells"]} for row in document["rows"]}


def _alike(was: Any, now: Any) -> bool:
    """Whether two values agree in the keys that both formats have."""
    if isinstance(was, dict) and isinstance(now, dict):
        return all(_alike(was[key], now[key]) for key in was.keys() & now.keys())
    if isinstance(was, list) and isinstance(now, list):
        return len(was) == len(now) and all(map(_alike, was, now))
    return was == now


def _cell(was: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """The differences of two cells that differ; at least one."""
    told = [*_verdict(was, now), *_marks(was["marks"], now["marks"])]
    if was["resolution"] != now["resolution"]:
        told.append("no longer settled" if now["resolution"] is None else "settled by the team")
    if not _alike(was["support"], now["support"]):
        told.append("what the paper is said to have of it")
    if _words(was) != _words(now):
        told.append("other passages")
    if not _alike(was.get("round_2"), now.get("round_2")):
        told.append(_later(was.get("round_2"), now.get("round_2")))
    if not told:
        told.append("what the rules suggest, or where the words are painted")
    yield from told


def _verdict(was: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    before, after = (_stands(cell["verdict"], cell["state"]) for cell in (was, now))
    if before != after:
        yield f"{before} → {after}"


def _stands(verdict: dict[str, Any], state: str) -> str:
    none = UNREAD if state == UNREAD else "no verdict"
    return word(verdict["value"]) if verdict["value"] else "split" if verdict["split"] else none


def _marks(was: list[Any], now: list[Any]) -> Iterator[str]:
    more = len(now) - len(was)
    if more:
        yield several(abs(more), "more mark" if more > 0 else "fewer mark", number(abs(more)))
    elif was == now:
        return
    elif [{**mark, "by": ""} for mark in was] == [{**mark, "by": ""} for mark in now]:
        yield "reviewers under other names"
    else:
        yield "other marks"


def _later(was: dict[str, Any] | None, now: dict[str, Any] | None) -> str:
    """What differs between two answers of a later round."""
    if was is None or now is None:
        return "answered again, after seeing the others’ answers" if was is None else "no longer an answer of round 2"
    before, after = (_stands(one, "") for one in (was, now))
    return f"in round {now['round']} {before} → {after}" if before != after else f"in round {now['round']} other words"


def _words(cell: dict[str, Any]) -> list[Any]:
    return [(passage["response"], passage["text"]) for passage in cell["passages"]]


def _facts(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    was, now = ({(each["kind"], each["topic"]): each for each in document["facts"]} for document in (old, new))
    for what, topics in (
        ("No longer confirmed", [topic for topic in was if topic not in now]),
        ("Confirmed", [topic for topic in now if topic not in was]),
        ("Said otherwise", [topic for topic in now if topic in was and not _alike(was[topic], now[topic])]),
    ):
        if topics:
            yield f"Facts. {what}: {listed([topic for _, topic in topics])}."


def _findings(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    was, now = ({each["title"]: each for each in document["findings"]} for document in (old, new))
    for what, titles in (
        ("Gone", [title for title in was if title not in now]),
        ("New", [title for title in now if title not in was]),
        ("Rated or gathered otherwise", [title for title in now if title in was and was[title] != now[title]]),
    ):
        if titles:
            yield f"Findings. {what}: {listed([f'“{title}”' for title in titles])}."


def _conclusions(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    was, now = ({each["question"]: each for each in document.get("conclusions", ())} for document in (old, new))
    asked = {each["key"]: each["text"] for document in (old, new) for each in document["questions"]}
    for what, keys in (
        ("Gone", [key for key in was if key not in now]),
        ("New", [key for key in now if key not in was]),
        ("Said otherwise", [key for key in now if key in was and was[key] != now[key]]),
    ):
        if keys:
            yield f"Conclusions. {what}: {listed([f'“{shortened(asked[key])}”' for key in keys])}."


def _turns(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    was = {each["respondent"]: each["responses"] for each in old["transcripts"]}
    names = {each["key"]: each["name"] for each in new["respondents"]}
    for transcript in new["transcripts"]:
        before, now = was.get(transcript["respondent"]), transcript["responses"]
        if before is not None and before != now:
            count = f"{number(len(before))} → {number(len(now))}"
            yield f"{names[transcript['respondent']]}: other turns in full ({count})."


def _rejoinders(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    was, now = (document.get("rejoinders", []) for document in (old, new))
    for what, replies in (
        ("Gone", [reply for reply in was if reply not in now]),
        ("New", [reply for reply in now if reply not in was]),
    ):
        if replies:
            yield f"Replies of those concerned. {what}: {listed([reply['name'] for reply in replies])}."
