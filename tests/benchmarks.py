"""`make bench`: how long the reading takes, on answers shuffled together from the demo's words (seed 7).

Each figure is the median of several runs, in milliseconds, with the smallest and the largest; for an export at scale one
run of `manage.py ingest` in seconds, with its most memory. Nothing here is a test.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from collation.agreement.alpha import agreement  # noqa: E402
from collation.answers import engine  # noqa: E402
from collation.findings.candidates import candidates  # noqa: E402
from collation.findings.points import points  # noqa: E402
from collation.readers.check import check_reply  # noqa: E402
from collation.readers.reply import parse_reply  # noqa: E402
from collation.readers.texts import SheetPaper, SheetQuestion, SheetText, SheetTurn  # noqa: E402
from collation.record import Block, Question, Record, Respondent, Turn  # noqa: E402
from reviews import richtext  # noqa: E402
from reviews.domain.questions import DEFAULT_QUESTIONS  # noqa: E402
from reviews.intake import parse as formats  # noqa: E402
from reviews.intake.document import turns  # noqa: E402
from reviews.intake.page.to_markdown import plain_to_markdown  # noqa: E402
from reviews.scale import VERDICTS  # noqa: E402
from tests.large_export import write_export  # noqa: E402

DEMO = Path(__file__).resolve().parent.parent / "reviews" / "demo"
KILOBYTES = 6
SEED = 7
CONVERSATIONS = 2_000
IN_A_CHILD = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, capture_output=True)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def paragraphs() -> list[str]:
    found = []
    for document in sorted(DEMO.glob("*.md")):
        parsed = formats.parse(document.read_bytes(), name=document.name)
        found += [part for turn in turns(parsed) for part in turn.answer.split("\n\n") if part.strip()]
    return found


def answer(random: Random, known: Sequence[str], kilobytes: int = KILOBYTES) -> str:
    chosen, size = [], 0
    while size < kilobytes * 1024:
        chosen.append(random.choice(known))
        size += len(chosen[-1]) + 2
    return "\n\n".join(chosen)


def turn(number: int, prompt: str, markdown: str) -> Turn:
    rendered = richtext.render(markdown)
    return Turn(number, 0, prompt, rendered.text, tuple(Block(*block) for block in rendered.blocks))


def record(respondents: int, questions: Sequence[tuple[str, str]], each: Callable[[int], tuple[Turn, ...]]) -> Record:
    return Record(
        tuple(Question(number, key, text, True, VERDICTS) for number, (key, text) in enumerate(questions, start=1)),
        tuple(
            Respondent(
                key=f"r{at}",
                transcript_id=at,
                name=f"Respondent {at}",
                kind="model",
                version="",
                round=1,
                evidence_basis="unknown",
                evidence_quote="",
                turns=each(at),
            )
            for at in range(respondents)
        ),
    )


def prompt_of(questions: Sequence[tuple[str, str]]) -> str:
    return " ".join(text for _, text in questions)


def whole(respondents: int, kilobytes: int = KILOBYTES) -> Record:
    random, known = Random(SEED), paragraphs()
    return record(
        respondents,
        DEFAULT_QUESTIONS,
        lambda at: (turn(at, prompt_of(DEFAULT_QUESTIONS), answer(random, known, kilobytes)),),
    )


def one_answer_a_question(questions: int, respondents: int) -> Record:
    random, known = Random(SEED), paragraphs()
    subjects = ["safety", "cost", "code", "data", "memory", "training", "evaluation", "licence", "bias", "speed"]
    asked = [(f"q{at}", f"What does part {at} say of {subjects[at % len(subjects)]}?") for at in range(questions)]
    return record(
        respondents,
        asked,
        lambda who: tuple(
            Turn(who * questions + at, at, text, made.text, made.blocks)
            for at, (_, text) in enumerate(asked)
            for made in [turn(0, text, answer(random, known, 1))]
        ),
    )


def quotations_checked(respondents: int, kilobytes: int, quotations: int) -> Callable[[], object]:
    """The check of a reply: a third each cells, values and points; of the quotations one in ten is invented."""
    random, known = Random(SEED), paragraphs()
    texts = tuple(
        SheetText(
            f"r{at}", f"Respondent {at}", "model", (SheetTurn(at, "", f"{at}. {answer(random, known, kilobytes)}"),)
        )
        for at in range(respondents)
    )
    said = []
    for at in range(quotations):
        text = random.choice(texts)
        words = text.turns[0].answer.split()
        start = random.randrange(len(words) - 20)
        quote = " ".join(words[start : start + random.randint(8, 18)])
        said.append(
            {"respondent": text.key, "quote": quote if at % 10 else f"{quote} invented", "value": f"value {at}"}
        )
    third = quotations // 3
    questions = tuple(SheetQuestion(f"q{at}", f"Is part {at} sound?", VERDICTS) for at in range(third))
    reply = json.dumps(
        {
            "cells": [
                {**one, "question": f"q{at}", "state": "answered", "verdict": "yes"}
                for at, one in enumerate(said[:third])
            ],
            "facts": [
                {"topic": f"topic {at}", "kind": "claim", "diverges": True, "values": said[at : at + 4]}
                for at in range(third, 2 * third, 4)
            ],
            "findings": [
                {"title": f"Point {at}", "kind": "risk", "raised_by": said[at : at + 4]}
                for at in range(2 * third, quotations, 4)
            ],
        }
    )
    return lambda: check_reply(parse_reply(reply), questions, texts, SheetPaper())


def measure(name: str, work: Callable[[], object], runs: int = 5) -> None:
    took = []
    for _ in range(runs):
        start = perf_counter()
        work()
        took.append((perf_counter() - start) * 1000)
    sys.stdout.write(f"{name:<58}{median(took):>10.1f} ms  ({min(took):.1f} to {max(took):.1f})\n")
    sys.stdout.flush()


def exports_at_scale() -> None:
    with TemporaryDirectory() as folder:
        export, archive = Path(folder, "conversations.json"), Path(folder, "export.zip")
        with export.open("wb") as file:
            write_export(file, CONVERSATIONS)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.write(export, export.name)
        of_their_own = {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "DJANGO_SETTINGS_MODULE": "config.settings"}
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate"], env=os.environ | of_their_own, check=True, capture_output=True)
        last = ["--conversation", f"owl-{CONVERSATIONS - 1:06}", "--comparison", "owls", "--create", "--dry-run"]
        for file in (export, archive):
            for what, args in (("list", ["--list"]), ("take the last of", last)):
                command = [sys.executable, "-c", IN_A_CHILD, *manage, "ingest", str(file), *args]
                done = subprocess.run(
                    command, env=os.environ | of_their_own, check=True, capture_output=True, text=True
                )
                seconds, kilobytes = map(float, done.stdout.split())
                name = f"{what} {CONVERSATIONS:,} conversations, {file.stat().st_size // 10**6} MB {file.suffix[1:].upper()}"
                sys.stdout.write(f"{name:<58}{seconds:>10.1f} s   ({kilobytes / 1024:.0f} MB of memory)\n")
                sys.stdout.flush()


def main() -> None:
    few, many = whole(3), whole(50)
    measure("read 3 responses of 6 KB", lambda: engine.read(few))
    measure("read 50 responses of 6 KB", lambda: engine.read(many))
    grid = one_answer_a_question(80, 6)
    measure("read 80 questions x 6 respondents, 480 answers of 1 KB", lambda: engine.read(grid), runs=3)
    for kilobytes in (64, 256, 1024):
        long = whole(1, kilobytes)
        measure(f"read 1 response of {kilobytes} KB", lambda long=long: engine.read(long), runs=3)
    measure("points of 3 responses of 6 KB", lambda: [points(turn) for one in few.respondents for turn in one.turns])
    for name, sample in (("3 responses of 6 KB", few), ("50 responses of 6 KB", many), ("480 answers of 1 KB", grid)):
        known = {turn: points(turn) for one in sample.respondents for turn in one.turns}
        measure(
            f"findings of {name}, their points at hand",
            lambda sample=sample, known=known: candidates(sample.respondents, points_of=known.__getitem__),
            runs=3,
        )
    measure("check a reply of 300 quotations, 7 respondents of 20 KB", quotations_checked(7, 20, 300))
    paste = "\n\n".join(paragraphs()).encode() * 4
    measure(f"parse a paste of {len(paste) // 1024} KB", lambda: formats.parse(paste), runs=3)
    text = answer(Random(SEED), paragraphs())
    measure("render an answer of 6 KB", lambda: richtext.render(plain_to_markdown(text)))
    random = Random(SEED)
    units = [[random.choice((0, 1, 2, 3, None)) for _ in range(5)] for _ in range(100_000)]
    measure("alpha of 100,000 units x 5 raters, ordinal", lambda: agreement(units, "ordinal", resamples=0), runs=3)
    exports_at_scale()


if __name__ == "__main__":
    main()
