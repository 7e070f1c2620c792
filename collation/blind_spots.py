"""Topics that the questions or the paper's own headings hold and of which nobody speaks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil

from collation.points import bare_title
from collation.record import Turn
from collation.words import clauses, normalise, terms

_SHARE = 0.6  # of a topic's terms that one answer must hold to speak of it
_USUAL = re.compile(
    r"(?:abstract|(?:an? )?introduction|background|related works?|previous work|preliminaries|"
    r"(?:materials and )?methods?|"
    r"methodology|results?|experiments?|experimental (?:setup|results)|setup|implementation(?: details)?|evaluation|"
    r"analysis|"
    r"discussion|conclusions?|summary|overview|(?:discussion|conclusions?) and .*|.* and (?:discussion|conclusions?)|"
    r"future work|acknowledge?ments?|references|bibliography|appendi(?:x|ces).*|supplementary.*|contents|notes|"
    r"contributions?|author contributions?|funding|data availability|competing interests|conflicts? of interest)"
)


def blind_spots(
    turns: Sequence[Turn], questions: Sequence[str], paper_sections: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Each topic that no answer holds, with the reason in words; the questions first.

    An answer holds a topic where it has most of its meaningful words, or where its prompt asked for nothing else. The
    headings that any paper has (Introduction, Results, …) are no topics.
    """
    held = [terms(turn.text) for turn in turns]
    asked = [(frozenset(terms(turn.prompt)), turn.text) for turn in turns]
    named: set[str] = set()
    topics = [(part, f"The question “{text}” asks about it") for text in questions for part in clauses(text)]
    topics += [(bare_title(one), "It is a heading of the paper") for one in paper_sections]
    for topic, source in topics:
        wanted = terms(topic)
        name = normalise(topic)
        if not wanted or name in named or _USUAL.fullmatch(name):
            continue
        named.add(name)
        least = ceil(_SHARE * len(wanted))
        answered = any(prompt and prompt <= wanted and text.strip() for prompt, text in asked)
        if not answered and all(len(wanted & spoken) < least for spoken in held):
            yield topic, f"{source}, and no answer holds its words."
