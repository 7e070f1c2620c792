"""A reviewer without names selects words of answers that hold names."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from reviews.domain.blinding import set_blinding
from reviews.lens import lens
from reviews.models import Annotation, Mark
from tests.browser.test_selecting import save, select
from tests.factories import make_comparison, make_transcript

ANSWER = """\
## Is it safe?

I am Zephyrine Quux-9 by OpenAI. 🦉 Claude says *GPT*-4 is safe, Mistral does not.

| who | says |
| --- | --- |
| Gemini Pro | that it is safe |
| Zephyrine | so it is **dry** too |

The last word of ChatGPT is a hedge."""


@pytest.fixture
def comparison(alice, team):
    cache.clear()
    comparison = make_comparison(alice, team)
    make_transcript(comparison, "Zephyrine Quux-9", ("Is it safe?", ANSWER))
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    return comparison


@pytest.mark.slow
def test_words_behind_names_are_marked_and_annotated(bobs: Page, bob, comparison, live_server):
    transcript = comparison.transcripts.get()
    response, page = transcript.responses.get(), bobs
    here = f"{live_server.url}/c/{comparison.slug}"
    cell = f"{here}/matrix/safe/{lens(bob, comparison).key(transcript)}/"
    for first, last, words in [
        ("says", "is safe,", "says GPT-4 is safe,"),
        ("so it", "dry", "so it is dry"),
        ("me] says", "not", "Claude says GPT-4 is safe, Mistral does not"),
        ("hedge", "hedge", "hedge"),
    ]:
        page.goto(cell)
        expect(page.locator(".passages").first).to_contain_text("I am [name] by [name].")
        select(page, first, to=last)
        page.keyboard.press("q")
        save(page)
        mark = Mark.objects.get()
        assert mark.quotation == words
        assert response.text[mark.start : mark.end] == words
    assert mark.start == response.text.index("hedge")

    for where, within in [
        (f"{here}/responses/{response.pk}/", "form.whole"),
        (f"{here}/", "#compare-table"),
    ]:
        page.goto(where)
        select(page, "last word of", to="is a", within=within)
        page.keyboard.press("x")
        expect(page.get_by_role("toolbar", name="Selected words")).to_be_visible()
        page.get_by_role("button", name="Label").click()
        page.get_by_role("button", name="claim").click()
        expect(page.locator("#annotated [role=status]")).to_have_text("Annotated: claim.")
        annotation = Annotation.objects.get()
        assert annotation.quotation == "last word of ChatGPT is a"
        assert response.text[annotation.start : annotation.end] == annotation.quotation
        annotation.delete()

    page.goto(cell.replace("/matrix/", "/queue/"))
    select(page, "me] says", to="is")
    page.keyboard.press("q")
    page.locator(".mark-form input[value=no]").check()
    page.locator(".mark-form [data-main]").click()
    expect(page.get_by_role("heading", name="Is the code it produces safe?")).to_be_visible()
    assert Mark.objects.get().quotation == "Claude says GPT-4 is"
