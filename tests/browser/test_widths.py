"""No word, however long, makes any page wider than the window."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from collation.publish.freeze import freeze
from reviews.domain.comparisons import start_comparison
from reviews.domain.documents import Document
from reviews.domain.drafts import begin_draft
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.threads import open_thread
from reviews.intake.parse import parse
from reviews.models import Comparison
from tests.browser.pages import sign_in
from tests.factories import make_transcript

WIDTHS = (360, 390, 1280, 1440)
LONG = "Owl" + "howl" * 74
"""An unbroken word of 299 letters."""


@pytest.fixture
def hostile(alice, bob, team) -> Comparison:
    """A comparison in which everything that people write is one long word."""
    made = start_comparison(
        team=team, by=alice, title=LONG, slug="owl-2", questions=[("works", f"Does {LONG} work?"), ("safe", f"{LONG}?" * 3)],
        paper={"title": LONG, "authors": [LONG], "abstract": LONG * 3, "url": f"https://e.org/{LONG}"},
    )  # fmt: skip
    for who in (LONG[:100], "B" + LONG[:99]):
        answers = f"## {LONG}\n\nYes, {LONG} is {LONG}. It lacks {LONG}.\n\n- {LONG}\n\n> {LONG}\n\n`{LONG}`\n\n{LONG} has 30 billion parameters."
        make_transcript(made, who, *((question.text, answers) for question in made.questions.all()), version=LONG[:100])
    safe, transcript = made.questions.first(), made.transcripts.first()
    for by, value in ((alice, "no"), (bob, "yes")):
        place_mark(question=safe, transcript=transcript, by=by, value=value, rationale=LONG * 2)
    resolve_cell(question=safe, transcript=transcript, by=alice, value="unclear", why=LONG * 2)
    open_thread(comparison=made, by=bob, body=f"{LONG}\n\n    {LONG}", question=safe, transcript=transcript)
    freeze(comparison=made, by=alice, title=LONG, finding=LONG * 2)
    for person in (alice, bob):
        person.name = LONG[:100]
        person.save()
    team.name = LONG[:100]
    team.save()
    return made


def pages(made: Comparison, alice) -> Iterator[str]:
    text = f"User: {LONG}\n\nClaude: {LONG} is {LONG}.\n\nUser: Why?\n\nClaude: {LONG}".encode()
    draft = begin_draft(
        comparison=made, by=alice, document=Document(text, f"{LONG[:200]}.md", "text/plain", parse(text))
    )
    question, transcript = made.questions.first(), made.transcripts.first()
    response, thread = transcript.responses.first(), made.threads.get()
    yield from ("/", "/new/", "/account/", "/teams/", f"/teams/{made.team.slug}/")
    for page in (
        "", f"?turns={transcript.key}", "matrix/", f"matrix/{question.key}/{transcript.key}/", "facts/", "findings/", "agreement/",
        "publish/", "settings/", "respondents/", "ask/", "intake/", f"intake/{draft.pk}/", "paper/", "threads/", f"threads/{thread.pk}/",
        f"responses/{response.pk}/",
    ):  # fmt: skip
        yield f"/c/{made.slug}/{page}"
    yield from (f"/p/{made.slug}/", f"/p/{made.slug}/v1/", f"/p/{made.slug}/embed/")


def test_no_page_is_wider_than_its_window(browser: Browser, live_server, hostile, alice):
    found = []
    context = browser.new_context()
    sign_in(context, live_server, alice)
    page = context.new_page()
    for path in pages(hostile, alice):
        answer = page.goto(live_server.url + path)
        assert answer is not None and answer.ok, path
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append((path, width, wide))
    context.close()
    assert found == []
