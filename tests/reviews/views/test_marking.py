"""The page of how a comparison is marked, as editors use it."""

from pytest_django.asserts import assertContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.marks import place_mark
from reviews.models import Assignment, GuidelineVersion, Question
from tests.factories import make_transcript

TURN = ("Is it safe?", "It is safe.")


def rows(html: str) -> list[str]:
    return [" ".join(row.text().split()) for row in LexborHTMLParser(html).css(".shares tbody tr")]


def test_a_preview_then_the_assignment(client, alice, bob, comparison):
    make_transcript(comparison, "Ada", TURN)
    make_transcript(comparison, "Bert", TURN)
    client.force_login(alice)
    address = f"/c/{comparison.slug}/marking/"
    assert rows(client.get(address).text) == ["Alice you 6 0", "Bob 6 0"]
    form = {"how": "some", "marks_per_cell": "1", "reviewers": [alice.pk, bob.pk]}
    page = client.post(f"{address}assign/", {**form, "preview": "on"})
    assert rows(page.text) == ["Alice you 6 0 3", "Bob 6 0 3"]
    assertContains(page, "This is a preview: nothing is saved yet.")
    assert not Assignment.objects.exists()
    assertRedirects(client.post(f"{address}assign/", form), f"{address}#who", fetch_redirect_response=False)
    page = client.get(address)
    assert rows(page.text) == ["Alice you 3 0", "Bob 3 0"]
    assertContains(page, "Each cell is marked by 1 of 2 people, chosen")
    stale = client.post(f"{address}assign/", {**form, "marks_per_cell": "2", "seen": "of an older page"})
    assert stale.status_code == 422
    assertContains(stale, "This was changed after you opened it, so nothing was saved.", status_code=422)


def test_guidelines_are_written_in_versions(client, alice, bob, comparison):
    ada = make_transcript(comparison, "Ada", TURN)
    safe = comparison.questions.get(key="safe")
    client.force_login(alice)
    address = f"/c/{comparison.slug}/marking/"
    client.post(f"{address}guidelines/", {"markdown": "Read **all** of it."})
    client.post(f"{address}questions/{safe.pk}/", {"markdown": "What it says."})
    place_mark(question=safe, transcript=ada, by=bob, value="yes")
    client.post(f"{address}questions/{safe.pk}/", {"markdown": "What it claims. <script>alert(1)</script>"})
    page = client.get(address)
    assertContains(page, "<strong>all</strong>")
    assertContains(page, "1 mark was made under version 1.")
    assertContains(page, "Earlier versions")
    assert "<script>alert" not in page.text
    assert GuidelineVersion.objects.count() == 3
    stale = client.post(f"{address}guidelines/", {"markdown": "Read half.", "seen": "of an older page"})
    assertContains(stale, "Read **all** of it.", status_code=422)


def test_another_scale_makes_a_new_question_once_there_are_marks(client, alice, bob, comparison):
    ada = make_transcript(comparison, "Ada", TURN)
    safe = comparison.questions.get(key="safe")
    client.force_login(alice)
    address = f"/c/{comparison.slug}/marking/questions/{safe.pk}/"
    client.post(f"{address}scale/", {"scale": "rating-10"})
    safe.refresh_from_db()
    assert safe.scale.key == "rating-10"
    client.post(address, {"markdown": "Ten is safest."})
    place_mark(question=safe, transcript=ada, by=bob, value="7")
    client.post(f"{address}scale/", {"scale": "verdict"})
    safe.refresh_from_db()
    after = Question.objects.get(predecessor=safe)
    assert safe.archived_at and safe.scale.key == "rating-10"
    assert (after.text, after.scale.key, after.position) == (safe.text, "verdict", safe.position)
    assert [(one.number, one.markdown) for one in after.guidelines.all()] == [(1, "Ten is safest.")]


def test_others_only_read(client, bob, comparison):
    client.force_login(bob)
    page = client.get(f"/c/{comparison.slug}/marking/")
    assertContains(page, "Everyone here marks every cell.")
    assert "<textarea" not in page.text
