"""The page of agreement."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from collation.agreement.alpha import ALIKE, FEW, SKEWED
from reviews.domain.marks import place_mark
from reviews.models import Question, Role
from tests.factories import MembershipFactory


def page_of(client, comparison) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(f"/c/{comparison.slug}/agreement/").text)


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    """The texts of the elements, white space made one."""
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def mark_all(comparison, by, *values: str) -> None:
    """Marks the cells row by row, in the order of the questions and the columns; "" leaves one out."""
    cells = [
        (question, transcript)
        for question in Question.objects.filter(comparison=comparison).select_related("scale").order_by("position")
        for transcript in comparison.transcripts.order_by("position")
    ]
    for (question, transcript), value in zip(cells, values, strict=True):
        if value:
            place_mark(question=question, transcript=transcript, by=by, value=value)


def test_reviewers_with_their_alpha_their_pairs_and_where_they_part(client, alice, bob, comparison, bert):
    mark_all(comparison, alice, "yes", "yes", "no", "yes", "no", "")
    mark_all(comparison, bob, "yes", "yes", "no", "qualified", "no", "silent")
    client.force_login(bob)
    tree = page_of(client, comparison)
    (section,) = [LexborHTMLParser(one.html) for one in tree.css("[aria-labelledby=reviewers]")]
    assert texts(section, ".figure") == ["alpha 0.88"]
    assert section.css_first("svg.interval").attributes["aria-label"].startswith("Alpha 0.88, between ")
    (note,) = texts(section, ".alpha .small")
    assert note.startswith("95 % interval ")
    assert "5 cells with two values or more. One mark that names an absence or abstains is left out." in note
    assert texts(section, ".heat tbody :is(th, td)") == ["Alice", "·", "0.80 of 5", "Bob", "0.80 of 5", "·"]
    assert texts(section, ".spread-list :is(tbody th, li)") == ["Bert: Is it safe?", "qualified 1", "yes 1"]


def test_respondents_with_their_alpha_and_their_pairs(client, alice, comparison, cleo):
    mark_all(comparison, alice, "yes", "yes", "no", "no", "yes", "no", "no", "no", "not_asked")
    client.force_login(alice)
    tree = page_of(client, comparison)
    (section,) = [LexborHTMLParser(one.html) for one in tree.css("[aria-labelledby=respondents]")]
    assert texts(section, ".heat thead th") == ["Ada", "Bert", "Cleo"]
    assert texts(section, ".heat tbody :is(th, td)") == [
        *("Ada", "·", "0.67 of 3", "0.50 of 2"),
        *("Bert", "0.67 of 3", "·", "0.00 of 2"),
        *("Cleo", "0.50 of 2", "0.00 of 2", "·"),
    ]
    (note,) = texts(section, ".alpha .small")
    assert note.startswith("Too few for an interval: 3 questions with two values or more.")
    assert "One cell without a verdict on the scale is left out." in note
    assert [line.split("?")[0] for line in texts(section, ".spread-list tbody tr")] == [
        "Does it work",
        "Is it safe",
        "Is the code it produces safe",
    ]


def test_where_it_is_undefined_it_says_why(client, bob, comparison):
    client.force_login(bob)
    assert texts(page_of(client, comparison), ".empty") == [
        f"{FEW} Two reviewers must mark the same cells before their agreement can be measured.",
        f"{FEW} Two respondents need a verdict on the same questions before their agreement can be measured.",
    ]


def test_if_every_mark_is_the_same_it_says_so_and_gives_ac2(client, alice, bob, comparison, bert):
    for person in (alice, bob):
        mark_all(comparison, person, "yes", "yes", "yes", "yes", "yes", "yes")
    client.force_login(bob)
    (section,) = [LexborHTMLParser(one.html) for one in page_of(client, comparison).css("[aria-labelledby=reviewers]")]
    assert texts(section, ".figure") == ["AC2 1.00"]
    assert texts(section, ".alpha .measure") == [f"Alpha is undefined. {ALIKE}"]
    assert texts(section, ".empty") == []
    assert texts(section, ".heat tbody :is(th, td)") == ["Alice", "·", "1.00 of 6", "Bob", "1.00 of 6", "·"]


def test_a_low_alpha_beside_agreement_is_explained(client, alice, bob, comparison, bert):
    mark_all(comparison, alice, "yes", "yes", "yes", "yes", "yes", "yes")
    mark_all(comparison, bob, "yes", "yes", "yes", "yes", "yes", "no")
    client.force_login(bob)
    (section,) = [LexborHTMLParser(one.html) for one in page_of(client, comparison).css("[aria-labelledby=reviewers]")]
    assert texts(section, ".figure") == ["alpha 0.00"]
    assert texts(section, ".alpha > .num:not(.small, .figure)") == ["AC2 0.81"]
    assert texts(section, ".alpha .measure") == [SKEWED]


def test_every_figure_is_explained(client, bob, comparison, bert):
    client.force_login(bob)
    tree = page_of(client, comparison)
    assert tree.css_first("#how") is not None
    assert texts(tree, "#how strong") == ["Alpha", "AC2", "The interval", "Agreement of a pair", "Divergence"]


def test_who_may_see_it(client, charlie, erin, comparison, bert):
    address = f"/c/{comparison.slug}/agreement/"
    assertRedirects(client.get(address), f"/accounts/login/?next={address}")
    client.force_login(charlie)
    assert client.get(address).status_code == 404
    client.force_login(erin)
    assertContains(client.get(address), "Who agrees with whom")
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_reviewers(client, bob, team, comparison, bert, count, django_assert_num_queries):
    for _ in range(count):
        mark_all(comparison, MembershipFactory(team=team, role=Role.REVIEWER).user, *["yes"] * 6)
    client.force_login(bob)
    address = f"/c/{comparison.slug}/agreement/"
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
