"""Each kind of statement, right and wrong, on a comparison of two respondents; written for the tests."""

import pytest

from tests.corpus.gold import parse
from tests.corpus.score import KINDS, Score, Statement, Wanted, lines, missed, same_value, score, table, wrong

GOLD = parse(
    """
title = "Owl-2"
field = "law"

[[questions]]
key = "works"
text = "Does it work?"

[[respondents]]
name = "Ada"
kind = "model"

[[respondents.turns]]
prompt = "So, does it work?"
answer = "Yes. It ran for 1,200 hours with OWL (Old Wooden Ladder). Nobody tested it in rain. The lamp is bright."

[respondents.gold]
works = { state = "answered", verdicts = ["yes"], explicit = true, words = "Yes.", in = ["Yes. … Ladder).", "Nobody … rain."] }

[[respondents]]
name = "Bert"
kind = "model"
language = "de"

[[respondents.turns]]
prompt = ""
answer = "It ran for 900 hours, in one place 950. OWL is the Outer Warning Light. Rain was not tested. The lamp is dim."

[respondents.gold]
works = "not_asked"

[[divergences]]
topic = "hours"
kind = "quantity"
values = { "1,200" = ["ada"], "900" = ["bert"], "950" = ["bert"] }

[[traps]]
topic = "rain"
values = { "1,200" = ["ada"], "40" = ["bert"] }

[[acronyms]]
term = "OWL"
expansions = { "Old Wooden Ladder" = ["ada"], "Outer Warning Light" = ["bert"] }
unknown = []

[[two_values]]
by = "bert"
topic = "hours"
values = ["900", "950"]

[[shared]]
point = "Rain"
near = true
kind = "weakness"
words = { ada = "Nobody tested it in rain.", bert = "Rain was not tested." }

[[contradictions]]
point = "Lamp"
words = { ada = "The lamp is bright.", bert = "The lamp is dim." }
""",
    "owls",
)
TEXTS = {one.key: [turn.answer for turn in one.turns] for one in GOLD.respondents}


def quote(respondent: str, words: str) -> dict[str, object]:
    text = TEXTS[respondent][0]
    start = text.index(words)
    return {"respondent": respondent, "response": 0, "start": start, "end": start + len(words), "text": words}


def cell(respondent: str, state: str = "unread", **said: object) -> dict[str, object]:
    empty = {"verdict": None, "quote": "", "reason": ""}
    asked = {"asked": "alike" if respondent == "ada" else "not_asked", "prompt_as_asked": None}
    return {"respondent": respondent, "state": state, "passages": [], "suggestion": empty, **asked, **said}


def suggestion(verdict: str | None, words: str = "", reason: str = "") -> dict[str, object]:
    return {"verdict": verdict, "quote": words, "reason": reason}


def fact(topic: str, kind: str, diverges: bool, *values: tuple[str, list[str]], two: tuple[str, ...] = ()) -> dict:
    told = [{"value": value, "respondents": keys} for value, keys in values]
    return {"topic": topic, "kind": kind, "diverges": diverges, "values": told, "self_contradictions": list(two)}


def finding(*quotes: dict, raised: tuple[str, ...], opposed: tuple[str, ...] = (), kind: str = "other") -> dict:
    return {"title": "T", "kind": kind, "raised_by": list(raised), "opposed_by": list(opposed), "quotes": list(quotes)}


def scored(*cells: dict, facts: tuple[dict, ...] = (), findings: tuple[dict, ...] = ()) -> Score:
    rows = [{"question": "works", "cells": list(cells)}, {"question": "of-its-own", "cells": [cell("ada")]}]
    return score(GOLD, {"rows": rows, "facts": list(facts), "findings": list(findings)}, TEXTS)


def said(total: Score, kind: str) -> list[bool | None]:
    return [one.right for one in total.statements if one.kind == kind]


def found(total: Score, kind: str) -> list[bool]:
    return [one.found for one in total.wanted if one.kind == kind]


class TestCells:
    @pytest.mark.parametrize(
        ("verdict", "words", "verdicts", "quotations"),
        [
            ("yes", "Yes.", [True], [True]),
            ("yes", "It ran for 1,200 hours with OWL (Old Wooden Ladder).", [True], [True]),
            ("yes", "The lamp is bright.", [True], [False]),
            ("yes", "It never ran.", [True], [False]),
            ("no", "Yes.", [False], []),
            (None, "", [], []),
        ],
    )
    def test_a_verdict_and_the_words_under_it(self, verdict, words, verdicts, quotations):
        total = scored(cell("ada", "answered", suggestion=suggestion(verdict, words)))
        assert said(total, "verdict") == verdicts
        assert said(total, "quotation under a right verdict") == quotations
        assert found(total, "verdict") == [verdicts == [True]]

    def test_a_verdict_where_nobody_answers(self):
        total = scored(cell("bert", "answered", suggestion=suggestion("yes", "The lamp is dim.")))
        assert said(total, "verdict") == [False]
        assert found(total, "verdict") == []
        assert wrong(total) == (
            "verdict | owls, bert, works | yes, not not_asked: “The lamp is dim.”\n"
            "state: answered | owls, bert, works | answered, not not_asked"
        )

    def test_a_passage_stands_where_the_answer_does(self):
        inside = {**quote("ada", "Nobody tested it in rain."), "placed_by": "engine"}
        person = {**inside, "placed_by": "person"}
        total = scored(cell("ada", "answered", passages=[inside, person]))
        assert (said(total, "passage under a question"), found(total, "passage under a question")) == ([True], [True])
        for key, words in (("ada", "The lamp is bright."), ("bert", "The lamp is dim.")):
            outside = {**quote(key, words), "placed_by": "engine"}
            assert said(scored(cell(key, "answered", passages=[outside])), "passage under a question") == [False]
        for words, most in (("Ladder). Nobody tested it in rain. The", True), ("rain. The lamp is bright.", False)):
            partly = {**quote("ada", words), "placed_by": "engine"}
            assert said(scored(cell("ada", "answered", passages=[partly])), "passage under a question") == [most]

    @pytest.mark.parametrize(
        ("respondent", "asked", "kind", "right"),
        [
            ("ada", "alike", "asked: alike", True),
            ("ada", "reworded", "asked: in other words", True),
            ("ada", "not_asked", "asked: not at all", False),
            ("bert", "alike", "asked: alike", False),
            ("bert", "partly", "asked: in other words", False),
            ("bert", "not_asked", "asked: not at all", True),
        ],
    )
    def test_how_it_was_asked(self, respondent, asked, kind, right):
        assert said(scored(cell(respondent, asked=asked)), kind) == [right]

    @pytest.mark.parametrize(
        ("respondent", "state", "kind", "right"),
        [
            ("ada", "answered", "state: answered", True),
            ("ada", "silent", "state: silent", False),
            ("ada", "refused", "state: refused", False),
            ("ada", "not_asked", "state: not asked", False),
            ("bert", "not_asked", "state: not asked", True),
            ("bert", "silent", "state: silent", False),
        ],
    )
    def test_the_state(self, respondent, state, kind, right):
        assert said(scored(cell(respondent, state)), kind) == [right]

    def test_unread_states_nothing_and_is_counted_where_there_is_an_answer(self):
        total = scored(cell("ada"), cell("bert"))
        assert [one for one in total.statements if one.kind.startswith("state")] == []
        assert total.unread == 1

    @pytest.mark.parametrize(
        ("reason", "right"), [("This is in German.", [True]), ("This is in Spanish.", [False]), ("Who knows?", [])]
    )
    def test_the_language_of_what_is_unread(self, reason, right):
        total = scored(cell("bert", suggestion=suggestion(None, reason=reason)))
        assert said(total, "language named") == right
        assert found(total, "language named") == [right == [True]]


class TestFacts:
    def test_expansions_are_counted_by_respondent(self):
        told = fact("OWL", "acronym", True, ("old wooden ladder", ["ada", "bert"]), ("not known", ["bert"]))
        total = scored(facts=(told,))
        assert said(total, "expansion of an acronym") == [True, False]
        assert said(total, "acronym: not known") == [False]
        assert found(total, "expansion of an acronym") == [True, False]

    @pytest.mark.parametrize(
        ("values", "right"),
        [
            ((("1200 h", ["ada"]), ("900", ["bert"])), True),
            ((("1,200", ["ada"]), ("950", ["bert"])), True),
            ((("1,200", ["ada"]),), False),
            ((("1,200", ["bert"]), ("900", ["bert"])), False),
            ((("1,200", ["ada"]), ("900", ["bert"]), ("40", ["bert"])), False),
        ],
    )
    def test_a_divergence_has_every_value_right(self, values, right):
        total = scored(facts=(fact("Hours", "quantity", True, *values),))
        assert said(total, "numbers diverge") == [right]
        assert found(total, "numbers diverge") == [right]

    def test_a_trap_is_counted(self):
        told = fact("Hours", "quantity", True, ("1,200", ["ada"]), ("40", ["bert"]))
        assert scored(facts=(told,)).trapped == ("owls: rain",)

    def test_facts_that_do_not_diverge_say_nothing(self):
        assert scored(facts=(fact("Hours", "quantity", False, ("40", ["ada"])),)).statements == ()

    @pytest.mark.parametrize(
        ("values", "who", "right"),
        [
            (("900", "950"), "bert", True),
            (("900", "40"), "bert", False),
            (("900", "950"), "ada", False),
        ],
    )
    def test_two_values_of_one_respondent(self, values, who, right):
        told = fact("Hours", "quantity", False, *((value, [who]) for value in values), two=(who,))
        total = scored(facts=(told,))
        assert (said(total, "gives two values"), found(total, "gives two values")) == ([right], [right])


class TestFindings:
    RAIN = (quote("ada", "Nobody tested it in rain."), quote("bert", "Rain was not tested."))

    def test_a_point_of_two_is_made_by_both(self):
        total = scored(findings=(finding(*self.RAIN, raised=("ada", "bert"), kind="weakness"),))
        assert said(total, "point of two or more") == [True]
        assert said(total, "kind of a point") == [True]
        assert found(total, "point of two or more") == [True]

    def test_a_point_that_one_of_them_does_not_make_is_wrong(self):
        other = (self.RAIN[0], quote("bert", "The lamp is dim."))
        total = scored(findings=(finding(*other, raised=("ada", "bert")),))
        assert said(total, "point of two or more") == [False]
        assert found(total, "point of two or more") == [False]

    def test_a_point_of_one_is_wrong_only_if_another_makes_it_too(self):
        alone = finding(self.RAIN[0], raised=("ada",), kind="strength")
        lamp = finding(quote("ada", "The lamp is bright."), raised=("ada",), kind="strength")
        nobody = finding(raised=())
        total = scored(findings=(alone, lamp, nobody))
        assert said(total, "point of one alone") == [False, None, None]
        assert said(total, "kind of a point") == [False, None]

    def test_a_contradiction_has_both_sides_right(self):
        lamp = (quote("ada", "The lamp is bright."), quote("bert", "The lamp is dim."))
        real = finding(*lamp, raised=("ada",), opposed=("bert",))
        false = finding(*self.RAIN, raised=("ada",), opposed=("bert",))
        total = scored(findings=(real, false))
        assert said(total, "contradiction") == [True, False]
        assert found(total, "contradiction") == [True]


def test_scores_add_up_to_a_line_for_each_kind():
    right, false = (Statement("verdict", one, "owls", "yes") for one in (True, False))
    unjudged = Statement("kind of a point", None, "owls", "weakness")
    total = Score((right, right), (Wanted("verdict", "owls, ada", True, True),), 1, ("rain",))
    total += Score((right, false, unjudged), (Wanted("verdict", "owls, bert", False, False),), 2)
    (verdict,) = [line for line in lines(total) if line.kind == "verdict"]
    assert (verdict.stated, verdict.right, verdict.judged, verdict.precision) == (4, 3, 4, 0.75)
    assert (verdict.wanted, verdict.found, verdict.explicit, verdict.explicit_found) == (2, 1, 1, 1)
    assert [line.kind for line in lines(total)] == list(KINDS)
    printed = table(total).splitlines()
    assert printed[1].split() == ["verdict", "4", "3/4", "75%", "1/2", "1/1"]
    assert next(row for row in printed if row.startswith("kind of a point")).split()[4:] == ["1", "–", "–", "–", "–"]
    assert printed[-1] == "Answers that are unread: 3. Traps fallen into: 1."
    assert wrong(total) == "verdict | owls | yes"
    assert missed(total) == "verdict | owls, bert"


@pytest.mark.parametrize(
    ("gold", "said_", "same"),
    [
        ("£11.2 million", "11,200,000", True),
        ("14 ports", "14", True),
        ("6", "6/10", True),
        ("14", "41", False),
        ("rule-based access control", "Rule-based Access Control", True),
        ("role-based access control", "rule-based access control", False),
        ("cinco", "", False),
    ],
)
def test_values_are_the_same_however_they_are_written(gold, said_, same):
    assert same_value(gold, said_) is same
