"""What to bear in mind beside a verdict."""

from dataclasses import replace

from collation.agreement.caveats import Backing, backings, contradictions, dependent_agreements
from collation.cells import CellReading, Passage
from collation.facts.compare import facts
from collation.facts.grounding import PaperText, Ungrounded, ground, searched
from collation.facts.reviewed import FactReading, Review, ReviewedFact
from tests.collation.samples.answers import respondent, turn
from tests.collation.samples.rows import cell, collation, row, who
from tests.collation.samples.terms_and_numbers import ABSTRACT, KITE, WREN

VOICES = (respondent("kite", turn(1, "Is it safe?", KITE)), respondent("wren", turn(2, "Is it safe?", WREN)))


def reading(paper: PaperText, *missing: Ungrounded) -> FactReading:
    found = tuple(ReviewedFact(fact, fact.topic, None) for fact in facts(VOICES))
    grounding = {one.topic: tuple(ground(one.fact, value, paper) for value in one.fact.values) for one in found}
    return FactReading(found, grounding, missing, searched(paper))


def saying(voice, start: int = 0, end: int | None = None, verdict: str = "yes"):
    """A cell whose passage is that part of the voice's first turn."""
    said = voice.turns[0]
    passage = Passage(0, said.response_id, start, end or len(said.text), said.text[start:end], "engine")
    bare = cell(voice, verdict)
    return replace(bare, reading=CellReading("answered", bare.reading.asked, (passage,), bare.reading.suggestion))


def backing(one, facts: FactReading) -> Backing | None:
    return backings(collation(row(one)), facts).get((2, one.respondent.transcript_id))


def missing(term: str, start: int, end: int, response_id: int = 1) -> Ungrounded:
    return Ungrounded("kite", term, "…", "abstract", 0, response_id, start, end)


def test_what_was_looked_up_in_a_cells_words():
    kite, wren = (backing(saying(voice), reading(PaperText(ABSTRACT))) for voice in VOICES)
    assert kite == Backing(
        "abstract", (), (), ("Sparse Tree Attention", "30B"), "It rests on Sparse Tree Attention (STA)."
    )
    assert (kite.suggested, kite.sentences) == ("", ("Found in the abstract: Sparse Tree Attention and 30B.",))
    assert (wren.contradicted, wren.found) == (("Shared Token Attention", "31B"), ("30B",))
    assert (wren.suggested, wren.quote) == ("contradicted", "It rests on Sparse Tree Attention (STA).")
    assert wren.page is None
    in_full = backing(saying(VOICES[1]), reading(PaperText(pages=("Owls see.", ABSTRACT))))
    assert (in_full.quote, in_full.page) == (wren.quote, 2)
    assert wren.sentences == (
        "Another value in the abstract: Shared Token Attention and 31B.",
        "Found in the abstract: 30B.",
    )


def test_terms_outside_of_the_passages_do_not_count():
    facts = FactReading(
        (), {}, (missing("red teaming", 0, 5), missing("GRPO", 50, 60), missing("DPO", 0, 5, 9)), "full_text"
    )
    held = backing(saying(VOICES[0], 0, 20), facts)
    assert (held.not_found, held.suggested) == (("red teaming",), "not_found")
    assert held.sentences == ("Not found in the full text: red teaming.",)
    assert backing(saying(VOICES[0], 20, 30), facts) is None


def test_where_nothing_is_stored_nothing_is_said():
    assert backing(saying(VOICES[1]), reading(PaperText())) is None
    assert backings(collation(row(saying(VOICES[0]), saying(VOICES[1]))), reading(PaperText())) == {}


def test_backings_are_those_of_scored_rows():
    table = collation(row(saying(VOICES[0]), cell(VOICES[1], "silent")))
    assert list(backings(table, reading(PaperText(ABSTRACT)))) == [(2, VOICES[0].transcript_id)]
    unscored = replace(table.rows[0].question, scored=False)
    assert backings(collation(replace(table.rows[0], question=unscored)), reading(PaperText(ABSTRACT))) == {}


def test_agreement_on_thin_evidence_is_discounted_for_each_verdict():
    thin = [replace(who(name), evidence_basis="abstract_only", evidence_quote="") for name in ("Ada", "Bert", "Cleo")]
    full = replace(who("Dan"), evidence_basis="full_paper")
    table = collation(row(*(cell(one, "yes") for one in (*thin[:2], full)), cell(thin[2], "no")))
    assert dependent_agreements(table, []) == {}
    (found,) = dependent_agreements(collation(row(*(cell(one, "yes") for one in thin), cell(full, "no"))), [])[2]
    assert found.sentence == "Ada, Bert and Cleo agree on “yes”."
    assert [discount.kind for discount in found.why] == ["basis"]


def test_nobody_contradicts_itself_until_a_person_confirmed_it():
    crane = respondent("crane", turn(3, "", "The model has 744B parameters. The model has 812B parameters."))
    (fact,) = (ReviewedFact(one, one.topic, None) for one in facts((crane,)) if one.two_values)
    assert contradictions(FactReading((fact,))) == {}
    for decision, told in (
        ("dismissed", {}),
        ("open", {}),
        ("confirmed", {"crane": ("“The model has … parameters”",)}),
    ):
        decided = replace(fact, review=Review(*fact.topic, decision, "", "", "", "Ada"))
        assert contradictions(FactReading((decided,))) == told
