"""The history in the panel of a cell: nobody did what they did not do."""

import pytest

from reviews.domain.documents import as_read
from reviews.domain.marks import place_mark, resolve_cell, say_support
from reviews.domain.questions import archive_question, restore_question
from reviews.domain.sources import correct_source
from reviews.intake import corrections
from reviews.models import Mark, Resolution, Source
from tests.collation.views.test_matrix import texts
from tests.factories import make_transcript

SAID = "It is safe. Five people tried it for a year. Nobody came to harm."


@pytest.fixture
def dora(comparison, bert):
    return make_transcript(comparison, "Dora", ("Is it safe?", SAID))


@pytest.fixture
def address(comparison, dora):
    return f"/c/{comparison.slug}/matrix/safe/dora/"


@pytest.fixture
def history(client, erin, address):
    def _history() -> list[str]:
        client.force_login(erin)
        return texts(client.get(f"{address}history/").text, ".history li > span")

    return _history


def correct(dora, by, words: str, role: str = "furniture") -> None:
    """Makes the words of Dora's document another kind of piece, with the form that everybody sends."""
    source = Source.objects.get(transcripts=dora)
    parsed = as_read(source)
    start = parsed.text.index(words)
    correct_source(source=source, parsed=corrections.carve(parsed, start, start + len(words), role), by=by)


def test_a_corrected_document_is_told_as_what_it_is(history, alice, bob, eve, comparison, dora, safe):
    place_mark(question=safe, transcript=dora, by=bob, value="yes", evidence="Five people", rationale="Y.")
    place_mark(question=safe, transcript=dora, by=bob, value="qualified", evidence="Five people")
    expected = ["Bob changed the mark to qualified", "Bob marked it yes Y."]
    assert history() == expected

    correct(dora, eve, "Nobody came to harm.")
    mark = Mark.objects.get()
    assert (mark.confirm_again, mark.response.text) == (True, "It is safe. Five people tried it for a year.")
    expected.insert(0, "The document was corrected by Eve; Bob’s mark is to be confirmed again.")
    assert history() == expected

    place_mark(question=safe, transcript=dora, by=bob, value="qualified", rationale="Still.")
    resolve_cell(question=safe, transcript=dora, by=alice, value="yes", why="By vote.")
    expected[:0] = ["Alice settled it as yes By vote.", "Bob confirmed the mark: qualified Still."]
    assert history() == expected

    correct(dora, eve, "Five people tried it for a year.")
    expected.insert(0, "The document was corrected by Eve; Bob’s mark and the settlement are to be confirmed again.")
    assert history() == expected

    resolve_cell(question=safe, transcript=dora, by=alice, value="yes", why="By vote.")
    resolve_cell(question=safe, transcript=dora, by=alice, value="yes", why="By a vote of two.")
    resolve_cell(question=safe, transcript=dora, by=eve, value="no", why="Argued anew.")
    place_mark(question=safe, transcript=dora, by=bob, value="qualified", rationale="Still.")
    place_mark(question=safe, transcript=dora, by=bob, value="qualified", rationale="Even so.")
    expected[:0] = [
        "Bob edited the mark: qualified Even so.",
        "Bob confirmed the mark: qualified Still.",
        "Eve settled it anew, as no Argued anew.",
        "Alice edited the settlement: yes By a vote of two.",
        "Alice confirmed the settlement: yes By vote.",
    ]
    assert history() == expected

    archive_question(question=safe, by=eve)
    restore_question(question=safe, by=eve)
    assert history() == expected, "a question that is asked again brings its history along, and adds nothing"


def test_a_settlement_taken_back_after_a_correction_names_who_did_which(
    history, client, alice, eve, dora, safe, address
):
    resolve_cell(question=safe, transcript=dora, by=alice, value="yes", why="By vote.")
    correct(dora, eve, "Nobody came to harm.")
    client.force_login(eve)
    client.post(f"{address}unsettle/")
    assert history() == [
        "Eve let the marks decide again",
        "The document was corrected by Eve; the settlement is to be confirmed again.",
        "Alice settled it as yes By vote.",
    ]


def test_a_word_on_the_paper_is_no_mark(history, bob, alice, dora, safe):
    for by, value, quote in ((bob, "supported", ""), (alice, "not_found", ""), (alice, "not_found", "Nowhere.")):
        say_support(question=safe, transcript=dora, by=by, value=value, quote=quote)
    assert [line.rsplit(":", 1)[0] for line in history()] == [
        "Alice said of the paper again",
        "Alice said of the paper instead",
        "Bob said of the paper",
    ]


def test_the_same_again_is_nobodys_act(history, alice, bob, eve, dora, safe):
    evidence = "Five people"
    mark = {"question": safe, "transcript": dora, "by": bob, "value": "yes", "rationale": "Y.", "evidence": evidence}
    settled = {"question": safe, "transcript": dora, "value": "yes", "why": "By vote."}
    support = {"question": safe, "transcript": dora, "value": "supported", "quote": "It says so."}
    place_mark(**mark)
    resolve_cell(**settled, by=alice)
    say_support(**support, by=bob)
    expected = history()
    revision = safe.comparison.revision
    place_mark(**mark)
    assert resolve_cell(**settled, by=eve).created_by == alice
    assert say_support(**support, by=alice).created_by == bob
    assert (history(), safe.comparison.revision) == (expected, revision)
    place_mark(**mark | {"evidence": "Nobody"})
    assert history()[0] == "Bob edited the mark: yes Y."


def test_what_older_releases_wrote_in_a_reviewers_name_is_told_from_the_judgements(
    history, alice, bob, eve, dora, safe
):
    """Rows without a cause, as they stand in databases of before: `judged at` did not move, so nobody judged."""
    place_mark(question=safe, transcript=dora, by=bob, value="yes", evidence="Five people")
    resolve_cell(question=safe, transcript=dora, by=alice, value="yes", why="By vote.")
    correct(dora, eve, "Nobody came to harm.")
    Mark.history.update(history_change_reason=None)
    Resolution.history.update(history_change_reason=None)
    moved = Mark.history.latest("history_id")
    moved.history_user = bob
    moved.save()
    expected = [
        "The document was changed by Eve; Bob’s mark and the settlement are to be confirmed again.",
        "Alice settled it as yes By vote.",
        "Bob marked it yes",
    ]
    assert history() == expected
    Mark.history.filter(confirm_again=True).update(history_user=bob)
    Resolution.history.filter(confirm_again=True).update(history_user=alice)
    expected[0] = "The document was changed; Bob’s mark and the settlement are to be confirmed again."
    assert history() == expected, "nobody was known then, and the marker's name stood in their place"
