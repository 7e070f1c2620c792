"""The page of agreement."""

import csv
from io import StringIO

import pytest
from pytest_django.asserts import assertContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from collation.agreement.alpha import ALIKE, FEW, SKEWED
from collation.agreement.before_after import NOTHING_CHANGED
from reviews.domain.blinding import set_blinding
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
    assert texts(section, ".heat tbody :is(th, td)") == [
        *("Alice", "·", "Alice and Bob: 0.80 of 5"),
        *("Bob", "Bob and Alice: 0.80 of 5", "·"),
    ]
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
    assert texts(section, ".heat tbody :is(th, td)") == [
        *("Alice", "·", "Alice and Bob: 1.00 of 6"),
        *("Bob", "Bob and Alice: 1.00 of 6", "·"),
    ]


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
    assert texts(tree, "#how strong") == [
        *("Alpha", "AC2", "The interval", "A confusion matrix", "Agreement of a pair", "Divergence"),
    ]


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
    # Session, user, comparison, columns, cells, marks, their history, and marks without names.
    with django_assert_num_queries(8):
        client.get(f"{address}?pair=nobody")
    with django_assert_num_queries(7):
        client.get(f"/c/{comparison.slug}/agreement.csv")


def test_a_pair_opens_its_confusion_matrix_and_says_which_cells(client, alice, bob, comparison, bert):
    mark_all(comparison, alice, "yes", "yes", "no", "yes", "no", "")
    mark_all(comparison, bob, "yes", "yes", "no", "qualified", "no", "silent")
    client.force_login(bob)
    address = f"/c/{comparison.slug}/agreement/"
    closed = page_of(client, comparison)
    assert closed.css_first("#pair") is None
    links = [link.attributes["href"] for link in closed.css(".heat td a")]
    assert links == ["?pair=alice-bob#pair", "?pair=bob-alice#pair"]
    opened = LexborHTMLParser(client.get(f"{address}?pair=alice-bob").text)
    assert texts(opened, ".confusion thead th") == ["no", "unclear", "qualified", "yes", "Sum"]
    assert texts(opened, ".confusion tbody :is(th, td)") == [
        *("no", "2 the same", "0", "0", "0", "2"),
        *("unclear", "0", "0 the same", "0", "0", "0"),
        *("qualified", "0", "0", "0 the same", "0", "0"),
        *("yes", "0", "0", "1", "2 the same", "3"),
    ]
    assert texts(opened, ".confusion tfoot :is(th, td)") == ["Sum", "2", "0", "1", "2", "5"]
    count = opened.css_first(".confusion a[href='#pair-yes-qualified']")
    assert count.text() == "1"
    (differing,) = opened.css("#pair-yes-qualified dd a")
    assert (differing.text(), differing.attributes["href"]) == (
        "Bert: Is it safe?",
        f"/c/{comparison.slug}/matrix/safe/bert/",
    )
    turned = LexborHTMLParser(client.get(f"{address}?pair=bob-alice").text)
    assert texts(turned, "#pair-title") == ["Bob and Alice"]
    assert texts(turned, ".confusion tfoot :is(th, td)") == ["Sum", "2", "0", "0", "3", "5"]
    assertContains(client.get(f"{address}?pair=bob-nobody"), "No two reviewers here go by “bob-nobody”.")


def test_each_question_and_what_is_undefined_has_a_reason(client, alice, bob, comparison, bert):
    mark_all(comparison, alice, "yes", "yes", "no", "yes", "no", "")
    mark_all(comparison, bob, "yes", "no", "no", "no", "no", "silent")
    client.force_login(bob)
    rows = texts(page_of(client, comparison), ".by-question tbody tr")
    assert len(rows) == 3
    assert rows[2] == f"{rows[2].split('?')[0]}? {ALIKE} undefined 1.00 100 % 1"
    assert all(" 50 % 2" in row or " 0 % 2" in row or " 100 % 1" in row for row in rows)


def test_before_and_after_the_discussion(client, alice, bob, comparison, bert):
    mark_all(comparison, alice, "yes", "yes", "no", "yes", "no", "")
    mark_all(comparison, bob, "yes", "yes", "no", "qualified", "no", "silent")
    client.force_login(bob)
    assertContains(client.get(f"/c/{comparison.slug}/agreement/"), NOTHING_CHANGED)
    mark_all(comparison, bob, "", "", "", "yes", "", "")
    page = page_of(client, comparison)
    assert "1 of 11 marks changed." in page.text()
    table = texts(page, "#before-and-after ~ table tbody tr")
    assert table == ["Before 0.88 0.93 80 % 5", "After 1.00 1.00 100 % 5"]


def test_the_csv_has_all_of_it_and_calculates_nothing(client, alice, bob, comparison, bert):
    alice.name = "=Alice()"
    alice.save()
    mark_all(comparison, alice, "yes", "yes", "no", "yes", "no", "")
    mark_all(comparison, bob, "yes", "yes", "no", "qualified", "no", "silent")
    client.force_login(bob)
    sent = client.get(f"/c/{comparison.slug}/agreement.csv")
    assert sent["Content-Type"] == "text/csv; charset=utf-8"
    assert sent["Content-Disposition"] == f'attachment; filename="{comparison.slug}-agreement.csv"'
    assert sent.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(sent.content.decode("utf-8-sig"))))
    assert [row["part"] for row in rows[:6]] == ["reviewers", *["question"] * 3, "before and after", "pair"]
    assert rows[5]["reviewer_a"] == "'=Alice()"
    assert (rows[5]["n"], rows[5]["agreement"]) == ("5", "0.8")
    assert sum(int(row["n"]) for row in rows if row["part"] == "confusion") == 5


def test_a_blind_reviewer_gets_nothing_of_others(client, alice, bob, comparison, bert):
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    client.force_login(bob)
    addresses = [
        f"/c/{comparison.slug}/{path}" for path in ("agreement.csv", "agreement/", "agreement/?pair=alice-bob")
    ]
    for path in addresses[:2]:
        client.get(path)
    empty = client.get(addresses[0]).content
    mark_all(comparison, alice, "no", "yes", "no", "yes", "no", "silent")
    assert client.get(addresses[0]).content == empty
    for path in addresses:
        shown = client.get(path).text
        assert "Alice" not in shown
        assert "Bert" not in shown
