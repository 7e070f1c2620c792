"""How many of the prompts of unmarked chats are found, and how many found are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from statistics import fmean

from reviews.intake.document import Parsed
from tests.unmarked.pages import Unmarked

Span = tuple[int, int]


@dataclass(frozen=True)
class Scored:
    """The prompts of one page.

    `found` are those whose words were reported as a prompt, all of them and no others; `near` those of which at least
    half were, with at most as many others. `false` are the reported ones that are not near any.
    """

    page: Unmarked
    reported: tuple[Span, ...]
    found: tuple[Span, ...]
    near: tuple[Span, ...]
    false: tuple[Span, ...]


def reported_prompts(parsed: Parsed) -> tuple[Span, ...]:
    """The places of the prompts of a document, without white space around them."""
    spans: list[Span] = []
    joins = False
    for piece in parsed.pieces:
        if piece.role == "prompt":
            start = spans.pop()[0] if joins else piece.start
            spans.append((start, piece.end))
        joins = piece.role == "prompt" or (joins and piece.role != "answer")
    return tuple(_trimmed(parsed.text, span) for span in spans)


def scored(page: Unmarked, reported: Sequence[Span]) -> Scored:
    """The score of what was reported of a page."""
    asked = [_trimmed(page.text, span) for span in page.prompts]
    alike = [(one, other) for one in asked for other in reported if _overlap(one, other) >= 0.5]
    near = {one for one, _ in alike}
    return Scored(
        page,
        tuple(reported),
        tuple(one for one in asked if one in set(reported)),
        tuple(one for one in asked if one in near),
        tuple(one for one in reported if one not in {other for _, other in alike}),
    )


def _trimmed(text: str, span: Span) -> Span:
    words = text[span[0] : span[1]]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def _overlap(one: Span, other: Span) -> float:
    """The share of two places that is common to both, 0 to 1."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (one[1] - one[0] + other[1] - other[0] - common) if common > 0 else 0.0


def table(scores: Iterable[Scored]) -> list[str]:
    """Lines of figures: all, by language, and by layout.

    What is found is the mean over the conversations; what is false, of all that was reported.
    """
    scores = list(scores)
    lines = [f"{'':<14}{'chats':>7}{'prompts':>9}{'found':>8}{'near':>8}{'false':>8}", _line("all", scores)]
    by_language: Callable[[Scored], str] = attrgetter("page.language")
    by_layout: Callable[[Scored], str] = attrgetter("page.layout")
    for key in (by_language, by_layout):
        lines += [_line(name, list(group)) for name, group in groupby(sorted(scores, key=key), key)]
    return lines


def _line(name: str, scores: list[Scored]) -> str:
    asking = [one for one in scores if one.page.prompts]
    prompts = sum(len(one.page.prompts) for one in scores)
    found = fmean(len(one.found) / len(one.page.prompts) for one in asking)
    near = fmean(len(one.near) / len(one.page.prompts) for one in asking)
    false = sum(len(one.false) for one in scores) / max(1, sum(len(one.reported) for one in scores))
    return f"{name:<14}{len(scores):>7,}{prompts:>9,}{found:>8.1%}{near:>8.1%}{false:>8.1%}"
