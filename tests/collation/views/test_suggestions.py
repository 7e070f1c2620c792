"""Readers' suggestions in the panel of a cell: taken up, dismissed, brought back."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.readers import NewStatement
from reviews.models import DismissedVerdict, Mark, Role
from tests.collation.assemble.test_readers import SAID, quoted, read, report
from tests.collation.views.test_matrix import texts
from tests.factories import MembershipFactory, make_transcript


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", SAID))


@pytest.fixture
def address(comparison, alice, ada) -> str:
    read(comparison, alice, comparison.questions.get(key="safe"), ada, "yes", why="says so")
    return f"/c/{comparison.slug}/matrix/safe/ada/"


def sent_by(page: str, label: str) -> dict[str, str]:
    """What the form with this button sends."""
    form = next(
        form
        for form in LexborHTMLParser(page).css(".suggestions form")
        if form.css_first("button").text(strip=True).startswith(label)
    )
    fields = [*form.css("input"), form.css_first("button")]
    return {one.attributes["name"]: one.attributes.get("value") or "" for one in fields if one.attributes.get("name")}


def test_the_page_says_who_read_it_and_with_which_words(client, bob, comparison, address):
    client.force_login(bob)
    page = client.get(address).text
    (day,) = {one.split(" on ")[1] for one in texts(page, ".suggestions .small.quiet") if " on " in one}
    assert texts(page, "#cell-safe-ada .meta span") == ["suggested by GPT-5.2"]
    assert texts(page, ".panel > header .small")[1] == f"Suggested by GPT-5.2 on {day}; nobody has marked it yet."
    assert texts(page, ".suggestions .words") == ["het is veilig"]
    assert texts(page, ".passage mark") == ["het is veilig"]
    assert "suggested by GPT-5.2" in client.get(f"/c/{comparison.slug}/").text


def test_a_suggestion_is_taken_up_with_its_words(client, bob, address):
    client.force_login(bob)
    page = client.get(address).text
    client.post(f"{address}mark/", sent_by(page, "Mark it so"))
    mark = Mark.objects.get()
    assert (mark.value, mark.quotation, mark.reviewer, mark.saw_suggestion) == ("yes", "het is veilig", bob, True)
    assert texts(client.get(address).text, "#cell-safe-ada .meta span") == ["1 mark"]


def test_a_suggestion_is_dismissed_and_brought_back(client, bob, address):
    client.force_login(bob)
    client.post(f"{address}suggestions/dismiss/", sent_by(client.get(address).text, "Dismiss"))
    page = client.get(address).text
    assert texts(page, "#cell-safe-ada .verdict") == ["unread"]
    assert texts(page, ".suggestions .again") == ["dismissed"]
    client.post(f"{address}suggestions/restore/", sent_by(page, "Bring it back"))
    assert texts(client.get(address).text, "#cell-safe-ada .verdict") == ["yes"]
    assert not DismissedVerdict.objects.exists()


def test_a_value_that_is_no_verdict_is_refused_in_words(client, bob, address):
    client.force_login(bob)
    answer = client.post(f"{address}suggestions/dismiss/", {"value": "perhaps"})
    assert (answer.status_code, texts(answer.text, ".suggestions .errorlist")) == (422, ["This is no verdict here."])
    assert not DismissedVerdict.objects.exists()


def test_a_reader_of_the_team_sees_suggestions_and_no_buttons(client, comparison, address, team):
    rita = MembershipFactory(team=team, role=Role.READER).user
    client.force_login(rita)
    page = client.get(address).text
    assert texts(page, ".suggestions .words") == ["het is veilig"]
    assert texts(page, ".suggestions button") == []


def test_compare_quotes_a_suggestion_whose_words_stand_in_no_passage(client, bob, comparison, alice):
    mara = make_transcript(comparison, "Mara", ("", f"Een verhaal. {SAID}"), kind="person")
    read(comparison, alice, comparison.questions.get(key="safe"), mara, "yes")
    client.force_login(bob)
    page = client.get(f"/c/{comparison.slug}/").text
    assert "No passage was found here. The reader quotes: het is veilig In turn 1" in " ".join(
        texts(page, ".quoted-words")
    )
    assert "yes suggested by GPT-5.2" in texts(page, ".coded")


def test_the_same_verdict_on_other_grounds_is_marked_and_the_panel_names_them(client, bob, comparison, alice, ada):
    bert = make_transcript(comparison, "Bert", ("Is it safe?", "Nee, het is niet veilig."))
    safe = comparison.questions.get(key="safe")

    def says(transcript, words, ground):
        quotation = quoted(transcript, words)
        place = safe.pk, transcript.pk
        return NewStatement(what="cell", cell=place, value="no", quotations=(quotation,), grounds=(ground,))

    def finding(transcript, words, title):
        return NewStatement(what="finding", kind="risk", title=title, quotations=(quoted(transcript, words),))

    tried, said = finding(ada, "geprobeerd", "It was tried."), finding(bert, "niet veilig", "Somebody said so.")
    report(comparison, alice, says(ada, "het is veilig", 2), says(bert, "Nee", 3), tried, said)
    client.force_login(bob)
    page = client.get(f"/c/{comparison.slug}/matrix/safe/bert/").text
    assert texts(page, "#cell-safe-ada .meta span") == ["suggested by GPT-5.2", "other reasons"]
    assert "It rests on: Somebody said so." in texts(page, ".suggestions .small.quiet")
