"""The method of a publication and its limits, in sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from collation import wording
from collation.cells import Cell, Collation
from collation.publish.document.cite import named, unnamed
from collation.publish.document.parse import EARLIER
from collation.record import RULES


def method(document: dict[str, Any], collation: Collation) -> tuple[str, ...]:
    """The sentences, from the rules for verdicts to what was left out."""
    head, readers = document["publication"], document.get("readers", [])
    cells = [cell for row in collation.rows if row.question.scored for cell in row.cells]
    return (
        "Every verdict codes what a respondent answers, not whether it is true.",
        _marked(head["reviewers"], cells, readers),
        *_blind(head.get("without_names", 0), head["reviewers"]),
        *_read_by(readers),
        "Divergence is the mean, over pairs of respondents, of how many steps of the scale lie between their verdicts, "
        "divided by the most there can be: 0 if all agree, 1 if two stand at the two ends. A tie of the marks stands "
        "in the middle of its values. Cells that are unread, silent, refused or not asked are left out and counted.",
        *_unread(cells, readers),
        *_earlier(document["format"]),
        *_saw_little(document["respondents"]),
        *_unasked(document, cells),
        *_facts(document["facts"], readers),
        *_left_out(head["left_out"]),
        *_extent(document),
        _naming(document),
    )


def _naming(document: dict[str, Any]) -> str:
    numbered = unnamed(document)
    if not numbered:
        return "Reviewers are named." if named(document) else "Reviewers are numbered, not named."
    have = "has" if len(numbered) == 1 else "have"
    others = "; the other reviewers are" if named(document) else ""
    return f"{wording.listed(numbered)} {have} not agreed to be named{others}."


def _marked(reviewers: int, cells: list[Cell], readers: list[dict[str, Any]]) -> str:
    who = wording.several(reviewers, "reviewer", wording.number(reviewers).capitalize()) if reviewers else "Nobody"
    marked = sum(bool(cell.marks) for cell in cells)
    suggested = "what readers suggest, each named, else " if readers else ""
    return (
        f"{who} marked {f'{marked} of {len(cells)} cells' if marked else 'a cell'}. A cell’s verdict is what the team "
        f"settled on, else the median of its marks, else {suggested}what the built-in rules suggest, which is drawn as "
        "such."
    )


def _blind(without_names: int, reviewers: int) -> Iterator[str]:
    if without_names:
        yield (
            f"{wording.number(without_names).capitalize()} of {wording.several(reviewers, 'reviewer')} marked without "
            "names, before those were revealed. Whoever took the texts in knew them, and a style may betray a model."
        )


def _read_by(readers: list[dict[str, Any]]) -> Iterator[str]:
    """Sentences on who read the texts, when, and the hashes."""
    for reader in readers:
        day = date.fromisoformat(reader["at"][:10])
        made_by = f" ({reader['family']})" if reader["family"] else ""
        sheet = f", to the sheet {reader['sheet_sha256'][:12]}" if reader["sheet_sha256"] else ""
        dropped = reader["dropped"]
        without = f" {wording.several(dropped, 'detail')} of its replies did not pass the check." if dropped else ""
        yield (
            f"{reader['name']}{made_by} read the texts on {day.day} {day:%B %Y} (reply {reader['reply_sha256'][:12]}"
            f"{sheet}; the hashes are SHA-256). What it says of an answer was kept only with words that the program "
            f"found there.{without}"
        )


def _unread(cells: list[Cell], readers: list[dict[str, Any]]) -> Iterator[str]:
    unread = sum(cell.unread for cell in cells)
    if unread:
        yield (
            f"Nobody has read {unread} of {len(cells)} cells: no person has marked them, "
            f"{'no reader speaks of them, ' if readers else ''}and the built-in rules say only what the words show "
            "outright. Unread is not silent."
        )


def _earlier(form: str) -> Iterator[str]:
    if form == EARLIER:
        yield (
            "The suggestions in this version, “silent” and “not asked” among them, came from earlier rules, "
            "which said more than the words show."
        )


def _saw_little(respondents: list[dict[str, Any]]) -> Iterator[str]:
    basis = {
        value: [each["name"] for each in respondents if each["evidence_basis"]["value"] == value]
        for value in ("abstract_only", "unknown")
    }
    if names := basis["abstract_only"]:
        yield f"{wording.listed(names)} saw the abstract only: what they agree on is worth less for it."
    if names := basis["unknown"]:
        yield f"No statement was found on what {wording.listed(names)} saw."


def _unasked(document: dict[str, Any], cells: list[Cell]) -> Iterator[str]:
    """Sentences on questions that no prompt asks, and people without prompts.

    If only quotations of a respondent are published, its prompts are not in the document, and no sentence mentions
    them.
    """
    not_asked = [cell for cell in cells if cell.reading.state == "not_asked" and cell.respondent.kind == "model"]
    told: dict[tuple[str, ...], list[str]] = {}
    for question in dict.fromkeys(cell.question for cell in not_asked):
        names = tuple(cell.respondent.name for cell in not_asked if cell.question == question)
        told.setdefault(names, []).append(f"“{question.text}”")
    if told:
        asked = [f"{wording.listed(names)} {wording.listed(texts)}" for names, texts in told.items()]
        yield f"No prompt was found that asks {'; '.join(asked)}."
    names_of = {each["key"]: each["name"] for each in document["respondents"] if each["kind"] == "person"}
    wrote = [
        names_of[each["respondent"]]
        for each in document["transcripts"]
        if each["respondent"] in names_of
        and each["turns"] == len(each["responses"]) > 0
        and not any(turn["prompt"].strip() for turn in each["responses"])
    ]
    if wrote:
        yield f"No prompt is known for what {wording.listed(wrote)} wrote."


def _facts(facts: list[dict[str, Any]], readers: list[dict[str, Any]]) -> Iterator[str]:
    if facts:
        searched = {value["paper"]["searched"] for fact in facts for value in fact["values"]} & wording.SEARCHED.keys()
        where = "".join(f" {_looked_up(text)}" for text in sorted(searched))
        sources = {fact.get("source", RULES) for fact in facts}  # the earlier format names none
        names = [reader["name"] for reader in readers if reader["key"] in sources]
        found_by = wording.listed([*(["rules of language"] if RULES in sources else []), *names])
        yield f"Facts were found by {found_by}, and each that is shown was confirmed by a person.{where}"


def _looked_up(searched: str) -> str:
    told = f"What they give was looked up in {wording.SEARCHED[searched]} of the paper"
    return f"{told} alone: what is not found there may be in the rest of it." if searched == "abstract" else f"{told}."


def _left_out(count: int) -> Iterator[str]:
    if count:
        verb = "respondent of the comparison is" if count == 1 else "respondents of the comparison are"
        yield f"{wording.number(count).capitalize()} more {verb} not published here, and not counted in any figure."


def _extent(document: dict[str, Any]) -> Iterator[str]:
    names = {each["key"]: each["name"] for each in document["respondents"]}
    quoted = [names[each["respondent"]] for each in document["transcripts"] if each["publish"] == "quotations"]
    if quoted:
        yield f"Of {wording.listed(quoted)} only quotations are shown: the text is its author’s."
