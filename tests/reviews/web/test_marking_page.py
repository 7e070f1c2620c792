"""What the page of a comparison's marking shows to whom."""

import pytest
from django.test import RequestFactory

from reviews.access import comparison_for
from reviews.domain.guidelines import write_guidelines
from reviews.domain.marks import place_mark
from reviews.lens import lens
from reviews.refusal import Refused
from reviews.web.context import Context
from reviews.web.marking_page import assignment_form, marking_page, preview
from tests.factories import make_transcript


def context_of(user, comparison) -> Context:
    request = RequestFactory().get("/")
    request.user = user
    comparison, seat = comparison_for(user, comparison.slug)
    return Context(request, comparison, seat, lens(user, comparison), "marking")


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))


def test_editors_see_everyones_share_and_others_their_own(comparison, alice, bob, ada):
    safe = comparison.questions.get(key="safe")
    place_mark(question=safe, transcript=ada, by=bob, value="yes")
    shares = [
        (str(one.person), one.asked, one.marked, one.left, one.would)
        for one in marking_page(context_of(alice, comparison))["shares"]
    ]
    assert shares == [("Alice", 3, 0, 3, None), ("Bob", 3, 1, 2, None)]
    assert [str(one.person) for one in marking_page(context_of(bob, comparison))["shares"]] == ["Bob"]


def test_a_preview_stores_nothing(comparison, alice, bob, ada):
    given = {"marks_per_cell": 1, "reviewers": [alice.pk]}
    planned = preview(comparison, given)
    assert planned == {alice.pk: 3}
    shown = marking_page(context_of(alice, comparison), planned=planned)
    assert [one.would for one in shown["shares"]] == [3, 0]
    assert preview(comparison, {"marks_per_cell": None, "reviewers": [bob.pk]}) == {bob.pk: 3}
    with pytest.raises(Refused, match="at most 1 mark"):
        preview(comparison, {"marks_per_cell": 2, "reviewers": [bob.pk]})
    assert assignment_form(comparison)["how"].value() == "all"


def test_each_question_has_its_rules_and_all_have_some(comparison, alice, bob, ada):
    safe = comparison.questions.get(key="safe")
    write_guidelines(comparison=comparison, by=alice, question=safe, markdown="First.")
    place_mark(question=safe, transcript=ada, by=bob, value="yes")
    write_guidelines(comparison=comparison, by=alice, question=safe, markdown="Second.")
    general, _works, rules, _code = marking_page(context_of(alice, comparison))["rules"]
    assert (general.question, general.standing, general.scale_form, general.frozen) == (None, None, None, False)
    assert (rules.question, rules.standing.version.markdown, rules.frozen) == (safe, "Second.", True)
    assert [one.markdown for one in rules.earlier] == ["First."]
    assert rules.standing.under_others == ["1 mark was made under version 1."]
    assert rules.form["markdown"].value() == "Second."
