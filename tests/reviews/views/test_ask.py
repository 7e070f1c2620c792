"""The sheet to copy."""

import html

from pytest_django.asserts import assertContains, assertRedirects

from reviews.domain.ask_sheet import ask_sheet


def test_a_member_reads_the_sheet_of_this_comparison(client, bob, comparison):
    client.force_login(bob)
    answer = client.get(f"/c/{comparison.slug}/ask/")
    sheet = ask_sheet(comparison.paper, comparison.questions.select_related("scale"))
    assert "## 3. Is the code it produces safe?" in sheet
    assertContains(answer, html.escape(sheet))
    assertContains(answer, 'aria-current="page">Ask</a>')


def test_only_who_may_take_in_is_sent_to_intake(client, alice, bob, comparison):
    intake = f'href="/c/{comparison.slug}/intake/"'
    client.force_login(alice)
    assertContains(client.get(f"/c/{comparison.slug}/ask/"), intake, count=3)
    client.force_login(bob)
    assertContains(client.get(f"/c/{comparison.slug}/ask/"), intake, count=0)


def test_an_outsider_finds_nothing_and_someone_not_signed_in_is_asked_to(client, charlie, comparison):
    assertRedirects(client.get("/c/any/ask/"), "/accounts/login/?next=/c/any/ask/")
    client.force_login(charlie)
    assert client.get(f"/c/{comparison.slug}/ask/").status_code == 404
