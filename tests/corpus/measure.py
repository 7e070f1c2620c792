"""`make bench ARGS=corpus`: precision and recall of every kind of statement, and each wrong one with its words.

`ARGS="corpus missed"` also lists what was not found, `ARGS="corpus FOLDER"` scores the comparisons of another folder.
Everything goes the way it goes in the product: stored by the verbs, read by `collation_document`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

from django.test.utils import setup_databases, teardown_databases

from collation.assemble.collation import collation_document
from reviews.domain.questions import ask_question
from reviews.models import Comparison as Stored
from reviews.models import Response
from tests.corpus import gold, score
from tests.factories import TeamFactory, UserFactory, make_comparison, make_transcript

MISSED = "missed"


def store(comparison: gold.Comparison) -> Stored:
    """The comparison in the database, its turns as they stand in the file."""
    owner = UserFactory()
    plain = [(one.key, one.text) for one in comparison.questions if one.scale == gold.VERDICT]
    stored = make_comparison(owner, TeamFactory(), title=comparison.title, questions=plain)
    for one in comparison.questions:
        if one.scale != gold.VERDICT:
            ask_question(comparison=stored, by=owner, text=one.text, scale_key=one.scale, key=one.key)
    for respondent in comparison.respondents:
        turns = [(turn.prompt, turn.answer) for turn in respondent.turns]
        make_transcript(stored, respondent.name, *turns, kind=respondent.kind)
    return stored


def texts_of(comparison: gold.Comparison, stored: Stored) -> dict[str, list[str]]:
    """The text of each response as it is frozen, by respondent, in the order of the file."""
    texts: dict[str, list[str]] = {one.key: [] for one in comparison.respondents}
    names = {one.name: one.key for one in comparison.respondents}
    found = Response.objects.current().filter(transcript__comparison=stored).order_by("position")
    for response in found.select_related("transcript__respondent"):
        texts[names[response.transcript.respondent.name]].append(response.text)
    return texts


def measured(comparison: gold.Comparison) -> score.Score:
    """The score of one comparison, stored and read anew."""
    stored = store(comparison)
    return score.score(comparison, collation_document(stored), texts_of(comparison, stored))


def report(total: score.Score, known: tuple[gold.Comparison, ...]) -> Iterator[str]:
    """The table, what it is counted on, and what is wrong."""
    respondents = [one for comparison in known for one in comparison.respondents]
    fields = {comparison.field for comparison in known}
    yield f"Corpus: {len(known)} comparisons, {len(respondents)} transcripts, {len(fields)} fields"
    yield score.table(total)
    yield ""
    yield "Wrong:"
    yield score.wrong(total) or "nothing"


def main(*args: str) -> None:
    """Prints the report, from a database that is thrown away; or what is wrong with a file of the corpus."""
    folders = [Path(arg) for arg in args if arg != MISSED]
    try:
        known = tuple(one for folder in folders or [gold.TEXTS] for one in gold.corpus(folder))
    except gold.GoldError as fault:
        sys.exit(str(fault))
    names = setup_databases(verbosity=0, interactive=False)
    try:
        total = sum((measured(comparison) for comparison in known), score.Score())
    finally:
        teardown_databases(names, verbosity=0)
    for line in report(total, known):
        sys.stdout.write(f"{line}\n")
    if MISSED in args:
        sys.stdout.write(f"\nMissed:\n{score.missed(total)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
