"""Who answers: one identity for a model or person in all comparisons of a team, and in no other team."""

import pytest
from django.db import IntegrityError, transaction

from reviews.domain.documents import as_read
from reviews.domain.questions import ask_question
from reviews.domain.respondents import respondents_of
from reviews.domain.sources import correct_source
from reviews.intake.corrections import describe_voice
from reviews.intake.document import Voice
from reviews.models import Comparison, Identity, Respondent, Scale, Transcript
from tests.factories import make_comparison, make_transcript
from tests.races import at_once

TURN = ("Is it safe?", "Yes, it is safe.")


@pytest.fixture
def other(alice, team) -> Comparison:
    """A second comparison of Alice's team."""
    return make_comparison(alice, team, title="Kite-1")


def correct(transcript: Transcript, by, **said: str) -> Transcript:
    """The transcript after somebody corrected what its document says of its voice."""
    parsed = as_read(transcript.source)
    voice = parsed.voices[0]
    changed = {"name": voice.name, "kind": voice.kind, "vendor": voice.vendor, **said}
    described = describe_voice(parsed, 0, type(voice)(**changed))
    (corrected,) = correct_source(source=transcript.source, parsed=described, by=by)
    return Transcript.objects.select_related("respondent__identity").get(pk=corrected.pk)


def identities(team) -> list[tuple[str, str, str]]:
    return list(team.identities.order_by("pk").values_list("name", "kind", "maker"))


class TestOneOfATeam:
    def test_a_model_is_the_same_in_two_comparisons(self, comparison, other, team):
        first, second = make_transcript(comparison, "Owl", TURN), make_transcript(other, "Owl", TURN)
        assert first.respondent.identity == second.respondent.identity
        assert first.respondent != second.respondent
        assert (first.key, second.key, first.respondent.key) == ("owl", "owl", "owl")
        assert identities(team) == [("Owl", "model", "")]

    def test_upper_and_lower_case_are_one_name_and_the_first_spelling_stays(self, comparison, other):
        first, second = make_transcript(comparison, "Owl", TURN), make_transcript(other, "OWL", TURN)
        assert first.respondent.identity == second.respondent.identity
        assert second.respondent.name == "Owl"

    def test_two_voices_of_one_document_are_one_respondent_if_they_are_alike(self, comparison, team):
        owls = [Voice("Owl"), Voice("OWL", version="2"), Voice("owl", "person"), Voice("Owl", version="3")]
        first, second, person, third = respondents_of(comparison, owls)
        assert first == second
        assert (first.version, second.key, person.key, third.key) == ("2", "owl", "owl-2", "owl-3")
        assert identities(team) == [("Owl", "model", ""), ("owl", "person", "")]
        assert third.identity == first.identity
        assert [one.pk for one in respondents_of(comparison, owls)] == [first.pk, first.pk, person.pk, third.pk]
        first.refresh_from_db()
        assert first.version == "2"

    def test_queries_do_not_grow(self, comparison, django_assert_num_queries):
        for voices in ([Voice("Owl")], [Voice("Lark"), Voice("Wren"), Voice("Owl")]):
            with django_assert_num_queries(5):
                respondents_of(comparison, voices)

    def test_a_person_and_a_model_of_one_name_are_two(self, comparison, other, team):
        make_transcript(comparison, "Owl", TURN)
        make_transcript(other, "Owl", TURN, kind="person", vendor="The Barn")
        assert identities(team) == [("Owl", "model", ""), ("Owl", "person", "")]
        assert Respondent.objects.get(comparison=other).vendor == "The Barn"

    def test_versions_and_outlets_stay_with_the_comparison(self, comparison, other):
        first = make_transcript(comparison, "Owl", TURN, vendor="Barn", version="1")
        second = make_transcript(other, "Owl", TURN, vendor="Barn", version="2")
        assert first.respondent.identity == second.respondent.identity
        assert (first.respondent.version, second.respondent.version) == ("1", "2")

    def test_a_maker_that_one_document_tells_is_known_in_all(self, comparison, other, team):
        first = make_transcript(comparison, "Owl", TURN)
        make_transcript(other, "Owl", TURN, vendor="Barn")
        assert identities(team) == [("Owl", "model", "Barn")]
        assert Respondent.objects.get(pk=first.respondent_id).vendor == "Barn"

    def test_another_maker_is_another_model(self, comparison, other, team):
        make_transcript(comparison, "Owl", TURN, vendor="Barn")
        make_transcript(other, "Owl", TURN, vendor="Tower")
        assert identities(team) == [("Owl", "model", "Barn"), ("Owl", "model", "Tower")]

    def test_a_second_transcript_has_a_key_of_its_own(self, comparison, team):
        keys = [make_transcript(comparison, "Owl", TURN, (f"{n}?", "Yes.")).key for n in range(3)]
        assert keys == ["owl", "owl-2", "owl-3"]
        assert Respondent.objects.count() == Identity.objects.count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_two_that_come_at_once_are_one(self, comparison, other, team):
        first, second = at_once(
            lambda: make_transcript(comparison, "Owl", TURN), lambda: make_transcript(other, "Owl", TURN)
        )
        assert isinstance(first, Transcript) and isinstance(second, Transcript)
        assert first.respondent.identity_id == second.respondent.identity_id

    def test_only_a_model_has_a_maker(self, team):
        with pytest.raises(IntegrityError), transaction.atomic():
            Identity.objects.create(team=team, name="Owl", kind="person", maker="Barn")


class TestRenamed:
    def test_a_name_that_the_team_knows_is_that_one(self, comparison, other, alice):
        known = make_transcript(other, "Owl", TURN)
        corrected = correct(make_transcript(comparison, "Owll", TURN), alice, name="Owl")
        assert corrected.respondent.identity == known.respondent.identity
        assert corrected.key == "owll", "a column's key stays for ever"

    def test_another_name_renames_nobody_in_another_comparison(self, comparison, other, alice, team):
        kept = make_transcript(other, "Owl", TURN)
        corrected = correct(make_transcript(comparison, "Owl", TURN), alice, name="Kite")
        assert corrected.respondent.name == "Kite"
        assert Respondent.objects.get(pk=kept.respondent_id).name == "Owl"
        assert identities(team) == [("Owl", "model", ""), ("Kite", "model", "")]

    def test_another_maker_changes_nobody_in_another_comparison(self, comparison, other, alice):
        kept = make_transcript(other, "Owl", TURN, vendor="Barn")
        corrected = correct(make_transcript(comparison, "Owl", TURN, vendor="Barn"), alice, vendor="Tower")
        assert corrected.respondent.vendor == "Tower"
        assert Respondent.objects.get(pk=kept.respondent_id).vendor == "Barn"

    def test_a_person_may_have_another_outlet_in_each(self, comparison, other, alice):
        kept = make_transcript(other, "Mara", TURN, kind="person", vendor="The Barn")
        mara = make_transcript(comparison, "Mara", TURN, kind="person", vendor="The Barn")
        corrected = correct(mara, alice, vendor="The Tower")
        assert corrected.respondent.identity == kept.respondent.identity
        assert (corrected.respondent.vendor, kept.respondent.vendor) == ("The Tower", "The Barn")


class TestOtherTeams:
    def test_another_team_has_one_of_its_own(self, comparison, charlie):
        elsewhere = make_comparison(charlie, charlie.memberships.get().team, title="Wren")
        first = make_transcript(comparison, "Owl", TURN, vendor="Barn")
        second = make_transcript(elsewhere, "owl", TURN)
        assert first.respondent.identity != second.respondent.identity
        assert (second.respondent.name, second.respondent.vendor) == ("owl", "")

    def test_a_scale_is_a_teams_and_shared_by_its_comparisons(self, comparison, other, alice, charlie):
        elsewhere = make_comparison(charlie, charlie.memberships.get().team, title="Wren")
        scales = [one.questions.earliest("pk").scale for one in (comparison, other, elsewhere)]
        assert scales[0] == scales[1] != scales[2]
        assert [one.team for one in (scales[0], scales[2])] == [comparison.team, elsewhere.team]
        rated = ask_question(comparison=comparison, by=alice, text="How good?", scale_key="rating-10")
        keys = set(Scale.objects.filter(team=comparison.team).values_list("key", flat=True))
        assert keys == {"verdict", "rating-10"}
        assert rated.scale.team == comparison.team
        assert not Scale.objects.filter(team=elsewhere.team, key="rating-10").exists()
