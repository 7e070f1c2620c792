"""Transcripts: the current ones, and how many turns of each have a prompt or an answer."""

from django.utils import timezone

from reviews.domain.transcripts import archive_transcript
from reviews.models import Transcript
from tests.factories import make_transcript


def test_turns_are_counted_by_what_they_hold(comparison):
    make_transcript(comparison, "Owl", ("", "Hello."), ("Is it safe?", "It is."))
    kite = make_transcript(comparison, "Kite", ("Is it safe?", "It is."), ("Does it work?", "It does."))
    kite.responses.filter(position=1).update(superseded_at=timezone.now())
    counted = Transcript.objects.counted().order_by("position").values_list("key", "prompts", "answers")
    assert list(counted) == [("owl", 1, 2), ("kite", 1, 1)]


def test_an_archived_one_is_not_current(comparison):
    owl, kite = (make_transcript(comparison, name, ("Is it safe?", "It is.")) for name in ("Owl", "Kite"))
    archive_transcript(transcript=owl)
    assert list(Transcript.objects.current()) == [kite]
