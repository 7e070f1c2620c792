"""What a reply lacks, and the prompt that asks for it. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import groupby

from collation.readers.names import NameMap
from collation.readers.reply import PARTS, Reply
from collation.wording import listed, several


@dataclass(frozen=True)
class Missing:
    """What a reply lacks, or what was dropped from it.

    `cells` are pairs of a respondent and a question, `bases` keys of respondents, `parts` lists that are not there at
    all. `cut_off` if the reply ends in the middle. Then `rest_of` is the list of points or facts that has no end, or
    "", and `last` the last title in it.
    """

    cells: tuple[tuple[str, str], ...] = ()
    bases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    cut_off: bool = False
    rest_of: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        return bool(self.cells or self.bases or self.parts or self.rest_of)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is missing in words, one sentence each."""
        told = []
        if self.cut_off:
            told.append("The reply ends in the middle.")
        if self.cells:
            told.append(f"{several(len(self.cells), 'cell')} {'is' if len(self.cells) == 1 else 'are'} missing.")
        if self.bases:
            told.append(f"The evidence basis of {listed(self.bases)} is missing.")
        if self.rest_of:
            told.append(f"The list of {self.rest_of} may go on.")
        told += [f"There is no list of {part}." for part in self.parts]
        return tuple(told)


def repair_prompt(missing: Missing, *, sheet_id: str, names: NameMap | None = None) -> str:
    """A short prompt that asks for what is missing.

    It goes into the same chat. "" if nothing is missing.
    """
    if not missing:
        return ""

    def shown(key: str) -> str:
        return names.replacement(key) if names is not None else key

    wanted = []
    if missing.cells:
        rows = [
            f"  {shown(respondent)}: {', '.join(question for _, question in pairs)}"
            for respondent, pairs in groupby(missing.cells, key=lambda pair: pair[0])
        ]
        wanted.append(
            "\n".join(["- cells for these respondents and questions, with quotations that stand in the text:", *rows])
        )
    if missing.bases:
        wanted.append(f"- evidence_basis of {', '.join(map(shown, missing.bases))}")
    wanted += [f"- {part}, all of them" for part in missing.parts]
    if missing.rest_of:
        behind = f", behind “{names.hide(missing.last).text if names else missing.last}”" if missing.last else ""
        wanted.append(f"- the rest of {missing.rest_of}{behind}")
    why = "Your reply broke off in the middle." if missing.cut_off else "Your reply lacks a part."
    return (
        f"{why} Reply to the same sheet once more, under the same rules, with one JSON object that holds only what is "
        f'missing, and begins with "sheet": {json.dumps(sheet_id)}:\n' + "\n".join(wanted) + "\n"
    )


def joined(first: Reply, second: Reply) -> Reply:
    """A reply and its repair as one reply.

    Of a cell that both hold, the repair's counts only if the first is dropped; so it stands behind.
    """
    lists = {part: (*getattr(first, part), *getattr(second, part)) for part in PARTS}
    return replace(
        first,
        **lists,
        sheet=first.sheet or second.sheet,
        parts=first.parts | second.parts,
        problems=(*first.problems, *second.problems),
        cut_off=second.cut_off,
        cut_in=second.cut_in,
        mended=first.mended or second.mended,
    )


def rest_of(reply: Reply) -> tuple[str, str]:
    """The list that a cut reply leaves open, and its last title.

    It is one of points or facts, or "". Of cells and evidence bases it is known which are missing.
    """
    titles = {
        "findings": [finding.title for finding in reply.findings],
        "facts": [fact.topic for fact in reply.facts],
        "points": [point.title for point in reply.points],
        "statements": [statement.title for statement in reply.statements],
    }
    if reply.cut_in not in titles:
        return "", ""
    return reply.cut_in, titles[reply.cut_in][-1] if titles[reply.cut_in] else ""
