"""Many texts are read by a job: pages say so, then show the same as if they had read themselves."""

import re

import pytest
from django.urls import reverse

from collation.assemble.cache import forget_computed
from reviews.domain.jobs import do_later
from reviews.domain.phases import set_phase
from reviews.models import Job, JobKind, JobState, Mark
from reviews.tasks.running import sweep
from tests.factories import make_transcript

MUCH = "collation.assemble.collation.MUCH"


@pytest.fixture
def compared(comparison):
    for name, answer in (("ChatGPT", "Yes, it works."), ("Claude", "No. It does not work.")):
        make_transcript(comparison, name, ("Does it work?", answer), ("Is it safe?", "It is safe."))
    return comparison


def shown(page):
    """What a page shows, without the tokens of its forms."""
    return re.sub(r"\b\w{64}\b", "", page.text.partition("<main")[2])


@pytest.mark.parametrize("name", ["compare", "matrix", "agreement"])
def test_a_page_says_how_far_it_is_and_then_shows_what_it_shows(client, alice, compared, monkeypatch, name):
    client.force_login(alice)
    address = reverse(f"collation:{name}", args=[compared.slug])
    at_once = client.get(address)
    assert at_once.status_code == 200
    forget_computed()
    monkeypatch.setattr(MUCH, 0)
    waiting = client.get(address)
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (202, "5")
    assert "0 of 6 cells are read." in waiting.text and "ETag" not in waiting.headers
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in waiting.text
    assert f'data-then="{address}"' in waiting.text
    Job.objects.update(progress=50)
    assert "3 of 6 cells are read." in client.get(address).text
    sweep()
    assert Job.objects.get().state == JobState.DONE
    assert shown(client.get(address)) == shown(at_once)


def test_a_mark_is_kept_though_its_answer_is_not_read(client, bob, compared, monkeypatch):
    monkeypatch.setattr(MUCH, 0)
    client.force_login(bob)
    address = reverse("collation:cell_mark", args=[compared.slug, "works", "claude"])
    answer = client.post(address, {"value": "no"}, headers={"HX-Request": "true", "HX-Target": "panel"})
    assert answer.headers["HX-Refresh"] == "true"
    assert Mark.objects.get().value == "no"


def test_a_form_without_a_script_leads_to_compare_when_all_is_read(client, alice, compared, monkeypatch):
    monkeypatch.setattr(MUCH, 0)
    client.force_login(alice)
    sent = client.post(reverse("collation:prompt_adopt", args=[compared.slug]), {"row": "works"})
    assert sent.status_code == 202
    assert f'content="5; url={reverse("collation:compare", args=[compared.slug])}"' in sent.text


def test_who_may_know_no_names_waits_for_a_reading_of_their_own(client, bob, compared, monkeypatch):
    set_phase(comparison=compared, by=bob, phase="mark")
    compared.names_hidden = True
    compared.save()
    monkeypatch.setattr(MUCH, 0)
    client.force_login(bob)
    address = reverse("collation:compare", args=[compared.slug])
    waiting = client.get(address)
    assert waiting.status_code == 202 and "ChatGPT" not in waiting.text and "Claude" not in waiting.text
    assert Job.objects.get().details["viewer"] == bob.pk
    sweep()
    assert "Response A" in client.get(address).text


def test_what_was_deleted_meanwhile_is_not_read(db):
    do_later(kind=JobKind.READ, details={"comparison": 0, "viewer": 0, "words": "", "cells": 1})
    sweep()
    assert Job.objects.get().error == "The comparison was deleted meanwhile."


def test_progress_is_told_as_turns_are_read(compared, monkeypatch):
    told = []
    monkeypatch.setattr("collation.assemble.first_reading.keep_on", lambda job, progress: told.append(progress))
    monkeypatch.setattr("time.monotonic", iter(range(0, 1000, 2)).__next__)
    do_later(kind=JobKind.READ, details={"comparison": compared.pk, "viewer": 0, "words": "", "cells": 6})
    sweep()
    assert told == [*(99 * done // 12 for done in range(1, 13)), 99]
