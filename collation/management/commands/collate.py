"""The reading of a comparison, as an owner sees it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from textwrap import wrap
from typing import Any

from django.core.management.base import CommandError

from collation.assemble.collation import collate, collation_document
from collation.cells import Cell, Collation
from collation.wording import several, value_of
from reviews.management import command
from reviews.models import Comparison
from reviews.scale import word

_WIDEST = 36
_ORIGINS = {"suggestion": "?", "resolution": "!"}


class Command(command.Command):
    help = "Prints the reading of a comparison: who answers what, and where they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the comparison's slug, as in its address")
        parser.add_argument("--json", action="store_true", help="print the collation document and nothing else")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        comparison = Comparison.objects.select_related("paper").filter(slug=slug).first()
        if comparison is None:
            raise CommandError(f"There is no comparison “{slug}”.")
        self.stdout.write(as_json(comparison) if options["json"] else as_text(comparison))


def as_json(comparison: Comparison) -> str:
    """The collation document."""
    return json.dumps(collation_document(comparison), ensure_ascii=False, indent=2)


def as_text(comparison: Comparison) -> str:
    """The matrix as a table of text.

    Rows × respondents with the verdict of each cell, the divergence of each row, and a legend of the signs.
    """
    collation = collate(comparison)
    title = f"{comparison.title} ({comparison.slug}, {comparison.phase})"
    if not collation.respondents:
        return f"{title}\n\nNobody has answered yet."
    table = _table(collation)
    widths = [max(len(line) for cell in column for line in cell) for column in zip(*table, strict=True)]
    lines = [title, ""]
    for row in table:
        for at in range(max(len(cell) for cell in row)):
            parts = [(cell[at] if at < len(cell) else "").ljust(width) for cell, width in zip(row, widths, strict=True)]
            lines.append("  ".join(parts).rstrip())
    lines += [
        "",
        "? suggested by readers or the rules, ! settled by the team, without a sign: what people’s marks come to;",
        "unread: nobody has read this yet",
    ]
    held = {passage.response_id for row in collation.rows for cell in row.cells for passage in cell.reading.passages}
    for respondent, turns in zip(collation.respondents, collation.other_turns, strict=True):
        if count := sum(turn.response_id not in held for turn in turns):
            lines.append(f"{several(count, 'other turn')} of {respondent.name}: nothing is set in a row")
    return "\n".join(lines)


def _table(collation: Collation) -> list[list[list[str]]]:
    """The head and the rows; a cell is a list of lines."""
    head = [[""], *([respondent.name] for respondent in collation.respondents), ["divergence"], ["read"]]
    return [
        head,
        *(
            [
                wrap(row.question.text, _WIDEST, break_long_words=False, break_on_hyphens=False) or [""],
                *([_said(cell)] for cell in row.cells),
                ["" if row.divergence is None else f"{row.divergence:.2f}"],
                [f"{row.read} of {row.asked}" if row.question.scored and row.asked else ""],
            ]
            for row in collation.rows
        ),
    ]


def _said(cell: Cell) -> str:
    """The verdict with its sign.

    The state if the question is not scored.
    """
    if not cell.question.scored:
        return word(cell.state)
    return f"{word(value_of(cell))} {_ORIGINS.get(cell.verdict.origin or '', '')}".rstrip()
