"""Two people, or one person twice, at the same moment: each verb decides under the lock, and the second is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36

from reviews.domain.drafts import begin_draft, read_branch
from reviews.domain.email_addresses import TAKEN, change_address, tokens
from reviews.domain.ended_drafts import DraftEnded, discard_draft
from reviews.domain.facts import merge_fact, restore_value, strike_value
from reviews.domain.findings import (
    NewPoint,
    dismiss_suggestion,
    dissolve_finding,
    gather_finding,
    merge_findings,
    quote_in_finding,
)
from reviews.domain.labels import DEFAULT_LABELS
from reviews.domain.marks import mark_says, place_mark, resolution_says, resolve_cell
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.placements import place_passage
from reviews.domain.questions import archive_question, reword_question
from reviews.domain.teams import invite
from reviews.domain.threads import delete_comment, edit_comment, open_thread
from reviews.domain.transcripts import archive_transcript
from reviews.forms.comparison import ComparisonForm
from reviews.models import (
    Annotation,
    Cell,
    Comment,
    Comparison,
    EndedDraft,
    Finding,
    IntakeDraft,
    Invitation,
    Mark,
    Membership,
    Placement,
    Question,
    Resolution,
    Role,
    Team,
    Thread,
    User,
)
from reviews.refusal import Refused
from tests.factories import MembershipFactory, TeamFactory, UserFactory, make_comparison, make_transcript
from tests.races import at_once
from tests.reviews.domain.test_sources_exported_again import tree

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(2)


@pytest.fixture
def team() -> Team:
    return TeamFactory(name="Triangle", slug="triangle")


@pytest.fixture
def alice(team) -> User:
    return MembershipFactory(team=team, user__name="Alice", role=Role.OWNER).user


@pytest.fixture
def bob(team) -> User:
    return MembershipFactory(team=team, user__name="Bob", role=Role.EDITOR).user


@pytest.fixture
def comparison(alice, team) -> Comparison:
    return make_comparison(alice, team)


def posting(user: User, path: str, data: dict[str, str]) -> Callable[[], int]:
    """Posts a form over a connection of its own; gives the status."""
    client = Client()
    client.force_login(user)
    return lambda: client.post(path, data).status_code


def refusals(results) -> list[str]:
    return [str(one) for one in results if isinstance(one, Exception)]


class TestADoubleSubmitMakesOne:
    def test_comment(self, bob, comparison):
        path = f"/c/{comparison.slug}/threads/open/"
        assert at_once(*[posting(bob, path, {"body": "What of it?"}) for _ in range(4)]) == [302] * 4
        assert Thread.objects.count() == Comment.objects.count() == 1
        path = f"/c/{comparison.slug}/threads/{Thread.objects.get().pk}/reply/"
        assert at_once(*[posting(bob, path, {"body": "This of it."}) for _ in range(4)]) == [302] * 4
        assert list(Comment.objects.values_list("markdown", flat=True)) == ["What of it?", "This of it."]

    def test_annotation(self, bob, comparison):
        response = make_transcript(comparison, "Ada", ("Is it safe?", "No, it is not.")).responses.get()
        path = f"/c/{comparison.slug}/annotations/new/"
        sent = {"response": response.pk, "quote": "not", "label": "claim"}
        assert at_once(*[posting(bob, path, sent) for _ in range(4)]) == [302] * 4
        assert Annotation.objects.count() == 1
        assert comparison.labels.count() == len(DEFAULT_LABELS)

    def test_the_first_comparison_of_someone_without_a_team(self):
        nora = UserFactory(name="Nora")
        form = {"title": "Owl-2", "questions": "Does it work?"}
        assert ComparisonForm(form, teams=Team.objects.none()).is_valid()
        assert at_once(*[posting(nora, "/new/", form) for _ in range(4)]) == [302] * 4
        assert list(Comparison.objects.values_list("title", "team__name")) == [("Owl-2", "Nora’s team")]
        assert list(Membership.objects.values_list("user__name", "role")) == [("Nora", "owner")]

    def test_team(self):
        nora = UserFactory(name="Nora")
        assert at_once(*[posting(nora, "/teams/", {"name": "Owls"}) for _ in range(4)]) == [302] * 4
        assert list(Team.objects.values_list("name", flat=True)) == ["Owls"]

    def test_teams_of_one_name_by_several_people_are_several(self):
        people = UserFactory.create_batch(4)
        assert at_once(*[posting(one, "/teams/", {"name": "Owls"}) for one in people]) == [302] * 4
        assert Team.objects.filter(name="Owls").count() == 4

    @pytest.mark.slow
    def test_demo(self):
        nora = UserFactory(name="Nora")
        assert at_once(*[posting(nora, "/demo/", {}) for _ in range(3)]) == [302] * 3
        assert Team.objects.count() == Comparison.objects.count() == 1

    def test_paste_and_reopening(self, alice, comparison):
        pasted = {"text": "# User\n\nIs it safe?\n\n# Assistant\n\nNo, it is not.", "kind": "", "respondent": "Ada"}
        assert at_once(*[posting(alice, f"/c/{comparison.slug}/intake/paste/", pasted) for _ in range(6)]) == [302] * 6
        assert IntakeDraft.objects.count() == 1
        source = make_transcript(comparison, "Bert", ("Is it safe?", "Yes.")).source
        path = f"/c/{comparison.slug}/intake/sources/{source.pk}/reopen/"
        assert at_once(*[posting(alice, path, {}) for _ in range(6)]) == [302] * 6
        assert IntakeDraft.objects.filter(source=source).count() == 1

    def test_nobody_waits_for_themselves_who_pastes_and_comments_at_once(self, alice, comparison):
        """Whoever holds the lock on a person, and whoever holds that on a comparison, store what refers to the other."""
        pastes, comments = f"/c/{comparison.slug}/intake/paste/", f"/c/{comparison.slug}/threads/open/"
        for number in range(4):
            pasted = {"text": f"# User\n\nIs it {number}?\n\n# Assistant\n\nNo.", "kind": "", "respondent": "Ada"}
            acts = [posting(alice, pastes, pasted), posting(alice, comments, {"body": f"What of {number}?"})]
            assert at_once(*acts) == [302, 302]

    def test_invitation_lets_one_in(self, alice, team):
        _, secret = invite(team=team, role=Role.REVIEWER, by=alice)
        people = UserFactory.create_batch(4)
        statuses = at_once(*[posting(one, f"/invitation/{secret}/", {}) for one in people])
        assert statuses.count(302) == 1
        assert set(statuses) <= {302, 410, 422}
        assert Membership.objects.filter(team=team).count() == 2
        assert Invitation.objects.get().accepted_by_id in [one.pk for one in people]


class TestTheSecondIsTold:
    @pytest.mark.parametrize("round", ROUNDS)
    def test_two_reword_a_question(self, alice, bob, comparison, round):
        safe = comparison.questions.get(key="safe")
        seen = token({"text": safe.text})
        results = at_once(
            *[
                lambda by=by, text=text: reword_question(
                    question=Question.objects.get(pk=safe.pk), by=by, text=text, seen=seen
                )
                for by, text in ((alice, "Is it harmless?"), (bob, "Is it dangerous?"))
            ]
        )
        (told,) = [one for one in results if isinstance(one, Exception)]
        (kept,) = [one for one in results if not isinstance(one, Exception)]
        assert isinstance(told, Overtaken)
        safe.refresh_from_db()
        assert told.stored == {"text": safe.text} == {"text": kept.text}

    @pytest.mark.parametrize("round", ROUNDS)
    def test_two_settle_a_cell(self, alice, bob, comparison, round):
        safe = comparison.questions.get(key="safe")
        ada = make_transcript(comparison, "Ada", ("Is it safe?", "Perhaps."))
        seen = token(resolution_says())
        results = at_once(
            *[
                lambda by=by, value=value: resolve_cell(
                    question=safe, transcript=ada, by=by, value=value, why="So it says.", seen=seen
                )
                for by, value in ((alice, "no"), (bob, "yes"))
            ]
        )
        (told,) = [one for one in results if isinstance(one, Overtaken)]
        settled = Resolution.objects.get()
        assert told.stored == resolution_says(settled.value, "So it says.")

    @pytest.mark.parametrize("round", ROUNDS)
    def test_two_first_acts_on_a_cell_make_one_cell(self, alice, bob, comparison, round):
        safe = comparison.questions.get(key="safe")
        ada = make_transcript(comparison, "Ada", ("Is it safe?", "Perhaps."))
        at = {"question": safe, "transcript": ada}
        mark, comment = at_once(
            lambda: place_mark(by=bob, value="no", **at),
            lambda: open_thread(comparison=comparison, by=alice, body="Is it?", **at),
        )
        cell = Cell.objects.get()
        assert isinstance(mark, Mark) and isinstance(comment, Comment)
        assert (mark.cell, comment.thread.cell) == (cell, cell)
        assert (cell.comparison, cell.question, cell.transcript) == (comparison, safe, ada)

    @pytest.mark.parametrize("round", ROUNDS)
    def test_one_marks_in_two_tabs(self, bob, comparison, round):
        safe = comparison.questions.get(key="safe")
        ada = make_transcript(comparison, "Ada", ("Is it safe?", "Perhaps."))
        seen = token(mark_says())
        results = at_once(
            *[
                lambda value=value: place_mark(question=safe, transcript=ada, by=bob, value=value, seen=seen)
                for value in ("no", "yes")
            ]
        )
        (told,) = [one for one in results if isinstance(one, Overtaken)]
        assert told.stored == mark_says(Mark.objects.get().value)

    @pytest.mark.parametrize("round", ROUNDS)
    def test_edit_and_delete_of_one_comment(self, bob, comparison, round):
        """Whoever comes second: the words of a deleted comment do not come back."""
        comment = open_thread(comparison=comparison, by=bob, body="A secret.")
        results = at_once(
            lambda: edit_comment(comment=Comment.objects.get(pk=comment.pk), by=bob, body="Another secret."),
            lambda: delete_comment(comment=Comment.objects.get(pk=comment.pk), by=bob),
        )
        assert refusals(results) in ([], ["This comment was deleted."])
        comment.refresh_from_db()
        assert (comment.markdown, comment.html, comment.deleted_at is not None) == ("", "", True)

    @pytest.mark.parametrize("round", ROUNDS)
    def test_two_findings_merged_into_each_other(self, alice, bob, comparison, round):
        """One stands with the points of both; none is lost in a circle."""
        response = make_transcript(comparison, "Ada", ("Is it safe?", "It leaks. It is slow.")).responses.get()
        first, second = (
            gather_finding(comparison=comparison, by=alice, title=title, kind="risk", spans=[NewPoint(response, *span)])
            for title, span in (("It leaks", (0, 9)), ("It is slow", (10, 21)))
        )
        results = at_once(
            lambda: merge_findings(
                by=alice, finding=Finding.objects.get(pk=first.pk), into=Finding.objects.get(pk=second.pk)
            ),
            lambda: merge_findings(
                by=alice, finding=Finding.objects.get(pk=second.pk), into=Finding.objects.get(pk=first.pk)
            ),
        )
        (told,) = refusals(results)
        assert told.startswith("This finding was merged or taken apart meanwhile.")
        standing = Finding.objects.get(merged_into=None)
        assert standing.points.count() == 2
        assert Finding.objects.get(merged_into=standing).points.count() == 0

    @pytest.mark.parametrize("round", ROUNDS)
    def test_two_facts_merged_into_each_other(self, alice, bob, comparison, round):
        results = at_once(
            *[
                lambda by=by, topic=topic, into=into: merge_fact(
                    comparison=comparison, by=by, kind="quantity", topic=topic, into=into
                )
                for by, topic, into in ((alice, "size", "weight"), (bob, "weight", "size"))
            ]
        )
        assert refusals(results) == ["A fact cannot be merged into itself."]
        assert comparison.fact_reviews.exclude(merged_into="").count() == 1

    @pytest.mark.parametrize("round", ROUNDS)
    def test_merged_and_taken_apart(self, alice, bob, comparison, round):
        response = make_transcript(comparison, "Ada", ("Is it safe?", "It leaks. It is slow.")).responses.get()
        first, second = (
            gather_finding(comparison=comparison, by=alice, title=title, kind="risk", spans=[NewPoint(response, *span)])
            for title, span in (("It leaks", (0, 9)), ("It is slow", (10, 21)))
        )
        results = at_once(
            lambda: merge_findings(
                by=alice, finding=Finding.objects.get(pk=first.pk), into=Finding.objects.get(pk=second.pk)
            ),
            lambda: dissolve_finding(by=alice, finding=Finding.objects.get(pk=second.pk)),
        )
        assert all(told.startswith("This finding was merged or taken apart meanwhile.") for told in refusals(results))
        left = Finding.objects.filter(merged_into=None)
        assert [(one.title, one.points.count()) for one in left] in ([], [("It leaks", 1)])

    @pytest.mark.parametrize("round", ROUNDS)
    def test_two_people_take_one_address(self, alice, bob, round):
        User.objects.filter(pk__in=[alice.pk, bob.pk]).update(new_email="new@example.org")
        links = [(int_to_base36(one.pk), tokens.make_token(User.objects.get(pk=one.pk))) for one in (alice, bob)]
        results = at_once(*[lambda uid=uid, key=key: change_address(uid=uid, token=key) for uid, key in links])
        assert refusals(results) == [TAKEN]
        assert User.objects.filter(email="new@example.org").count() == 1

    @pytest.mark.parametrize("round", ROUNDS)
    def test_two_new_people_join_with_one_address(self, alice, team, round):
        secrets = [invite(team=team, role=Role.REVIEWER, by=alice)[1] for _ in range(2)]
        form = {"name": "Nora", "email": "nora@example.org", "password": "night flight 7"}
        statuses = at_once(
            *[lambda secret=secret: Client().post(f"/invitation/{secret}/", form).status_code for secret in secrets]
        )
        assert sorted(statuses) == [302, 422]
        assert User.objects.filter(email="nora@example.org").count() == 1

    @pytest.mark.parametrize("round", ROUNDS)
    def test_two_owners_leave(self, alice, team, round):
        other = MembershipFactory(team=team, user__name="Olga", role=Role.OWNER).user
        members = {one.user_id: one.pk for one in team.memberships.all()}
        paths = [f"/teams/{team.slug}/members/{members[one.pk]}/role/" for one in (alice, other)]
        statuses = at_once(
            *[posting(one, path, {"role": "reader"}) for one, path in zip((alice, other), paths, strict=True)]
        )
        assert sorted(statuses) == [302, 422]
        assert team.memberships.filter(role=Role.OWNER).count() == 1


class TestWhatWasTakenAwayMeanwhileGetsNoWord:
    """The record that a verb was handed is older than what stands: it reads again under the lock."""

    def test_mark_of_a_question_archived_meanwhile(self, alice, bob, comparison):
        ada = make_transcript(comparison, "Ada", ("Is it safe?", "Perhaps."))
        stale = comparison.questions.get(key="safe")
        archive_question(question=Question.objects.get(pk=stale.pk), by=alice)
        with pytest.raises(Refused, match="This question is no longer asked"):
            place_mark(question=stale, transcript=ada, by=bob, value="no")
        assert not Mark.objects.exists()

    def test_mark_of_a_respondent_taken_out_meanwhile(self, alice, bob, comparison):
        stale = make_transcript(comparison, "Ada", ("Is it safe?", "Perhaps."))
        archive_transcript(transcript=comparison.transcripts.get(pk=stale.pk))
        with pytest.raises(Refused, match="This respondent was taken out of the comparison meanwhile"):
            place_mark(question=comparison.questions.get(key="safe"), transcript=stale, by=bob, value="no")
        assert not Mark.objects.exists()

    def test_evidence_in_words_that_were_corrected_meanwhile(self, alice, bob, comparison):
        ada = make_transcript(comparison, "Ada", ("Is it safe?", "Perhaps."))
        ada.responses.update(superseded_at=timezone.now())
        with pytest.raises(Refused, match="These words are not in the answer"):
            place_mark(
                question=comparison.questions.get(key="safe"), transcript=ada, by=bob, value="no", evidence="Perhaps"
            )
        assert not Mark.objects.exists()

    def test_placement_under_a_question_archived_meanwhile(self, alice, bob, comparison):
        response = make_transcript(comparison, "Ada", ("Is it safe?", "Perhaps.")).responses.get()
        stale = comparison.questions.get(key="safe")
        archive_question(question=Question.objects.get(pk=stale.pk), by=alice)
        with pytest.raises(Refused, match="This question is not asked any more"):
            place_passage(response=response, start=0, end=4, question=stale, belongs=True, by=bob)


class TestWhatPeopleTakeOutIsOutOnce:
    @pytest.mark.parametrize("_", ROUNDS)
    def test_a_discarded_draft_stays_discarded(self, alice, comparison, _):
        def draft() -> IntakeDraft:
            return begin_draft(comparison=comparison, by=alice, document=tree())

        begun = draft()
        first = begun.pk
        results = at_once(
            lambda: discard_draft(draft=IntakeDraft.objects.get(pk=first)),
            lambda: read_branch(draft=begun, branch="b"),
            draft,
        )
        assert [type(one) for one in results if isinstance(one, Exception)] in ([], [DraftEnded])
        assert not IntakeDraft.objects.filter(pk=first).exists()
        assert EndedDraft.objects.get().draft == first

    @pytest.mark.parametrize("_", ROUNDS)
    def test_a_placement_is_taken_back_once(self, alice, bob, comparison, _):
        response = make_transcript(comparison, "Ada", ("Is it safe?", "Perhaps.")).responses.get()
        safe = comparison.questions.get(key="safe")
        placement = place_passage(response=response, start=0, end=4, question=safe, belongs=True, by=bob)
        path, back = f"/c/{comparison.slug}/place/withdraw/", {"placement": placement.pk}
        assert at_once(*[posting(by, path, back) for by in (alice, bob)]) in ([302, 302], [302, 422], [422, 302])
        assert list(Placement.history.order_by("history_id").values_list("history_type", flat=True)) == ["+", "-"]

    def test_a_value_is_struck_once_and_put_back_once(self, alice, bob, comparison):
        value = {"comparison": comparison, "kind": "quantity", "topic": "wings", "value": "4"}
        strikes = [lambda by=by: strike_value(**value, by=by, text="four").created_by for by in (alice, bob) * 2]
        assert len(set(at_once(*strikes))) == 1
        assert comparison.struck_values.count() == 1
        back = at_once(*[lambda by=by: restore_value(**value, by=by) for by in (alice, bob) * 2])
        assert refusals(back) == ["This value is back already."] * 3
        assert not comparison.struck_values.standing().exists()

    def test_a_suggestion_is_dismissed_once(self, alice, bob, comparison):
        dismissals = [
            lambda by=by: dismiss_suggestion(comparison=comparison, by=by, candidate="c1") for by in (alice, bob) * 2
        ]
        assert at_once(*dismissals) == [None] * 4
        assert comparison.dismissed_suggestions.count() == 1

    @pytest.mark.parametrize("_", ROUNDS)
    def test_words_are_quoted_under_a_finding_or_it_is_gone(self, bob, comparison, _):
        response = make_transcript(comparison, "Ada", ("Why?", "It is small. It is late.")).responses.get()
        first = NewPoint(response, 0, 12)
        finding = gather_finding(comparison=comparison, by=bob, title="Small", kind="other", spans=[first])
        results = at_once(
            lambda: dissolve_finding(by=bob, finding=Finding.objects.get(pk=finding.pk)),
            lambda: quote_in_finding(by=bob, finding=finding, span=NewPoint(response, 13, 24)),
        )
        assert not Finding.objects.exists()
        assert refusals(results) in (
            [],
            ["This finding was merged or taken apart meanwhile. Reload the page to see it."],
        )
