"""A cell that nobody has read, on every page of the reading: drawn as such, counted apart, and ended by a person."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from collation.publish.freeze import draft
from reviews.domain.marks import place_mark
from reviews.domain.transcripts import choose_publishing
from reviews.models import Mark, Resolution
from tests.factories import make_transcript

ARABIC = "لا، إنه لا يعمل كما يقول المؤلفون. أما الأمان فلا نعرف عنه شيئا، والورقة لا تقول الكثير عن ذلك."
NO_WORDS = "Nobody has read this yet. The rules find no words that answer this."
IN_ARABIC = "Nobody has read this yet. This answer is in Arabic. The built-in rules read English only."


@pytest.fixture
def mostly(comparison, ada):
    """Ada's three cells are read, and those that Sue was not asked; what she says of safety she does not say outright.
    Noor and Omar answer in Arabic."""
    for name in ("Noor", "Omar"):
        make_transcript(comparison, name, ("هل يعمل؟ هل هو آمن؟", ARABIC))
    make_transcript(comparison, "Sue", ("Is it safe?", "One would have to look at how it treats a file that matters."))
    return comparison


def texts(html: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


def cell_url(comparison, question: str, respondent: str) -> str:
    return reverse("collation:cell_detail", args=[comparison.slug, question, respondent])


@pytest.fixture
def seen_by(client):
    def _get(user, path: str) -> str:
        client.force_login(user)
        answer = client.get(path)
        assert answer.status_code == 200
        return answer.text

    return _get


def test_the_matrix_draws_it_with_its_words_and_leads_to_the_first(mostly, alice, seen_by):
    page = seen_by(alice, f"/c/{mostly.slug}/matrix/")
    assert texts(page, "#cell-safe-sue") == [
        "Sue, Is it safe? unread Nobody has read this yet. One would have to look at how it treats a file that matters."
    ]
    assert texts(page, "#cell-safe-noor") == [
        "Noor, Is it safe? unread Nobody has read this yet. This answer is in Arabic."
    ]
    drawn = LexborHTMLParser(page).css_first("#cell-safe-sue .verdict")
    assert (drawn.attributes["data-v"], "data-provisional" in drawn.attributes) == ("unread", False)
    assert texts(page, "#row-safe .where .spread > p") == ["not enough verdicts; 1 of 4 read"]
    assert (
        LexborHTMLParser(page).css_first("#row-safe svg").attributes["aria-label"]
        == "Ada no; Noor, Omar and Sue unread"
    )
    assert texts(page, "#where-they-part") == [
        "3 of 10 cells are read: too few to say where they differ. Nobody has marked a cell yet; 3 are suggested by "
        "rules, 7 are unread."
    ]
    assert texts(page, "#own-progress a") == ["Start marking"], "the one way to begin"
    assert "Nobody has read this yet" in texts(page, ".legend dd")
    assert texts(page, ".first-look summary") == []


def test_a_reader_is_not_asked_to_mark(mostly, erin, seen_by):
    assert "Start marking" not in seen_by(erin, f"/c/{mostly.slug}/matrix/")
    panel = seen_by(erin, cell_url(mostly, "safe", "sue"))
    assert "Read the words below" not in panel and "mark-form" not in panel
    assert "Mark it" not in seen_by(erin, f"/c/{mostly.slug}/")


def test_the_panel_says_why_and_what_to_do(mostly, bob, seen_by):
    panel = seen_by(bob, cell_url(mostly, "safe", "sue"))
    assert texts(panel, ".panel > header p")[1:] == [
        "Nobody has read this yet. The built-in rules are not sure of a verdict here.",
        "Read the words below and mark it, or move them if they belong elsewhere.",
    ]
    assert texts(panel, "#panel-title") == ["Sue, Is it safe? unread"]
    assert texts(panel, ".passages .said") == ["One would have to look at how it treats a file that matters."]
    assert texts(panel, ".suggestion") == []
    without = seen_by(bob, cell_url(mostly, "works", "noor"))
    assert texts(without, ".panel > header p")[1:] == [
        IN_ARABIC,
        "Read its turns and mark it, or place the words that answer it.",
    ]
    (turns,) = LexborHTMLParser(without).css(".panel > header p a")
    assert turns.attributes["href"] == f"/c/{mostly.slug}/?turns=noor#others-noor"


def test_no_choice_of_any_form_is_unread(mostly, alice, seen_by):
    panel = LexborHTMLParser(seen_by(alice, cell_url(mostly, "safe", "sue")))
    offered = [node.attributes.get("value") for node in panel.css("[name=value], select option")]
    assert "no" in offered and "unread" not in offered


@pytest.mark.parametrize(
    ("verb", "more"), [("cell_mark", {"confidence": "1"}), ("cell_settle", {"why": "Nobody has."})]
)
def test_no_request_stores_it(client, mostly, alice, verb, more):
    client.force_login(alice)
    address = reverse(f"collation:{verb}", args=[mostly.slug, "safe", "sue"])
    answer = client.post(address, {"value": "unread", **more})
    assert answer.status_code == 422
    assert texts(answer.text, ".errorlist") == [
        "“unread” is no verdict here. Choose one from the scale, or say that there is none."
    ]
    assert (Mark.objects.count(), Resolution.objects.count()) == (0, 0)


def test_compare_says_so_beside_the_words_and_without_them(mostly, bob, seen_by):
    page = LexborHTMLParser(seen_by(bob, f"/c/{mostly.slug}/"))
    rows = {row.css_first(".row-link").text(): row for row in page.css("#compare-table tbody tr")}

    def said(question: str, who: str) -> str:
        found = rows[question].css_first(f"td[data-who={who}] .coded")
        return " ".join(found.text().split())

    assert said("Is it safe?", "Sue") == (
        "unread Nobody has read this yet. The built-in rules are not sure of a verdict here. Mark it"
    )
    assert said("Does it work?", "Noor") == f"unread {IN_ARABIC} Mark it"
    figures = " ".join(rows["Is it safe?"].css_first(".figures").text().split())
    assert figures == "not enough verdicts; 1 of 4 read"


def test_a_mark_ends_it_and_an_abstention_does_not(mostly, alice, bob, seen_by):
    at = {"question": mostly.questions.get(key="safe"), "transcript": mostly.transcripts.get(key="sue")}
    place_mark(**at, by=bob, value="abstained")
    page = seen_by(alice, f"/c/{mostly.slug}/matrix/")
    assert texts(page, "#cell-safe-sue .note") == ["Nobody has given it a verdict yet; one abstained."]
    place_mark(**at, by=bob, value="yes")
    page = seen_by(alice, f"/c/{mostly.slug}/matrix/")
    assert texts(page, "#cell-safe-sue .verdict") == ["yes"]
    assert texts(page, "#row-safe .where .spread > p") == ["divergence 1.00, 2 of 4 read"]
    assert texts(page, "#where-they-part")[0].startswith(
        "4 of 10 cells are read: too few to say where they differ. 1 of 12 cells is marked; 3 are suggested by rules, "
    )


def test_the_document_and_the_command_say_so(mostly):
    out = StringIO()
    call_command("collate", mostly.slug, "--json", stdout=out)
    told = json.loads(out.getvalue())
    safe = {cell["respondent"]: cell for cell in told["rows"][1]["cells"]}
    assert [safe[key]["state"] for key in ("ada", "noor", "omar", "sue")] == ["answered", "unread", "unread", "unread"]
    assert safe["noor"]["suggestion"] == {
        "verdict": None,
        "quote": "",
        "reason": "This answer is in Arabic. The built-in rules read English only.",
        "source": "rules",
    }
    assert (safe["noor"]["suggestions"], len(safe["ada"]["suggestions"])) == ([], 1)
    assert safe["sue"]["passages"][0]["text"] == "One would have to look at how it treats a file that matters."
    assert safe["sue"]["verdict"] == {"value": None, "rank": None, "from": None, "split": False}
    out = StringIO()
    call_command("collate", mostly.slug, stdout=out)
    assert " ".join(out.getvalue().splitlines()[4].split()) == "Is it safe? no ? unread unread unread 1 of 4"


def test_agreement_says_how_much_is_read(mostly, bob, seen_by):
    page = seen_by(bob, f"/c/{mostly.slug}/agreement/")
    assert texts(page, "[aria-labelledby=respondents] > p")[0] == (
        "This rests on what is read: 3 of 10 cells are read, 3 of them only by the built-in rules. "
        "2 of 12 cells are left out: their respondents were not asked."
    )


def test_publishing_warns_of_it_and_fills_in_no_finding(mostly, alice, seen_by):
    page = seen_by(alice, f"/c/{mostly.slug}/publish/")
    assert texts(page, "#outlook .warn")[0].startswith(
        "5 of 12 cells rest on a suggestion alone. Nobody has read 7 of 12 cells."
    )
    assert texts(page, "#id_finding") == [""]


def test_of_what_is_only_quoted_no_unread_word_is_published(mostly):
    choose_publishing(transcript=mostly.transcripts.get(key="sue"), publish="quotations")
    assert "a file that matters" not in json.dumps(draft(mostly, title="Owls", finding=""))
