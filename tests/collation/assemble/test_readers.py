"""What readers say of a comparison, as one viewer reads it."""

import pytest

from collation.assemble.collation import collate, collation_document, record_of
from reviews.domain.marks import place_mark
from reviews.domain.readers import NewQuotation, NewReply, NewStatement, dismiss_verdict, take_reply
from reviews.lens import lens
from reviews.models import Comparison
from tests.factories import make_transcript

SAID = "Ik heb het geprobeerd en het is veilig."

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(comparison):
    """Answers in a language that the rules do not read."""
    return make_transcript(comparison, "Ada", ("Is it safe?", SAID))


@pytest.fixture
def safe(comparison):
    return comparison.questions.get(key="safe")


def read(comparison, by, question, transcript, value, name="GPT-5.2", **said):
    response = transcript.responses.get()
    start = response.text.index("het is veilig")
    quoted = (NewQuotation(response, start, start + len("het is veilig")),)
    one = NewStatement(what="cell", cell=(question.pk, transcript.pk), value=value, quotations=quoted, **said)
    return take_reply(comparison=comparison, by=by, name=name, reply=NewReply(value, (one,)))[0]


def cell(comparison):
    now = Comparison.objects.get(pk=comparison.pk)
    return next(row for row in collate(now).rows if row.question.key == "safe").cells[0]


def test_a_reader_reads_what_the_rules_cannot(comparison, alice, ada, safe):
    assert cell(comparison).unread
    read(comparison, alice, safe, ada, "yes", why="says so")
    now = cell(comparison)
    assert (now.state, now.verdict.value, now.verdict.origin) == ("answered", "yes", "suggestion")
    found = now.suggestion
    assert (found.by, found.source, found.quote, found.reason) == ("GPT-5.2", "gpt-52", "het is veilig", "says so")


def test_two_readers_that_differ_are_split_and_a_mark_decides(comparison, alice, ada, safe):
    read(comparison, alice, safe, ada, "yes")
    read(comparison, alice, safe, ada, "no", name="Owl")
    assert (cell(comparison).verdict.split, cell(comparison).readers_differ) == (True, True)
    place_mark(question=safe, transcript=ada, by=alice, value="qualified")
    assert (cell(comparison).verdict.value, cell(comparison).verdict.origin) == ("qualified", "marks")


def test_a_dismissed_value_leads_nothing_and_stays_dismissed_in_a_later_reply(comparison, alice, ada, safe):
    read(comparison, alice, safe, ada, "yes")
    dismiss_verdict(question=safe, transcript=ada, by=alice, value="yes")
    read(comparison, alice, safe, ada, "yes", name="Owl")
    now = cell(comparison)
    assert (now.verdict.value, [one.dismissed for one in now.suggestions]) == (None, [True, True])
    assert now.unread


def test_who_reads_its_own_family_is_marked(comparison, alice, safe):
    claude = make_transcript(comparison, "Claude", ("Is it safe?", SAID), vendor="Anthropic")
    read(comparison, alice, safe, claude, "yes", name="Claude Opus 4.5")
    read(comparison, alice, safe, claude, "yes", name="GPT-5.2")
    assert [one.own_family for one in cell(comparison).suggestions] == [True, False]


def test_the_document_names_the_readers_and_what_each_suggests(comparison, alice, ada, safe):
    reply = read(comparison, alice, safe, ada, "yes", why="says so")
    read(comparison, alice, safe, ada, "silent", name="Owl")
    document = collation_document(Comparison.objects.get(pk=comparison.pk))
    assert [(one["key"], one["name"], one["dropped"]) for one in document["readers"]] == [
        ("gpt-52", "GPT-5.2", 0),
        ("owl", "Owl", 0),
    ]
    assert document["readers"][0]["reply_sha256"] == reply.sha256
    found = document["rows"][1]["cells"][0]
    assert found["suggestions"] == [
        {
            "verdict": "yes",
            "quote": "het is veilig",
            "reason": "says so",
            "source": "gpt-52",
            "state": "answered",
            "suspect": False,
            "own_family": False,
        },
        {
            "verdict": None,
            "quote": "het is veilig",
            "reason": "",
            "source": "owl",
            "state": "silent",
            "suspect": False,
            "own_family": False,
        },
    ]
    assert found["verdict"] == {"value": None, "rank": 3, "from": "suggestion", "split": True}


@pytest.mark.parametrize("readers", [1, 3])
def test_readers_cost_two_queries_once(comparison, alice, ada, safe, readers, django_assert_num_queries):
    for number in range(readers):
        read(comparison, alice, safe, ada, "yes", name=f"Reader {number}")
    now = Comparison.objects.get(pk=comparison.pk)
    with django_assert_num_queries(3 + 3 + 2):
        record_of(now, lens(None, now))
    with django_assert_num_queries(3):
        record_of(now, lens(None, now))
