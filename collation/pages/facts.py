"""The page of facts, laid out. Pure.

It shows values, who gives which, and what the paper says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import quote

from collation import wording
from collation.facts.fact import GAP, Fact, FactValue, Quote
from collation.facts.grounding import Grounding
from collation.facts.reviewed import ReviewedFact, Strike, Topic
from collation.language.chunks import chunk_at
from collation.pages.query_filter import Choice, ChoiceFilter
from collation.record import RULES, Respondent

SHOWS = {"diverging": "diverging", "all": "all", "confirmed": "confirmed", "dismissed": "dismissed"}
KINDS = {"acronym": "terms", "quantity": "numbers", "name": "names", "date": "dates", "claim": "claims"}
_OF_RULES = ("", "acronym", "quantity")
_LONGEST_QUOTE = 220  # characters, around the value
_FRAGMENT_WORDS = 6


@dataclass(frozen=True)
class FactFilter(ChoiceFilter):
    """The facts that the reader asked to see.

    Diverging, all, confirmed or dismissed ones; of one kind, or "" for all.
    """

    CHOICES = {"show": SHOWS, "kind": KINDS}

    show: str = "diverging"
    kind: str = ""

    def holds(self, reviewed: ReviewedFact) -> bool:
        """True if the fact is among those asked for."""
        if self.kind and reviewed.fact.kind != self.kind:
            return False
        if self.show == "diverging":
            return reviewed.is_disputed and reviewed.decision != "dismissed"
        return self.show == "all" or reviewed.decision == self.show


@dataclass(frozen=True)
class ShownQuote:
    """One respondent's words.

    `before`, `value` and `after` follow each other; `value` is "" if it is not verbatim there.
    `turn` counts from 1. `place` is the fragment of the words on the response's page. `more` are further turns in which
    the respondent says the same: (turn, response_id, place). `anchor` is their id on a published page.
    """

    name: str
    turn: int
    response_id: int
    place: str
    before: str
    value: str
    after: str
    more: tuple[tuple[int, int, str], ...]
    anchor: str = ""


@dataclass(frozen=True)
class ShownValue:
    """A value, who gives it, and the paper on it.

    `status` says in words what the paper has, "" for nothing; `page` counts from 1, None for none. `key` names it among
    those of its fact.
    """

    key: str
    text: str
    known: bool
    who: str
    quotes: tuple[ShownQuote, ...]
    found: str
    status: str
    paper: str
    page: int | None


@dataclass(frozen=True)
class ShownStruck:
    """A value that a person struck out: by whom and why.

    `who` gives it, "" if nobody does any more.
    """

    key: str
    text: str
    who: str
    by: str
    why: str


@dataclass(frozen=True)
class ShownFact:
    """A fact as it is shown.

    `anchor` is its id on the page; `notes` say who gives two values, and `together` how the
    values stand to each other, "" if there is nothing to say.

    `others` are the key and the name of the facts that it could be a part of.
    """

    reviewed: ReviewedFact
    anchor: str
    title: str
    notes: tuple[str, ...]
    values: tuple[ShownValue, ...]
    others: tuple[tuple[str, str], ...]
    struck: tuple[ShownStruck, ...] = ()
    together: str = ""

    @property
    def found_by(self) -> str:
        """Who reports it: readers, the rules, or both."""
        fact = self.reviewed.fact
        return wording.listed([*fact.readers, *([wording.THE_RULES] if fact.source == RULES else [])])


def ordered(facts: Iterable[ReviewedFact]) -> list[ReviewedFact]:
    """The facts in the order of the page.

    Diverging ones first, nearly identical ones last among them; then those of which one respondent alone gives two
    values; then the rest.
    """

    def place(reviewed: ReviewedFact) -> tuple[bool, bool, bool]:
        fact = reviewed.fact
        return not fact.diverges, fact.near_identical, not fact.two_values

    return sorted(facts, key=place)


def choices(facts: Sequence[ReviewedFact], asked: FactFilter) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The choices by show and by kind, each with its count."""

    def choice(words: str, ask: FactFilter) -> Choice:
        return Choice(words, ask.query, sum(ask.holds(reviewed) for reviewed in facts), ask == asked)

    return (
        tuple(choice(words, replace(asked, show=show)) for show, words in SHOWS.items()),
        tuple(
            choice(words, replace(asked, kind=kind))
            for kind, words in ({"": "all kinds"} | KINDS).items()
            if kind in (*_OF_RULES, asked.kind) or any(reviewed.fact.kind == kind for reviewed in facts)
        ),
    )


def summary(facts: Iterable[ReviewedFact]) -> str:
    """A sentence on the topics with values that differ.

    It counts people's decisions on them, without dismissed facts.
    """
    disputed = [reviewed for reviewed in facts if reviewed.is_disputed and reviewed.decision != "dismissed"]
    if not disputed:
        return "No reader sees a difference."
    decided = {name: sum(reviewed.decision == name for reviewed in disputed) for name in ("confirmed", "open")}
    counts = [f"{wording.number(count)} {_DECIDED[name]}" for name, count in decided.items() if count]
    topics = "topic" if len(disputed) == 1 else "topics"
    return f"On {wording.number(len(disputed))} {topics} the values differ: {wording.listed(counts)}."


_DECIDED = {"confirmed": "confirmed", "open": "to look at"}


MOST_CRUXES = 3
"""The number of facts to settle that the page names first."""


@dataclass(frozen=True)
class ShownCrux:
    """What would settle a fact, and how many cells depend on it."""

    text: str
    anchor: str
    title: str
    cells: int


def cruxes(facts: Iterable[ReviewedFact]) -> tuple[ShownCrux, ...]:
    """What would settle most, by the number of distinct cells.

    Of facts on which respondents differ and nobody has decided; at most MOST_CRUXES.
    """
    open_facts = (one for one in facts if one.is_disputed and one.decision == "open")
    found = [
        ShownCrux(one.fact.settled_by.text, anchor(one.topic), title(one.fact), len(set(one.fact.settled_by.cells)))
        for one in open_facts
        if one.fact.settled_by
    ]
    return tuple(sorted(found, key=lambda crux: -crux.cells)[:MOST_CRUXES])


def open_count(facts: Iterable[ReviewedFact]) -> int:
    """The number of topics with values that differ and no decision."""
    return sum(reviewed.is_disputed and reviewed.decision == "open" for reviewed in facts)


def shown(
    facts: Sequence[ReviewedFact],
    grounding: Mapping[Topic, Sequence[Grounding]],
    respondents: Sequence[Respondent],
    *,
    among: Sequence[ReviewedFact] = (),
) -> tuple[ShownFact, ...]:
    """The facts laid out, in their order.

    Each can be merged into another of its kind `among` these, or without them, of `facts`.
    """
    by_key = {respondent.key: respondent for respondent in respondents}
    names: dict[str, list[tuple[str, str]]] = {}
    for reviewed in among or facts:
        names.setdefault(reviewed.fact.kind, []).append((reviewed.fact.key, reviewed.fact.topic))
    return tuple(
        ShownFact(
            reviewed=reviewed,
            anchor=anchor(reviewed.topic),
            title=title(reviewed.fact),
            notes=tuple(_notes(reviewed, by_key)),
            values=tuple(
                _value(value, answer, by_key)
                for value, answer in zip(reviewed.fact.values, grounding[reviewed.topic], strict=True)
            ),
            others=tuple(other for other in names[reviewed.fact.kind] if other[0] != reviewed.fact.key),
            struck=tuple(_struck(strike, value, by_key) for strike, value in reviewed.struck),
            together=_together(reviewed),
        )
        for reviewed in facts
    )


def anchor(topic: Topic) -> str:
    """The id of a fact, fixed by its kind and key."""
    return f"fact-{sha256(repr(topic).encode()).hexdigest()[:10]}"


def title(fact: Fact) -> str:
    """A fact's topic as a heading: "What “DSA” stands for".

    A clause without its number is a quotation; a name that a person gave is kept.
    """
    if fact.kind == "acronym":
        return f"What “{fact.topic}” stands for"
    return f"“{fact.topic}”" if GAP in fact.topic else fact.topic[:1].upper() + fact.topic[1:]


def paper_says(grounding: Grounding) -> str:
    """The paper on a value, in a few words.

    "" if nothing of it is stored.
    """
    if grounding.searched not in wording.SEARCHED:
        return ""
    # Words without a page stand in the abstract.
    return wording.looked_up(
        grounding.status, grounding.searched if grounding.status == "not_found" else "abstract", grounding.page
    )


def value_text(value: FactValue) -> str:
    """A value as it is shown."""
    return value.value if value.known else "Not known or not explained"


def _notes(reviewed: ReviewedFact, by_key: Mapping[str, Respondent]) -> Iterable[str]:
    for key in reviewed.fact.two_values:
        who = by_key[key]
        if key not in reviewed.self_contradictions:
            yield f"{who.name} gives two values"
        else:
            yield f"{who.name} {'contradicts itself' if who.kind == 'model' else 'says two things'}"


def _together(reviewed: ReviewedFact) -> str:
    known = [value for value in reviewed.fact.values if value.known]
    if reviewed.is_disputed:
        return "nearly the same" if reviewed.fact.near_identical else ""
    if len(known) > 1 and all(value.low is not None for value in known):
        return "no difference seen"
    return "given alike" if known and len(known[0].respondents) > 1 else ""


def _struck(strike: Strike, value: FactValue | None, by_key: Mapping[str, Respondent]) -> ShownStruck:
    names = [by_key[key].name for key in value.respondents] if value else []
    return ShownStruck(strike.value, strike.text, wording.listed(names) if names else "", strike.by, strike.why)


def _value(value: FactValue, grounding: Grounding, by_key: Mapping[str, Respondent]) -> ShownValue:
    quotes: dict[str, list[Quote]] = {}
    for quotation in value.quotes:
        quotes.setdefault(quotation.respondent, []).append(quotation)
    return ShownValue(
        key=value.key,
        text=value_text(value),
        known=value.known,
        who=wording.listed([by_key[key].name for key in value.respondents]),
        quotes=tuple(_quote(value, quotations, by_key[key]) for key, quotations in quotes.items()),
        found=grounding.status if value.known else "",
        status=paper_says(grounding) if value.known else "",
        paper=grounding.quote,
        page=grounding.page,
    )


def _quote(value: FactValue, quotations: Sequence[Quote], respondent: Respondent) -> ShownQuote:
    first = quotations[0]
    before, words, after = around(first.text, value.value if value.known else "")
    later = {quotation.response: quotation for quotation in quotations if quotation.response != first.response}
    return ShownQuote(
        name=respondent.name,
        turn=first.response + 1,
        response_id=first.response_id,
        place=_place(first, respondent),
        before=before,
        value=words,
        after=after,
        more=tuple(
            (quotation.response + 1, quotation.response_id, _place(quotation, respondent))
            for quotation in later.values()
        ),
    )


def around(text: str, value: str) -> tuple[str, str, str]:
    """The text on one line: before the value, the value, after it.

    A long text is cut around the value.
    The cells of a table's row are parted by dots.
    """
    line = " · ".join(" ".join(cell.split()) for cell in text.split("\t")).strip()
    at = line.lower().find(value.lower()) if value else -1
    if at < 0:
        return wording.shortened(line, _LONGEST_QUOTE), "", ""
    end = at + len(value)
    room = max(40, (_LONGEST_QUOTE - len(value)) // 2)
    before, after = line[:at], line[end:]
    if len(before) > room:
        before = "… " + before[-room:].split(" ", 1)[-1]
    if len(after) > room:
        after = after[:room].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return before, line[at:end], after


def _place(quotation: Quote, respondent: Respondent) -> str:
    """The URL fragment of the words on the page of their response.

    It names the chunk that holds them, and their first words.
    "" if the respondent has no such turn.
    """
    turn = next((turn for turn in respondent.turns if turn.response_id == quotation.response_id), None)
    if turn is None:
        return ""
    chunk = chunk_at(turn.blocks, turn.text, quotation.start)
    words = quotation.text.splitlines()[0].split("\t")[0].split() if quotation.text.strip() else []
    exact = " ".join(words[:_FRAGMENT_WORDS])
    return f"at-{chunk}:~:text={quote(exact, safe='').replace('-', '%2D')}" if exact else f"at-{chunk}"
