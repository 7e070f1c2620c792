"""What a publication says of readers: a suggestion with its name, and in the method who read."""

import json

import pytest

from collation.publish.document.markdown import markdown
from collation.publish.document.method import method
from collation.publish.document.parse import thaw
from collation.publish.freeze import freeze
from reviews.domain.facts import review_fact
from reviews.domain.marks import place_mark
from reviews.models import Comparison
from tests.collation.assemble.test_readers import SAID, claim, read, report, trial
from tests.factories import make_transcript


@pytest.fixture
def tom(comparison):
    return make_transcript(comparison, "Tom", ("Is it safe?", SAID))


@pytest.fixture
def uma(comparison):
    return make_transcript(comparison, "Uma", ("Is it safe?", "Het is niet veilig."))


@pytest.fixture
def safe(comparison):
    return comparison.questions.get(key="safe")


def cell(document, respondent="tom"):
    return next(one for one in document["rows"][1]["cells"] if one["respondent"] == respondent)


def test_a_readers_verdict_is_published_with_its_name(client, comparison, alice, tom, safe, drafted):
    reply = read(comparison, alice, safe, tom, "yes", why="says so", name="GPT-5.2")
    document = drafted()
    assert cell(document)["verdict"]["from"] == "suggestion"
    assert cell(document)["suggestion"]["source"] == "gpt-52"
    made = next(one for one in thaw(document).rows[1].cells if one.respondent.key == "tom")
    assert (made.suggestion.by, made.verdict.value, made.state) == ("GPT-5.2", "yes", "answered")
    day = f"{reply.created_at.day} {reply.created_at:%B %Y}"
    assert (
        f"GPT-5.2 read the texts on {day} (reply {reply.sha256[:12]}; the hashes are SHA-256). What it says of an answer "
        "was kept only with words that the program found there."
    ) in method(document, thaw(document))
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    page = client.get("/p/owl-2/").text
    assert "suggested by GPT-5.2" in page
    assert "Suggested by GPT-5.2; nobody has marked it yet." in page
    assert "Suggested by GPT-5.2; nobody has marked it yet." in markdown(document, sha256="0" * 64, url="")


def test_words_of_an_overruled_suggestion_are_not_published(comparison, alice, tom, safe, drafted):
    read(comparison, alice, safe, tom, "yes", why="says so")
    place_mark(question=safe, transcript=tom, by=alice, value="no")
    assert [(one["verdict"], one["quote"], one["reason"]) for one in cell(drafted())["suggestions"]] == [
        ("yes", "", "")
    ]


def test_facts_and_findings_of_readers_wait_for_a_person(comparison, alice, tom, uma, drafted):
    now = report(comparison, alice, claim(tom, uma), trial(tom, uma))
    assert (drafted()["facts"], drafted()["findings"]) == ([], [])
    review_fact(comparison=now, by=alice, kind="claim", topic="safety was tried", decision="confirmed")
    document = drafted()
    assert [(fact["topic"], fact["source"]) for fact in document["facts"]] == [("Safety was tried", "gpt-52")]
    assert "Facts were found by GPT-5.2, and each that is shown was confirmed by a person." in method(
        document, thaw(document)
    )


def test_an_edited_publication_lists_the_readers_once(comparison, alice, tom, safe):
    read(comparison, alice, safe, tom, "yes")
    made = freeze(comparison=Comparison.objects.get(pk=comparison.pk), by=alice, title="Owls", finding="")
    assert [one["name"] for one in json.loads(made.document)["readers"]] == ["GPT-5.2"]
