"""`python -m tests.unmarked.measure FOLDER`: how many prompts are found in chats without labels, and how many are none.

FOLDER holds a folder for each language, with exports of one conversation each. `FOLDER missed` lists what was not found
and what was false.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

from reviews.intake.parse import parse
from tests.unmarked.pages import unmarked_pages
from tests.unmarked.score import Scored, reported_prompts, scored, table


def measured(folder: Path) -> list[Scored]:
    """The score of every conversation in a folder of folders."""
    return [scored(page, reported_prompts(parse(page.text.encode()))) for page in unmarked_pages(folder)]


def mistakes(score: Scored) -> list[str]:
    """The prompts that were missed and those that are none, a line each."""
    wrong = [("missed", span) for span in map(tuple, score.page.prompts) if span not in score.found]
    wrong += [("false", span) for span in score.false]
    return [
        f"{score.page.language} {score.page.name} {what}: {score.page.text[start:end][:160]!r}"
        for what, (start, end) in sorted(wrong, key=lambda one: one[1])
    ]


def main() -> None:
    scores = measured(Path(sys.argv[1]))
    if "missed" in sys.argv[2:]:
        for score in scores:
            sys.stdout.writelines(f"{line}\n" for line in mistakes(score))
    sys.stdout.writelines(f"{line}\n" for line in table(scores))


if __name__ == "__main__":
    main()
