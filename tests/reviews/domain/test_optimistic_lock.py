"""A change that would put away what its author has not seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.comparisons import rename_comparison
from reviews.domain.facts import relabel_fact, review_fact
from reviews.domain.findings import NewPoint, gather_finding, rename_finding
from reviews.domain.marks import (
    mark_says,
    place_mark,
    resolution_says,
    resolve_cell,
    say_support,
    support_says,
    unsay_support,
    unsettle_cell,
    withdraw_mark,
)
from reviews.domain.optimistic_lock import Overtaken, refuse_unseen, token
from reviews.domain.papers import describe_paper, paper_says
from reviews.domain.phases import set_phase
from reviews.domain.questions import reword_question
from reviews.domain.teams import change_role
from reviews.domain.threads import delete_comment, edit_comment, open_thread
from reviews.models import Mark, Resolution, Support
from tests.factories import make_transcript

SAID = st.dictionaries(st.sampled_from(["value", "why"]), st.text(max_size=5) | st.none(), min_size=1)


@given(SAID, SAID, SAID)
def test_only_what_was_seen_is_replaced(saw, stored, wanted):
    try:
        refuse_unseen(token(saw), stored=stored, wanted=wanted)
    except Overtaken as overtaken:
        assert saw != stored != wanted
        assert overtaken.stored == stored
    else:
        assert stored in (saw, wanted)
    refuse_unseen(None, stored=stored, wanted=wanted)


@pytest.fixture
def cell(comparison):
    transcript = make_transcript(comparison, "Ada", ("Is it safe?", "Yes, it is safe. It was tested."))
    return {"question": comparison.questions.get(key="safe"), "transcript": transcript}


def test_a_mark(cell, bob):
    nothing = token(mark_says())
    place_mark(**cell, by=bob, value="no", rationale="First.", seen=nothing)
    with pytest.raises(Overtaken) as overtaken:
        place_mark(**cell, by=bob, value="yes", rationale="Second.", seen=nothing)
    assert overtaken.value.stored == mark_says("no", None, "", "First.")
    place_mark(**cell, by=bob, value="no", rationale=" First. ", seen=nothing)  # the same once more
    with pytest.raises(Overtaken):
        withdraw_mark(**cell, by=bob, seen=nothing)
    assert [(one.value, one.rationale) for one in Mark.objects.all()] == [("no", "First.")]
    place_mark(**cell, by=bob, value="yes", seen=token(mark_says("no", None, "", "First.")))
    withdraw_mark(**cell, by=bob, seen=token(mark_says("yes")))
    assert not Mark.objects.exists()
    withdraw_mark(**cell, by=bob, seen=token(mark_says("yes")))  # it is gone, which is what was wanted


def test_a_resolution(cell, alice, bob):
    nothing = token(resolution_says())
    resolve_cell(**cell, by=alice, value="no", why="Read twice.", seen=nothing)
    with pytest.raises(Overtaken) as overtaken:
        resolve_cell(**cell, by=bob, value="yes", why="So.", seen=nothing)
    assert overtaken.value.stored == {"value": "no", "why": "Read twice."}
    with pytest.raises(Overtaken):
        unsettle_cell(**cell, by=bob, seen=nothing)
    assert Resolution.objects.get().created_by == alice
    unsettle_cell(**cell, by=bob, seen=token(resolution_says("no", "Read twice.")))
    assert not Resolution.objects.exists()


def test_a_word_on_support(cell, alice, bob):
    nothing = token(support_says())
    say_support(**cell, by=alice, value="supported", quote="Page 2.", seen=nothing)
    with pytest.raises(Overtaken):
        say_support(**cell, by=bob, value="contradicted", seen=nothing)
    with pytest.raises(Overtaken):
        unsay_support(**cell, by=bob, seen=nothing)
    assert Support.objects.get().value == "supported"
    unsay_support(**cell, by=bob, seen=token(support_says("supported", "Page 2.")))
    assert not Support.objects.exists()


def test_a_paper_keeps_what_was_said_of_it_since(comparison):
    saw = token(paper_says(comparison.paper))
    describe_paper(comparison=comparison, paper={"abstract": "Owls see."})
    with pytest.raises(Overtaken) as overtaken:
        describe_paper(comparison=comparison, paper={"abstract": "", "doi": "10.1000/owl"}, seen=saw)
    assert overtaken.value.stored["abstract"] == "Owls see."
    comparison.paper.refresh_from_db()
    assert (comparison.paper.abstract, comparison.paper.doi) == ("Owls see.", "")
    describe_paper(comparison=comparison, paper={"doi": "10.1000/owl"}, seen=token(overtaken.value.stored))
    comparison.paper.refresh_from_db()
    assert (comparison.paper.abstract, comparison.paper.doi) == ("Owls see.", "10.1000/owl")


def test_the_title_the_phase_and_a_question(comparison, alice):
    question = comparison.questions.get(key="safe")
    for change, stored in (
        (lambda to, seen=None: rename_comparison(comparison=comparison, title=to, seen=seen), {"title": "Owl-2"}),
        (
            lambda to, seen=None: reword_question(question=question, by=alice, text=to, seen=seen),
            {"text": "Is it safe?"},
        ),
    ):
        change("Another")
        with pytest.raises(Overtaken):
            change("A third", token(stored))
    set_phase(comparison=comparison, by=alice, phase="mark")
    with pytest.raises(Overtaken):
        set_phase(comparison=comparison, by=alice, phase="reconcile", seen=token({"phase": "collect"}))
    comparison.refresh_from_db()
    question.refresh_from_db()
    assert (comparison.title, comparison.phase, question.text) == ("Another", "mark", "Another")


def test_a_comment(comparison, bob):
    comment = open_thread(comparison=comparison, by=bob, body="First.")
    saw = token({"body": "First."})
    edit_comment(comment=comment, by=bob, body="Second.", seen=saw)
    with pytest.raises(Overtaken):
        edit_comment(comment=comment, by=bob, body="Third.", seen=saw)
    with pytest.raises(Overtaken):
        delete_comment(comment=comment, by=bob, seen=saw)
    comment.refresh_from_db()
    assert (comment.markdown, comment.deleted_at) == ("Second.", None)


def test_a_findings_name(comparison, cell, bob, alice):
    response = cell["transcript"].responses.get()
    finding = gather_finding(
        comparison=comparison, by=bob, title="Safe", kind="strength", spans=[NewPoint(response, 0, 16)]
    )
    rename_finding(by=alice, finding=finding, title="Tested", kind="strength")
    with pytest.raises(Overtaken):
        rename_finding(
            by=alice, finding=finding, title="Safe?", kind="risk", seen=token({"title": "Safe", "kind": "strength"})
        )
    finding.refresh_from_db()
    assert (finding.title, finding.kind) == ("Tested", "strength")


def test_a_decision_on_a_fact_and_its_name(comparison, alice, bob):
    fact = {"comparison": comparison, "kind": "acronym", "topic": "dsa"}
    nothing = token({"decision": "open", "why": ""})
    review_fact(**fact, by=alice, decision="dismissed", why="Not the same thing.", seen=nothing)
    with pytest.raises(Overtaken) as overtaken:
        review_fact(**fact, by=bob, decision="confirmed", seen=nothing)
    assert overtaken.value.stored == {"decision": "dismissed", "why": "Not the same thing."}
    relabel_fact(**fact, by=alice, label="DSA", seen=token({"label": ""}))
    with pytest.raises(Overtaken):
        relabel_fact(**fact, by=bob, label="Attention", seen=token({"label": ""}))
    review = comparison.fact_reviews.get()
    assert (review.decision, review.why, review.label, review.created_by) == (
        "dismissed", "Not the same thing.", "DSA", alice,
    )  # fmt: skip


def test_a_role(alice, bob, team):
    membership = team.memberships.get(user=bob)
    change_role(membership=membership, role="editor", seen=token({"role": "reviewer"}))
    with pytest.raises(Overtaken):
        change_role(membership=membership, role="reader", seen=token({"role": "reviewer"}))
    membership.refresh_from_db()
    assert membership.role == "editor"
