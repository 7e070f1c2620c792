"""The whole way in a browser: from a pasted page to a comparison that a stranger reads, with script and without."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from reviews.models import Comparison, Mark, Placement, Thread, Transcript, User

PASTED = """\
Two readings of the Heron-7 paper

Claude says:

Searched the web
favicon

Here's my evaluation of Heron-7, from the abstract.


Overview

Heron-7 plans routes for small boats. I only had access to the abstract, not the full paper.

Does it work? Is it safe? Is the code it produces safe?

11:57 AM

Let me take these one at a time.


Does it work?

Probably yes, for short trips on calm water. However, nothing is shown for rough water.

Honest answer: it works better than Heron-6.


Is it safe?

The abstract says nothing about this.

Honest answer: Unknown. The paper doesn't address it.


Is the code it produces safe?

No evidence is given. Treat all of it as untrusted until reviewed.

ChatGPT responds:

Here’s a summary of the paper you linked.

  • Heron-7 is a planner for small boats.

  • It was trained on ten years of tides.

If you’d like, I can also look at its safety. Would you like that?

Does it work? Is it safe? Is the code it produces safe?

Here’s a clear picture of those three questions:


⚙️ 1. Does it work?

Yes — it works. It beat every earlier planner in the trials.


🔒 2. Is it safe?

Not inherently. Safety depends on who steers.


💻 3. Is the code it produces safe?

Right now: not inherently. It still writes routes through shallow water.

Popular posts from this blog

On tides
"""

QUESTIONS = {"works": "Does it work", "safe": "Is it safe"}


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request, browser: Browser, live_server, alice: User) -> Page:
    client = Client()
    client.force_login(alice)
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1440, "height": 1000})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()


def paste(page: Page, live_server, comparison: Comparison) -> None:
    page.goto(f"{live_server.url}/c/{comparison.slug}/intake/")
    page.get_by_label("The conversation, or one answer").fill(PASTED)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")
    expect(page.locator("#voice-0")).to_contain_text("1 prompt, 2 answers")
    expect(page.locator("#voice-1")).to_contain_text("1 prompt, 2 answers")


def correct_a_boundary(page: Page) -> None:
    row = page.locator(".row", has_text="Probably yes, for short trips")
    piece = page.locator(".piece", has=row)
    row.hover()
    row.get_by_role("button", name="Prompt").click()
    expect(piece).to_have_attribute("data-role", "prompt")
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(piece).to_have_attribute("data-role", "answer")


def store(page: Page) -> None:
    page.get_by_role("button", name="Store 2 transcripts").click()
    page.wait_for_url(re.compile(r"/c/owl-2/$"))
    claude, chatgpt = Transcript.objects.order_by("position")
    assert [response.prompt for response in claude.responses.all()] == [
        "",
        "Does it work? Is it safe? Is the code it produces safe?",
    ]
    assert "Popular posts" not in "".join(response.text for response in chatgpt.responses.all())


def place_a_passage(page: Page) -> None:
    passage = page.locator("tr#q-safe > td[data-who=Claude] .passage").first
    passage.get_by_text("Why here").click()
    passage.get_by_label("Place it under").select_option(label="Does it work?")
    passage.get_by_role("button", name="Show there too").click()
    expect(page.locator("tr#q-works > td[data-who=Claude]").get_by_text("placed by Alice")).to_be_visible()
    assert [(placed.question.key, placed.belongs) for placed in Placement.objects.all()] == [("works", True)]


def mark(page: Page, question: str, respondent: str, value: str) -> None:
    page.locator(f"#cell-{question}-{respondent}").get_by_role("link").click()
    expect(page.locator("#panel-title")).to_contain_text(re.compile(rf"^\s*{respondent},.*{QUESTIONS[question]}", re.I))
    page.locator(f".mark-form input[name=value][value={value}]").check(force=True)
    page.get_by_role("button", name="Save mark").click()
    expect(page.locator(f"#cell-{question}-{respondent}")).to_contain_text("1 mark")


def talk_and_resolve(page: Page) -> None:
    page.get_by_label("Start a thread on this cell").fill("Does *not inherently* mean no?")
    page.get_by_role("button", name="Start the thread").click()
    expect(page.locator("#panel .written em")).to_have_text("not inherently")
    page.locator("#panel").get_by_role("button", name="Resolve").click()
    expect(page.locator("#panel .resolved")).to_contain_text("Resolved by Alice")
    assert not Thread.objects.get().is_open


def publish(page: Page, live_server, comparison: Comparison) -> None:
    page.goto(f"{live_server.url}/c/{comparison.slug}/publish/")
    page.get_by_label("Title").fill("Two readings of one paper")
    page.get_by_role("button", name="Go on: see what changes").click()
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_role("heading", name="Version 1 is public")).to_be_visible()


def test_from_a_pasted_page_to_a_published_one(page: Page, browser: Browser, live_server, comparison: Comparison):
    paste(page, live_server, comparison)
    correct_a_boundary(page)
    store(page)
    place_a_passage(page)
    page.goto(f"{live_server.url}/c/{comparison.slug}/matrix/")
    mark(page, "works", "claude", "qualified")
    mark(page, "safe", "chatgpt", "no")
    assert sorted(Mark.objects.values_list("cell__question__key", "cell__transcript__key", "value")) == [
        ("safe", "chatgpt", "no"),
        ("works", "claude", "qualified"),
    ]
    talk_and_resolve(page)
    publish(page, live_server, comparison)

    stranger = browser.new_context(java_script_enabled=False).new_page()
    stranger.goto(f"{live_server.url}/p/{comparison.slug}/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Two readings of one paper")
    expect(stranger.locator("thead .name")).to_have_text(["Claude", "ChatGPT"])
    expect(stranger.locator(".matrix tbody tr").nth(1)).to_contain_text("no")
    expect(stranger.locator("body")).not_to_contain_text("Popular posts")
    stranger.context.close()
