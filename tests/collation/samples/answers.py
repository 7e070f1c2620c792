"""Answers about an invented paper, in the manners of several models and of people; written for the tests."""

from collation.record import Block, Question, Record, Respondent, Turn
from reviews.richtext import render

VERDICTS = ("no", "unclear", "qualified", "yes")
WORKS = Question(1, "works", "Does it work?", True, VERDICTS)
SAFE = Question(2, "safe", "Is it safe?", True, VERDICTS)
CODE_SAFE = Question(3, "code_safe", "Is the code it produces safe?", True, VERDICTS)
QUESTIONS = (WORKS, SAFE, CODE_SAFE)
ALL_THREE = "Does it work? Is it safe? Is the code it produces safe?"


def turn(response_id: int, prompt: str, markdown: str, position: int = 0) -> Turn:
    rendered = render(markdown)
    blocks = tuple(Block(*block) for block in rendered.blocks)
    marks, sources = rendered.citations.marks, rendered.citations.sources
    return Turn(response_id, position, prompt, rendered.text, blocks, marks, tuple(map(tuple, sources)))


def plain_turn(response_id: int, prompt: str, text: str, position: int = 0) -> Turn:
    return Turn(response_id, position, prompt, text, (Block("paragraph", 0, 0, len(text)),) if text else ())


def respondent(key: str, *turns: Turn, kind: str = "model", transcript_id: int = 0) -> Respondent:
    return Respondent(
        key=key,
        transcript_id=transcript_id or sum(map(ord, key)),
        name=key.title(),
        kind=kind,
        version="",
        round=1,
        evidence_basis="unknown",
        evidence_quote="",
        turns=tuple(turns),
    )


def record(*respondents: Respondent, questions: tuple[Question, ...] = QUESTIONS, **more) -> Record:
    return Record(questions, tuple(respondents), **more)


# Emoji, numbered questions as headings of equal rank, sub-headings between them, a table at the end.
NUMBERED = """\
Here is where the evidence on Heron-2 stands today.

### 🚦 1. Does Heron-2 work?

Yes — in the narrow sense.
Heron-2 repaired 61 of 100 seeded faults in the authors' own benchmark.

However, the word needs care:

- Repairs longer than one file were rarely finished.
- Nobody outside the lab has run it.

In short: it works on small repairs, but it is not dependable on large ones.

### 🛡 2. Is Heron-2 safe?

There are two sides to this.

### What speaks for it

- Every command runs in a sandbox.

### What speaks against it

- The agent holds write access to the whole repository.

So: Heron-2 isn't unsafe out of the box, but it needs a person who watches it.

### 🧵 3. Is the code it produces safe?

Right now: not reliably.
Two of the published patches reopened an old injection hole.

### What this means for a team

Patches have to be reviewed like those of a new colleague.

### 📎 Bottom Line

| Question | Short Answer |
| --- | --- |
| Does Heron-2 work? | Yes — for small repairs, not for large ones. |
| Is Heron-2 safe? | Mostly, with someone watching. |
| Is its code safe? | Not without review. |

### 📚 Good habits

- Keep backups.
"""

# Plain headings that ask, honest answers at the end of each, a summary.
CAREFUL = """\
Good questions. I could read only the abstract, so let me be plain about what follows from it.

## Does it work?

**Probably, to a useful degree.**

The abstract reports 61 repairs out of 100, which is plausible. However, the faults were seeded by the authors.

**Honest answer:** It likely works better than its predecessor; on your own code you will have to try it.

## Is the agent itself safe?

The abstract is silent on this.

- No word on refusals.
- No word on what happens when a repair goes wrong.

**Honest answer:** Unknown. Nothing in the text lets me say more.

## Are the patches it writes (i.e., its code) safe?

Even a careful agent can write careless patches.

- A patch may pass the tests and still leak memory.

**Honest answer:** Cannot be verified from the abstract.

## Summary

| Question | Answer |
| --- | --- |
| Does it work? | Likely better than before |
| Is the agent safe? | Not evaluated |
| Is its code safe? | No data |

I would wait for the full paper.
"""

# A story without bottom lines, then a follow-up of two words.
STORY = """\
Heron-2 is the tale of an apprentice who becomes a journeyman.

### 1. The Apprentice

Earlier agents patched one line and hoped. If the patch didn't work, a person had to clean up.

### 2. The Journeyman

Heron-2 plans a repair, tries it in a copy of the project, and keeps a diary of what failed.

**Summary:** Heron-2 is presented as the first open agent that works through a repair from report to merge.
"""
STORY_SAFETY = """\
The growth of the journeyman shows best in how it treats danger.

### 1. From Fences to Judgement

Older agents had fixed rules. Heron-2 is governed by a layer that weighs each command before it runs.

### 2. The Workshop

- **The copy:** every command is tried in a sandbox first, with a guardrail for deletions.
- **The pause:** it asks a person before it spends money, so that mistakes stay harmless.

### 3. Under Pressure

Hardened by weeks of hostile prompts, the agent has become resilient. Attacks succeed less often than with Heron-1.
"""

# A person's review: no prompt, labels instead of headings.
REVIEW = """\
# Heron-2: repairing code with patience

## Overview

Heron-2 is a repair agent with a planner and a memory.

## Strengths

- Planner: the repair is planned before it is tried.
- Results: 61 of 100 seeded faults repaired.

## Limitations & open points

- Cost: a repair takes forty minutes on average.
- Safety & alignment: the agent is not safe to run unattended, because it holds write access.
- Patches: a risk of insecure code remains, the authors concede.

## Authors

- A. Linnet
- B. Wren
"""
