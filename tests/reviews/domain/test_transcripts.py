"""The verbs of transcripts: columns go and come back, and how much of each is published."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.domain.documents import as_read, parsed_of
from reviews.domain.draft_corrections import correct_draft, undo_correction
from reviews.domain.drafts import reopen_source
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.sources import correct_source
from reviews.domain.transcripts import (
    archive_transcript,
    choose_publishing,
    describe_transcript,
    described,
    move_transcript,
    publish_turn,
    restore_transcript,
)
from reviews.intake.corrections import describe_voice
from reviews.intake.document import Voice
from reviews.lens import lens
from reviews.models import Comparison, IntakeDraft, Response, Source, Transcript
from reviews.refusal import Refused
from tests.factories import make_comparison, make_transcript
from tests.races import at_once


@pytest.fixture
def owl(comparison) -> Transcript:
    return make_transcript(comparison, "Owl", ("Is it safe?", "It is."))


def revisions() -> tuple[int, int]:
    return Comparison.objects.values_list("revision", "text_revision").get()


def test_a_column_goes_and_comes_back(comparison, owl):
    before = revisions()
    archive_transcript(transcript=owl)
    first = Transcript.objects.get().archived_at
    archive_transcript(transcript=owl)
    assert (list(Transcript.objects.current()), Transcript.objects.get().archived_at) == ([], first)
    assert Response.objects.current().count() == 1
    assert revisions() == (before[0] + 1, before[1] + 1), "the second time changes nothing"
    restore_transcript(transcript=owl)
    restore_transcript(transcript=owl)
    assert list(Transcript.objects.current()) == [owl]
    assert revisions() == (before[0] + 2, before[1] + 2)


def test_a_column_without_words_stays_away(owl):
    archive_transcript(transcript=owl)
    Response.objects.update(superseded_at="2026-03-01T12:00Z")
    with pytest.raises(Refused, match=r"^A correction left this respondent nothing to say"):
        restore_transcript(transcript=owl)
    assert Transcript.objects.get().archived_at is not None


def test_how_much_is_published_is_one_of_three(owl):
    before = revisions()
    for publish in ("quotations", "quotations", "nothing"):
        choose_publishing(transcript=owl, publish=publish)
        assert Transcript.objects.get().publish == publish
    assert revisions() == (before[0] + 2, before[1]), "no word has changed"
    with pytest.raises(Refused, match=r"^Choose full text, quotations only, or nothing\.$") as refused:
        choose_publishing(transcript=owl, publish="all")
    assert refused.value.field == "publish"
    assert Transcript.objects.get().publish == "nothing"


def test_a_turn_is_published_anyway(owl):
    response, before = owl.responses.get(), revisions()
    for anyway in (True, True, False):
        publish_turn(response=response, anyway=anyway)
        assert Response.objects.get().publish_anyway is anyway
    assert revisions() == (before[0] + 2, before[1])


# What a person says of a transcript


def said(transcript: Transcript, **changed: str) -> dict[str, str]:
    """What is stored of a transcript now, with changes."""
    return {**described(Transcript.objects.get(pk=transcript.pk)), **changed}


def describe(transcript: Transcript, *, seen: str | None = None, **changed: str) -> Transcript:
    given = said(transcript, **changed)
    publish = given.pop("publish")
    describe_transcript(transcript=transcript, voice=Voice(**given), publish=publish, seen=seen)
    return Transcript.objects.select_related("respondent__identity").get(pk=transcript.pk)


def test_everything_that_is_said_of_a_transcript_is_stored(owl):
    before = revisions()
    wanted = {
        "name": "Owl-2", "kind": "model", "vendor": "Barn", "version": "2.1", "evidence_basis": "full_paper",
        "evidence_quote": "It is.", "said_on": "2026-02-03", "link": "https://owl.example/1", "publish": "nothing",
    }  # fmt: skip
    assert said(describe(owl, **wanted)) == wanted
    assert revisions() == (before[0] + 1, before[1] + 1)
    assert Comparison.objects.get().summary["respondents"] == ["Owl-2"]
    describe(owl, **wanted)
    assert revisions() == (before[0] + 1, before[1] + 1), "the second time changes nothing"


def test_a_correction_of_the_document_keeps_what_a_person_said(owl, alice):
    describe(owl, name="Kite", evidence_basis="full_paper", said_on="2026-02-03")
    correct_source(source=Source.objects.get(), parsed=as_read(Source.objects.get()), by=alice)
    kept = said(owl)
    assert (kept["name"], kept["evidence_basis"], kept["said_on"]) == ("Kite", "full_paper", "2026-02-03")


def test_an_open_draft_of_the_document_learns_of_it_unless_it_says_otherwise(owl, alice, bob):
    learning, other = (reopen_source(source=Source.objects.get(), by=person) for person in (alice, bob))
    correct_draft(draft=other, correction=lambda parsed: describe_voice(parsed, 0, Voice("Lark")))
    describe(owl, name="Kite")
    names = {one.pk: [voice.name for voice in parsed_of(one).voices] for one in IntakeDraft.objects.all()}
    assert names == {learning.pk: ["Kite"], other.pk: ["Lark"]}
    undo_correction(draft=other)
    assert [voice.name for voice in parsed_of(IntakeDraft.objects.get(pk=other.pk)).voices] == ["Kite"]


def test_two_that_are_named_alike_are_one(comparison, owl):
    kite = make_transcript(comparison, "Kite", ("Is it safe?", "No."), vendor="Barn", version="2")
    merged = describe(owl, name="kite")
    assert merged.respondent == Transcript.objects.get(pk=kite.pk).respondent
    assert (merged.key, merged.respondent.name, merged.respondent.vendor, merged.respondent.version) == (
        "owl", "Kite", "Barn", "2",
    )  # fmt: skip
    assert Comparison.objects.get().summary["respondents"] == ["Kite", "Kite 2"]
    apart = describe(owl, name="Owl")
    assert apart.respondent.name == "Owl"
    assert Transcript.objects.get(pk=kite.pk).respondent.name == "Kite"


def test_another_version_is_another_respondent_of_one_identity_until_it_is_the_same(comparison, owl):
    kite = make_transcript(comparison, "Kite", ("Is it safe?", "No."), version="2")
    other = describe(owl, name="Kite", version="3")
    assert other.respondent != kite.respondent
    assert other.respondent.identity == kite.respondent.identity
    assert describe(owl, version="2").respondent == kite.respondent


def test_another_maker_is_not_merged(comparison, owl):
    make_transcript(comparison, "Kite", ("Is it safe?", "No."), vendor="Barn")
    with pytest.raises(Refused, match=r"^Kite is known here with “Barn”: give the same, or nothing") as refused:
        describe(owl, name="Kite", vendor="Tower")
    assert refused.value.field == "vendor"
    assert said(owl)["name"] == "Owl"


def test_another_spelling_and_version_hold_for_all_columns_of_a_respondent(comparison, owl, alice):
    second = make_transcript(comparison, "Owl", ("Is it safe?", "Still."))
    describe(second, name="OWL", version="2")
    assert [(said(one)["name"], said(one)["version"]) for one in (owl, second)] == [("OWL", "2")] * 2
    first = Source.objects.earliest("pk")
    correct_source(source=first, parsed=as_read(first), by=alice)
    assert (said(owl)["name"], said(owl)["version"]) == ("OWL", "2")


def test_nobody_in_another_comparison_is_renamed(comparison, owl, alice, team):
    elsewhere = make_transcript(make_comparison(alice, team, title="Kite-1"), "Owl", ("Is it safe?", "Yes."))
    describe(owl, name="OWL", vendor="Tower")
    kept = said(elsewhere)
    assert (kept["name"], kept["vendor"]) == ("Owl", "")


@pytest.mark.parametrize(("publish", "stored"), [("full", "quotations"), ("nothing", "nothing")])
def test_what_becomes_a_persons_is_withheld(owl, publish, stored):
    Transcript.objects.update(publish="full")
    person = describe(owl, kind="person", publish=publish)
    assert (person.respondent.kind, person.publish, person.for_models) == ("person", stored, False)
    assert describe(owl, publish="full").publish == "full", "by a second, plain word"
    assert describe(owl, kind="model").for_models is False, "an owner allows it, or nobody"


def test_a_corrected_document_withholds_it_too(owl, alice):
    source = Source.objects.get()
    correct_source(source=source, parsed=describe_voice(as_read(source), 0, Voice("Owl", "person")), by=alice)
    assert Transcript.objects.get().for_models is False


@pytest.mark.parametrize(
    ("changed", "field", "why"),
    [
        (
            {"evidence_basis": "full_paper", "evidence_quote": "It isn’t."},
            "evidence_quote",
            "These words stand in none",
        ),
        ({"evidence_quote": "It is."}, "evidence_basis", "Say what these words show"),
        ({"publish": "all"}, "publish", "Choose full text"),
        ({"name": " "}, "name", "Say who this is"),
    ],
)
def test_what_cannot_be_is_refused(owl, changed, field, why):
    before, known = revisions(), said(owl)
    with pytest.raises(Refused, match=f"^{why}") as refused:
        describe(owl, **changed)
    assert refused.value.field == field
    assert (revisions(), said(owl)) == (before, known)


def test_words_on_the_basis_may_run_over_lines_and_marks_of_citations(comparison):
    owl = make_transcript(comparison, "Owl", ("Is it safe?", "I read it【8†source】 whole,\n\nand twice."))
    for quote in ("I read it whole, and twice.", "I read it【8†source】 whole,\nand"):
        assert describe(owl, evidence_basis="full_paper", evidence_quote=quote).evidence_quote == quote


def test_words_that_came_with_the_document_stay(comparison):
    owl = make_transcript(
        comparison, "Owl", ("Is it safe?", "Yes."), evidence_basis="web_search", evidence_quote="Searched 4 sites"
    )
    assert describe(owl, link="https://owl.example/").evidence_quote == "Searched 4 sites"


def test_a_change_by_somebody_else_is_not_overwritten_unseen(owl):
    seen = token(said(owl))
    describe(owl, version="2")
    with pytest.raises(Overtaken) as overtaken:
        describe(owl, version="3", seen=seen)
    assert overtaken.value.stored["version"] == said(owl)["version"] == "2"


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_the_second_is_told(owl):
    seen = token(said(owl))
    both = at_once(lambda: describe(owl, version="2", seen=seen), lambda: describe(owl, version="3", seen=seen))
    assert sorted(type(one) is Overtaken for one in both) == [False, True]


# The order of the columns


def order(comparison: Comparison) -> list[str]:
    return [one.key for one in lens(None, comparison).columns]


def test_a_column_moves_past_its_neighbour_and_past_what_is_taken_out(comparison, owl):
    kite, lark = (make_transcript(comparison, name, ("Is it safe?", f"{name}.")) for name in ("Kite", "Lark"))
    before = revisions()
    for moved, left, after in (
        (lark, True, ["owl", "lark", "kite"]),
        (lark, True, ["lark", "owl", "kite"]),
        (lark, True, ["lark", "owl", "kite"]),
        (owl, False, ["lark", "kite", "owl"]),
        (owl, False, ["lark", "kite", "owl"]),
    ):
        move_transcript(transcript=moved, left=left)
        assert order(comparison) == after
    assert revisions() == (before[0] + 3, before[1] + 3), "at the edge nothing changes"
    archive_transcript(transcript=kite)
    move_transcript(transcript=owl, left=True)
    assert order(comparison) == ["owl", "lark"]
    move_transcript(transcript=kite, left=True)
    assert order(comparison) == ["owl", "lark"], "what is taken out has no place"


@given(moves=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_a_move_and_its_opposite_are_nothing(comparison, moves):
    names = ("Owl", "Kite", "Lark", "Wren")
    if not comparison.transcripts.exists():
        for name in names:
            make_transcript(comparison, name, ("Is it safe?", f"{name}."))
    for index, left in moves:
        before = order(comparison)
        transcript = comparison.transcripts.get(key=names[index].lower())
        move_transcript(transcript=transcript, left=left)
        after = order(comparison)
        assert sorted(after) == sorted(before)
        if after != before:
            move_transcript(transcript=transcript, left=not left)
            assert order(comparison) == before
