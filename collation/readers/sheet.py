"""The sheet: the prompt with which a model reads a comparison. Pure.

Foreign text stands between tags that end in a delimiter drawn for this sheet. It occurs in no text, so that no text can
close its tag, or open another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape

from collation.readers.folding import folded
from collation.readers.instructions import (
    ALONE_TASK,
    BASIS_RULES,
    CELLS_RULES,
    FACT_RULES,
    FINDINGS_RULES,
    FOREIGN,
    FORM_LEAD,
    GATHER_RULES,
    GATHER_TASK,
    LABELS_RULES,
    PAPER_RULES,
    POINTS_RULES,
    QUOTES_RULES,
    STATEMENTS_RULES,
    TASK,
)
from collation.readers.names import NameMap
from collation.readers.texts import SheetLabel, SheetPaper, SheetQuestion, SheetText
from collation.readers.tokens import estimate_tokens
from collation.readers.vocabulary import (
    FACT_KINDS,
    FINDING_KINDS,
    MOST_FACTS,
    MOST_FINDINGS,
    MOST_LABELS,
    MOST_SINGLE,
    REASON_WORDS,
    TITLE_WORDS,
    TOPIC_WORDS,
    VALUE_WORDS,
)
from collation.wording import listed
from reviews.characters import unmasked

WHOLE = "whole"
RESPONDENT = "respondent"
GATHER = "gather"

_DELIMITER_LENGTH = 10


@dataclass(frozen=True)
class SplitSheet:
    """One of the sheets of a comparison.

    `part` is whole, respondent or gather; `respondent` is the key of the only one in it, or "". `tokens` is its size,
    roughly.
    """

    part: str
    respondent: str
    text: str
    tokens: int


def delimiter(seed: str, foreign: Iterable[str]) -> str:
    """A word that occurs in none of the foreign texts.

    Not if signs are folded, either.
    """
    words = "\n".join(foreign)
    searched = f"{words}\n{folded(words)}".casefold()
    attempt = 0
    while True:
        drawn = sha256(f"{seed}/{attempt}".encode()).hexdigest()[:_DELIMITER_LENGTH]
        if drawn not in searched:
            return drawn
        attempt += 1


def foreign_texts(
    paper: SheetPaper,
    questions: Sequence[SheetQuestion],
    texts: Sequence[SheetText],
    labels: Sequence[SheetLabel] = (),
) -> tuple[str, ...]:
    """All words of a sheet that are not the program's."""
    return (
        paper.title,
        *paper.authors,
        paper.address,
        *paper.pages,
        *(part for question in questions for part in (question.key, question.text, *question.scale)),
        *(part for text in texts for part in (text.key, text.name)),
        *(part for text in texts for turn in text.turns for part in (turn.prompt, turn.answer)),
        *(label.name for label in labels),
    )


def render_sheet(
    paper: SheetPaper,
    questions: Sequence[SheetQuestion],
    texts: Sequence[SheetText],
    *,
    sheet_id: str,
    delimiter: str,
    labels: Sequence[SheetLabel] = (),
    names: NameMap | None = None,
    part: str = WHOLE,
) -> str:
    """The prompt for one sheet.

    `part` is whole, or respondent for a sheet of one text alone. It asks for `labels` if there are any. With `names`
    the respondents stand in the order of the map, under their replacements. ValueError if the delimiter occurs in a
    text.
    """
    if names is not None:
        given = {text.key: text for text in texts}
        texts = [names.hide_text(given[key]) for key, _ in names.keys if key in given]
        questions = [names.hide_question(question) for question in questions]
        paper = names.hide_paper(paper)
        labels = [replace(label, name=names.hide(label.name).text) for label in labels]
    if not delimiter or any(
        delimiter.casefold() in words.casefold() for words in foreign_texts(paper, questions, texts, labels)
    ):
        raise ValueError("the delimiter occurs in a text of the sheet")
    has_pages = any(page.strip() for page in paper.pages)
    tags = _Tags(delimiter)
    alone = part == RESPONDENT
    return (
        "\n\n".join(
            (
                ALONE_TASK if alone else TASK,
                f"Foreign text stands between tags that end in {delimiter}.\n{FOREIGN}",
                f"# The reply\n\n{FORM_LEAD}\n\n{_form(sheet_id, alone=alone, pages=has_pages, labels=bool(labels))}",
                _rules(alone=alone, pages=has_pages, labels=bool(labels)),
                _of_paper(paper, tags),
                *([_of_labels(labels, tags)] if labels else []),
                _of_questions(questions, tags),
                *(tags.respondent(text) for text in texts),
                _reminder(sheet_id, questions, texts, alone=alone, labels=bool(labels)),
            )
        )
        + "\n"
    )


@dataclass(frozen=True)
class _Tags:
    delimiter: str

    def around(self, tag: str, words: str, **attributes: str) -> str:
        said = "".join(f' {key}="{escape(" ".join(value.split()))}"' for key, value in attributes.items())
        return f"<{tag}-{self.delimiter}{said}>\n{words.strip()}\n</{tag}-{self.delimiter}>"

    def respondent(self, text: SheetText) -> str:
        turns = []
        for at, turn in enumerate(text.turns, start=1):
            if turn.prompt.strip():
                turns.append(self.around("prompt", turn.prompt, turn=str(at)))
            turns.append(self.around("answer", unmasked(turn.answer), turn=str(at)))
        return self.around("respondent", "\n".join(turns), key=text.key, name=text.name, kind=text.kind)


def _form(sheet_id: str, *, alone: bool, pages: bool, labels: bool) -> str:
    """The JSON wanted, as an example that is itself no JSON."""
    paper = ',\n   "paper": {"for": "…" | null, "against": "…" | null}' if pages else ""
    kinds = " | ".join(f'"{kind}"' for kind in FINDING_KINDS)
    fact_kinds = " | ".join(f'"{kind}"' for kind in FACT_KINDS)
    cell = (
        '{"respondent": KEY, "question": KEY, "state": "answered" | "silent" | "refused" | "not_asked",\n'
        '   "verdict": a value of the question\'s scale | null, "quote": "…" | null, "reason": "…", '
        f'"grounds": ["f1"]{paper}}}'
    )
    basis = (
        '"evidence_basis": [\n  {"respondent": KEY, "value": "full_paper" | "abstract_only" | "web_search" |\n'
        '   "unknown", "quote": "…" | null}\n ]'
    )
    if labels:
        basis += ',\n "labels": [\n  {"label": LABEL, "respondent": KEY, "quote": "…"}\n ]'
    if alone:
        return (
            f'{{"sheet": {json.dumps(sheet_id)},\n "points": [\n'
            f'  {{"key": "f1", "title": "…", "kind": {kinds}, "respondent": KEY, "quote": "…"}}\n ],\n'
            f' "statements": [\n  {{"key": "s1", "topic": "…", "kind": {fact_kinds},\n'
            '   "value": "…", "respondent": KEY, "quote": "…"}\n ],\n'
            f' "cells": [\n  {cell}\n ],\n {basis}}}'
        )
    return (
        f'{{"sheet": {json.dumps(sheet_id)},\n "findings": [\n'
        f'  {{"key": "f1", "title": "…", "kind": {kinds},\n'
        '   "raised_by": [{"respondent": KEY, "quote": "…"}], "opposed_by": [{"respondent": KEY, "quote": "…"}]}\n ],\n'
        f' "facts": [\n  {{"topic": "…", "kind": {fact_kinds}, "diverges": true | false,\n'
        '   "values": [{"value": "…", "respondent": KEY, "quote": "…"}], "self_contradictions": [KEY],\n'
        '   "settled_by": {"text": "…", "cells": [{"respondent": KEY, "question": KEY}]} | null}\n ],\n'
        f' "cells": [\n  {cell}\n ],\n {basis}}}'
    )


def _rules(*, alone: bool, pages: bool, labels: bool) -> str:
    told = [QUOTES_RULES, CELLS_RULES]
    told += [POINTS_RULES, STATEMENTS_RULES] if alone else [FINDINGS_RULES, FACT_RULES]
    told += [BASIS_RULES, *([LABELS_RULES] if labels else []), *([PAPER_RULES] if pages else [])]
    if not alone:
        told.append(f"At most {MOST_FACTS} facts and {MOST_FINDINGS} findings. Plain text everywhere, no links.")
    filled = [
        rule.format(
            reason=REASON_WORDS,
            topic=TOPIC_WORDS,
            value=VALUE_WORDS,
            title=TITLE_WORDS,
            single=MOST_SINGLE,
            labels=MOST_LABELS,
            points="points" if alone else "findings",
        )
        for rule in told
    ]
    return "# Rules\n\n" + "\n\n".join(filled)


def _of_paper(paper: SheetPaper, tags: _Tags) -> str:
    told = [paper.title.strip() or "(without a title)", ", ".join(filter(None, paper.authors)), paper.address]
    parts = [tags.around("thing", "\n".join(filter(None, told)))]
    parts += [tags.around("page", page, number=str(at)) for at, page in enumerate(paper.pages, start=1) if page.strip()]
    return "# The thing under review\n\n" + "\n".join(parts)


def _of_labels(labels: Sequence[SheetLabel], tags: _Tags) -> str:
    return "# Labels\n\n" + tags.around("labels", "\n".join(label.name for label in labels))


def _of_questions(questions: Sequence[SheetQuestion], tags: _Tags) -> str:
    told = [
        tags.around(
            "question",
            question.text,
            key=question.key,
            **({"scale": ", ".join(question.scale)} if question.scale else {"scale": "none: verdict is null"}),
        )
        for question in questions
    ]
    return "# Questions\n\n" + "\n".join(told) + "\n\n# Respondents"


def _reminder(
    sheet_id: str, questions: Sequence[SheetQuestion], texts: Sequence[SheetText], *, alone: bool, labels: bool
) -> str:
    cells = len(questions) * len(texts)
    keys = ", ".join(text.key for text in texts)
    asked = ", ".join(question.key for question in questions)
    lists = [*(("points", "statements") if alone else ("findings", "facts")), "cells", "evidence_basis"]
    what = listed([*lists, *(["labels"] if labels else [])])
    return (
        "# Now\n\nThe material ends here. Reply with the JSON object alone: "
        f'"sheet": {json.dumps(sheet_id)}, then {what}. Respondents: {keys}. Questions: {asked}. '
        f"That makes {cells} cells."
    )


@dataclass(frozen=True)
class GatheredPoint:
    """A point or a statement whose quotation was found.

    An earlier sheet of one respondent brought it.

    `key` is unique among all of them. `value` is that of a statement, "" for a point; `title` is then its topic.
    """

    key: str
    respondent: str
    kind: str
    title: str
    quote: str
    value: str = ""


def render_gather_sheet(
    questions: Sequence[SheetQuestion],
    points: Sequence[GatheredPoint],
    statements: Sequence[GatheredPoint],
    *,
    sheet_id: str,
    delimiter: str,
    names: NameMap | None = None,
) -> str:
    """The small sheet that asks which points and statements belong together.

    The respondents are named by their replacements if there are `names`.
    """
    tags = _Tags(delimiter)

    def shown(point: GatheredPoint) -> str:
        hidden = point
        if names is not None:
            hidden = replace(
                point,
                respondent=names.replacement(point.respondent),
                title=names.hide(point.title).text,
                quote=names.hide(point.quote).text,
                value=names.hide(point.value).text,
            )
        told = {"key": hidden.key, "respondent": hidden.respondent, "kind": hidden.kind}
        said = {"topic": hidden.title, "value": hidden.value} if hidden.value else {"title": hidden.title}
        return json.dumps({**told, **said, "quote": hidden.quote}, ensure_ascii=False)

    material = ["\n".join(map(shown, points)), "\n".join(map(shown, statements))]
    asked = questions if names is None else [names.hide_question(question) for question in questions]
    words = [*material, *(question.text for question in asked)]
    if not delimiter or any(delimiter.casefold() in part.casefold() for part in words):
        raise ValueError("the delimiter occurs in a text of the sheet")
    kinds = " | ".join(f'"{kind}"' for kind in FINDING_KINDS)
    fact_kinds = " | ".join(f'"{kind}"' for kind in FACT_KINDS)
    form = (
        f'{{"sheet": {json.dumps(sheet_id)},\n "findings": [\n  {{"key": "f1", "title": "…", "kind": {kinds},\n'
        '   "raised_by": [POINT], "opposed_by": [POINT]}\n ],\n'
        f' "facts": [\n  {{"topic": "…", "kind": {fact_kinds}, "diverges": true | false, "values": [STATEMENT],\n'
        '   "self_contradictions": [RESPONDENT],\n'
        '   "settled_by": {"text": "…", "cells": [{"respondent": RESPONDENT, "question": QUESTION}]} | null}\n ]}'
    )
    return (
        "\n\n".join(
            (
                GATHER_TASK,
                f"Foreign text stands between tags that end in {delimiter}.\n{FOREIGN}",
                f"# The reply\n\n{FORM_LEAD}\n\n{form}",
                "# Rules\n\n" + GATHER_RULES.format(title=TITLE_WORDS, topic=TOPIC_WORDS),
                _of_questions(asked, tags).removesuffix("\n\n# Respondents"),
                "# Points\n\n" + tags.around("points", material[0]),
                "# Statements\n\n" + tags.around("statements", material[1]),
                "# Now\n\nThe material ends here. Reply with the JSON object alone: "
                f'"sheet": {json.dumps(sheet_id)}, then findings and facts.',
            )
        )
        + "\n"
    )


def split_sheets(
    paper: SheetPaper,
    questions: Sequence[SheetQuestion],
    texts: Sequence[SheetText],
    *,
    sheet_id: str,
    delimiter: str,
    labels: Sequence[SheetLabel] = (),
    names: NameMap | None = None,
    most_tokens: int,
) -> tuple[SplitSheet, ...]:
    """The sheets of a comparison.

    One, or one for each respondent if that is too long.

    The id of a respondent's sheet is that of the whole with "-1", "-2" and so on, in the order of the sheet. What they
    bring goes into a sheet of its own (`render_gather_sheet`).
    """

    def made(part: str, given: Sequence[SheetText], respondent: str, its_id: str) -> SplitSheet:
        text = render_sheet(
            paper, questions, given, sheet_id=its_id, delimiter=delimiter, labels=labels, names=names, part=part
        )
        return SplitSheet(part, respondent, text, estimate_tokens(text))

    whole = made(WHOLE, texts, "", sheet_id)
    if whole.tokens <= most_tokens or len(texts) < 2:
        return (whole,)
    order = {key: at for at, (key, _) in enumerate(names.keys)} if names else {}
    ordered = sorted(texts, key=lambda text: order.get(text.key, 0))
    return tuple(made(RESPONDENT, [text], text.key, f"{sheet_id}-{at}") for at, text in enumerate(ordered, start=1))
