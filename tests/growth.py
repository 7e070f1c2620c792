"""`make bench`, its second half: whether the time of what reads foreign text grows with its length alone.

Each pattern of `tests/patterns.py` is given, at 8, 40, 100 and 400 KB, to everything that a person's paste goes
through. Each pattern runs in a child process of its own, which is ended after LIMIT seconds of CPU. A step grows worse
than linearly if the CPU time of the longest text, over that of a shorter one, is more than the ratio of what there was
to read in them to the power of WORST; a time below FLOOR counts as FLOOR, and a step that looks bad is measured again, best of AGAIN.
Only what is bad is printed, then how much was measured, and the slowest. Exit code 1 if anything is bad.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from collation.answers import engine  # noqa: E402
from collation.facts.compare import facts  # noqa: E402
from collation.findings.candidates import candidates  # noqa: E402
from collation.findings.points import points  # noqa: E402
from collation.language.spellings import pattern_of  # noqa: E402
from collation.publish.document.private import alarms  # noqa: E402
from collation.readers.round_reply import because, of_nobody_named  # noqa: E402
from collation.record import Block, Question, Record, Respondent, RoundShown, Turn  # noqa: E402
from reviews import richtext  # noqa: E402
from reviews.domain.questions import DEFAULT_QUESTIONS  # noqa: E402
from reviews.intake import parse as formats  # noqa: E402
from reviews.intake.document import IntakeError  # noqa: E402
from reviews.scale import VERDICTS  # noqa: E402
from tests.patterns import PATTERNS, Pattern  # noqa: E402

SIZES = (8_000, 40_000, 100_000, 400_000)
FLOOR = 0.05  # seconds of CPU
WORST = 1.3  # the exponent that still counts as linear: caches, allocation and n log n are no fault
LIMIT = 120  # seconds of CPU for one pattern
AGAIN = 2

PROMPT = " ".join(text for _, text in DEFAULT_QUESTIONS)


def parse(text: str, **options: str) -> None:
    """The same text as a plain paste or, with `html`, from the clipboard. To be refused is an end, too."""
    try:
        formats.parse(text.encode(), **options)
    except (IntakeError, formats.ManyConversations):
        return


@lru_cache(maxsize=2)
def record(text: str, prompt: str = PROMPT) -> Record:
    """Two respondents: the text, and its second half. What is longer than a prompt may be is cut."""
    questions = tuple(
        Question(number, key, asked, True, VERDICTS) for number, (key, asked) in enumerate(DEFAULT_QUESTIONS, start=1)
    )
    return Record(
        questions, tuple(_respondent(at, prompt, said) for at, said in enumerate((text, text[len(text) // 2 :])))
    )


def _respondent(at: int, prompt: str, markdown: str) -> Respondent:
    rendered = richtext.render(markdown)
    turn = Turn(at, 0, prompt, rendered.text, tuple(Block(*block) for block in rendered.blocks))
    return Respondent(
        key=f"r{at}",
        transcript_id=at,
        name=f"Respondent {at}",
        kind="model",
        version="",
        round=1,
        evidence_basis="unknown",
        evidence_quote="",
        turns=(turn,),
    )


def findings(one: Record) -> object:
    known = {turn: points(turn) for respondent in one.respondents for turn in respondent.turns}
    return candidates(one.respondents, points_of=known.__getitem__)


def again(text: str) -> None:
    """What an answer of a second round names and quotes, of a sheet that shows 60 KB."""
    shown = RoundShown("### Response A\n\n```\n" + "It was tried. " * 4_000 + "\n```\n", {"A": "w"})
    because(f"{text}\nChanged because of: {text}", shown)
    of_nobody_named(text, shown)


# By name: from a text to the work that is measured. What it needs first is not.
STEPS: dict[str, Callable[[str], Callable[[], object]]] = {
    "render": lambda text: lambda: richtext.render(text),
    "comment": lambda text: lambda: richtext.comment(text),
    "parse": lambda text: lambda: parse(text),
    "parse HTML": lambda text: lambda: parse("w", html=text),
    "read": lambda text: partial(engine.read, record(text)),
    "read a prompt": lambda text: partial(engine.read, record("It is clean.", prompt=text)),
    "facts": lambda text: partial(facts, record(text).respondents),
    "findings": lambda text: partial(findings, record(text)),
    "search": lambda text: lambda: list(pattern_of(text[:60]).finditer(text)),
    "private words": lambda text: partial(alarms, text),
    "a second reply": lambda text: partial(again, text),
}


def cpu(work: Callable[[], object], times: int = 1) -> float:
    taken = []
    for _ in range(times):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)


def is_worse(seconds: Sequence[float], lengths: Sequence[int]) -> bool:
    """Whether the last of the times is out of proportion to an earlier one, by what there was to read each time."""
    *shorter, last = (max(FLOOR, second) for second in seconds)
    return any(
        last > second * (lengths[-1] / length) ** WORST
        for length, second in zip(lengths[:-1], shorter, strict=True)
        if length
    )


def lengths(step: str, pattern: Pattern) -> list[int]:
    """How much the step has to read at each size. Of an answer that is what its rendering says: it may say nothing, or,
    where it is too costly to be read as Markdown, suddenly all of it."""
    texts = [pattern(size) for size in SIZES]
    rendered = step in ("read", "facts", "findings")
    return [len(richtext.render(text).text) if rendered else len(text) for text in texts]


def grow(pattern: Pattern, out: Connection) -> None:
    """Sends (step, its times) for every step; before each measurement, what is measured."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    took: dict[str, list[float]] = {}
    for size in SIZES:
        text = pattern(size)
        for step, prepared in STEPS.items():
            out.send(f"{step}, at {size // 1000} KB")
            took.setdefault(step, []).append(cpu(prepared(text)))
    for step in took:
        if is_worse(took[step], SIZES):
            out.send(f"{step}, again")
            took[step] = [cpu(STEPS[step](pattern(size)), AGAIN) for size in SIZES]
            if not is_worse(took[step], lengths(step, pattern)):
                took[step] = took[step][-1:]
    out.send(took)


def outcomes(patterns: dict[str, Pattern]):  # type: ignore[no-untyped-def]
    """Each pattern's name with its times, or with what it was at when it was ended."""
    context = get_context("fork")
    waiting, running = list(patterns), {}
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            name = waiting.pop(0)
            ours, theirs = context.Pipe(duplex=False)
            child = context.Process(target=grow, args=(patterns[name], theirs))
            child.start()
            theirs.close()
            running[ours] = (name, child, "")
        for ours in wait(list(running)):
            name, child, at = running[ours]
            try:
                said = ours.recv()
            except EOFError:
                said = None
            if isinstance(said, str):
                running[ours] = (name, child, said)
                continue
            child.join()
            del running[ours]
            yield name, said if said is not None else at


def main(words: Sequence[str]) -> int:
    """Measures the patterns whose names hold one of the words; all of them if there is none."""
    chosen = {name: PATTERNS[name] for name in PATTERNS if not words or any(word in name for word in words)}
    bad, slowest = 0, (0.0, "")
    for name, took in outcomes(chosen):
        if isinstance(took, str):
            bad += 1
            print(f"{name:<42}not ended after {LIMIT} s: {took}", flush=True)
            continue
        for step, seconds in took.items():
            slowest = max(slowest, (seconds[-1], f"{step}, {name}"))
            if len(seconds) > 1 and is_worse(seconds, SIZES):
                bad += 1
                print(f"{name:<42}{step:<16}" + "".join(f"{second:>9.3f}" for second in seconds) + " s", flush=True)
    sizes = ", ".join(str(size // 1000) for size in SIZES)
    print(
        f"{len(chosen)} patterns at {sizes} KB: {bad} grow worse than linearly; slowest {slowest[0]:.1f} s ({slowest[1]})"
    )
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
