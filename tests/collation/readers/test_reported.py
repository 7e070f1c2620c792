"""Facts and findings of several readers and of the rules, the same ones joined."""

from dataclasses import replace

import pytest

from collation.facts.fact import Crux, Fact, FactValue, Quote
from collation.findings.candidates import Candidate
from collation.findings.points import RaisedPoint
from collation.readers.reported import (
    Report,
    ReportedQuote,
    candidates_left,
    join_facts,
    key_of,
    reported_facts,
    reported_findings,
)

SETTLED = Crux("Section 2 would say", (("works", "ada"),))


def quote(respondent, value="", start=0, text=None, *, opposes=False):
    text = text or f"It has {value}."
    return ReportedQuote(respondent, 0, sum(map(ord, respondent)), start, start + len(text), text, value, opposes)


def report(*quotes, title="Number of parameters", kind="quantity", reader="gpt", **said):
    return Report(reader, reader.upper(), kind, title, quotes, diverges=said.pop("diverges", True), **said)


def told(facts):
    return [
        (fact.topic, fact.diverges, fact.readers, [(value.value, value.respondents) for value in fact.values])
        for fact in facts
    ]


def of_rules(*values, topic="parameters", key="parameters"):
    """A fact of the rules with a value for each respondent."""
    return Fact(topic, key, "quantity", True, tuple(
        FactValue(value, value, (who,), (Quote(who, 0, sum(map(ord, who)), 0, len(f"It has {value}."), f"It has {value}."),))
        for who, value in values
    ))  # fmt: skip


def test_a_report_becomes_a_fact_with_its_values_and_what_would_settle_it():
    (fact,) = reported_facts([report(quote("ada", "744B"), quote("bert", "745B"), settled_by=SETTLED)])
    assert told([fact]) == [("Number of parameters", True, ("GPT",), [("744B", ("ada",)), ("745B", ("bert",))])]
    assert (fact.source, fact.key, fact.settled_by) == ("gpt", "number of parameters", SETTLED)


def test_one_value_of_one_respondent_is_no_fact():
    assert reported_facts([report(quote("ada", "744B"))]) == ()


def test_one_value_of_two_respondents_is_a_fact_without_difference():
    (fact,) = reported_facts([report(quote("ada", "744B"), quote("bert", "744B"), diverges=False)])
    assert told([fact]) == [("Number of parameters", False, ("GPT",), [("744B", ("ada", "bert"))])]


def test_who_alone_gives_two_values_is_named_only_if_they_conflict():
    (fact,) = reported_facts([report(quote("ada", "744B"), quote("ada", "800B", 40), quote("bert", "744B"))])
    assert fact.two_values == ("ada",)
    (alike,) = reported_facts([report(quote("ada", "744B"), quote("ada", "744 B", 40), quote("bert", "1B"))])
    assert alike.two_values == ()


def test_the_same_fact_of_two_readers_is_one_with_the_voices_of_both():
    first = report(quote("ada", "744B"), quote("bert", "745B"))
    second = report(quote("ada", "744B"), quote("cleo", "700B"), reader="owl", title="Parameters, number of")
    assert told(reported_facts([first, second])) == [
        ("Number of parameters", True, ("GPT", "OWL"), [("744B", ("ada",)), ("745B", ("bert",)), ("700B", ("cleo",))])
    ]


def test_facts_of_other_kinds_and_topics_stay_apart():
    other = report(quote("ada", "40 GPUs", 60), quote("bert", "80 GPUs", 60), title="GPUs used")
    claim = replace(report(quote("ada", "744B"), quote("bert", "745B")), kind="claim")
    assert len(reported_facts([report(quote("ada", "744B"), quote("bert", "745B")), other, claim])) == 3


def test_a_fact_that_the_rules_see_too_keeps_their_name_and_gains_voices():
    rules = of_rules(("ada", "744B"), ("bert", "745B"))
    (reported,) = reported_facts([report(quote("ada", "744B"), quote("bert", "745B"), quote("cleo", "1T"))])
    (fact,) = join_facts([rules], [reported])
    assert told([fact]) == [
        ("parameters", True, ("GPT",), [("744B", ("ada",)), ("745B", ("bert",)), ("1T", ("cleo",))])
    ]
    assert (fact.key, fact.source) == ("parameters", "rules")


def test_facts_of_the_rules_are_never_joined_with_each_other():
    one, other = of_rules(("ada", "744B"), ("bert", "745B")), of_rules(("ada", "744B"), ("bert", "7"), key="other")
    assert join_facts([one, other], []) == (one, other)


def test_a_fact_that_people_merged_into_another_joins_it():
    lone = report(quote("cleo", "1T", 9), quote("dora", "2T", 9), title="Size")
    (fact,) = join_facts(
        [of_rules(("ada", "744B"), ("bert", "745B"))], reported_facts([lone], {("quantity", "size"): "parameters"})
    )
    assert fact.key == "parameters"
    assert fact.respondents == ("ada", "bert", "cleo", "dora")


# Findings


def test_the_same_finding_of_two_readers_is_one_with_the_quotations_of_both():
    small = "The trial has five people"
    first = report(
        quote("ada", text=small), quote("bert", text="Five is few"), title="The trial is small", kind="weakness"
    )
    second = report(
        quote("ada", text=small), quote("cleo", text="It is enough", opposes=True), title="A small trial",
        kind="weakness", reader="owl",
    )  # fmt: skip
    (finding,) = reported_findings([first, second])
    assert (finding.key, finding.title, finding.source) == (key_of("The trial is small"), "The trial is small", "gpt")
    assert finding.readers == ("GPT", "OWL")
    assert [(one.respondent, one.text, one.opposes) for one in finding.said] == [
        ("ada", small, False),
        ("bert", "Five is few", False),
        ("cleo", "It is enough", True),
    ]


def test_a_key_outlives_a_change_of_case_and_white_space():
    assert key_of("The trial is  small") == key_of("the trial is small") != key_of("The trial is large")


@pytest.mark.parametrize(("speakers", "left"), [(("ada", "bert"), 0), (("ada",), 1)])
def test_a_candidate_of_the_rules_goes_if_a_reader_quotes_it_of_two(speakers, left):
    words = "The trial has five people"

    def point(who):
        return RaisedPoint(sum(map(ord, who)), 0, 0, len(words), words)

    candidate = Candidate("c1", f"“{words}”", tuple((who, (point(who),)) for who in ("ada", "bert")), "")
    reported = reported_findings([report(*(quote(who, text=words) for who in speakers), title="Small", kind="risk")])
    assert len(candidates_left([candidate], reported)) == left


def test_a_second_value_of_one_voice_that_only_a_reader_saw_is_added():
    rules = of_rules(("ada", "744B"), ("bert", "745B"))
    second = report(quote("ada", "800B", 40), quote("ada", "744B"), quote("bert", "745B"))
    (fact,) = join_facts([rules], reported_facts([second]))
    assert [(value.value, value.respondents) for value in fact.values] == [
        ("744B", ("ada",)),
        ("745B", ("bert",)),
        ("800B", ("ada",)),
    ]
    assert fact.two_values == ("ada",)


def test_the_same_words_told_as_another_value_are_not_added():
    rules = of_rules(("ada", "744B"), ("bert", "745B"))
    other = report(quote("ada", "744 billion", text="It has 744B."), quote("bert", "745B"))
    (fact,) = join_facts([rules], reported_facts([other]))
    assert [value.value for value in fact.values] == ["744B", "745B"]
