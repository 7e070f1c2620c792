"""The words of answers as they are published, those of later rounds among them."""

import pytest

from collation.assemble.collation import record_of
from collation.publish.public_lens import public_lens
from collation.publish.published_words import turns_as_published, words_of_others
from reviews.domain.redactions import redact
from reviews.domain.transcripts import choose_publishing
from reviews.models import Publish
from tests.collation.assemble.test_second_round import asked_again, replied

HEARD = "Nobody tested it on owls."


@pytest.fixture
def again(comparison, alice):
    """Ada's second answer, which quotes Bert."""
    return replied(asked_again(comparison, alice), alice)


def test_words_of_somebody_who_is_not_published_are_those_of_no_turn(comparison, again):
    choose_publishing(transcript=comparison.transcripts.get(key="bert"), publish=Publish.NOTHING)
    (later,) = record_of(comparison, public_lens(comparison)).later
    assert words_of_others(later) == (HEARD,)
    ((key, place, text),) = turns_as_published((later,)).values()
    assert (key, place) == ("ada-2", 0)
    assert text == again.responses.get().text.replace(HEARD, "[redacted]")


def test_what_the_team_redacts_goes_too_and_the_offsets_follow(comparison, again, alice, drafted):
    choose_publishing(transcript=comparison.transcripts.get(key="bert"), publish=Publish.NOTHING)
    redact(comparison=comparison, by=alice, words="not safe")
    ada = next(row for row in drafted()["rows"] if row["question"] == "safe")["cells"][0]
    (passage,) = ada["round_2"]["passages"]
    text = again.responses.get().text.replace("not safe", "[redacted]").replace(HEARD, "[redacted]")
    assert passage["text"] == text[passage["start"] : passage["end"]]
    assert passage["text"].count("[redacted]") == passage["html"].count("[redacted]") == 2


def test_of_quotations_alone_a_later_round_holds_no_more(comparison, again, drafted):
    choose_publishing(transcript=again, publish=Publish.QUOTATIONS)
    ada = next(row for row in drafted()["rows"] if row["question"] == "safe")["cells"][0]
    assert [passage["text"] for passage in ada["round_2"]["passages"]] == ["No, it is not safe."]
    assert ada["round_2"]["link"] is None
