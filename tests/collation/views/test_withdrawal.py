"""A publication is withdrawn: its addresses say so, and nothing of what it held is anywhere."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from pytest_django.asserts import assertRedirects
from selectolax.lexbor import LexborHTMLParser

from collation.publish.formats.files import FILES
from collation.publish.freeze import freeze
from reviews.domain.comparisons import archive_comparison
from reviews.domain.phases import set_phase
from reviews.domain.publications import withdraw
from reviews.models import Comparison, Phase, Publication
from reviews.refusal import Refused
from tests.collation.views.test_matrix import texts
from tests.factories import make_comparison, make_transcript

SECRET = "Quuxly owls are safe"
ALL = "/c/owl-2/publish/withdraw/"
SECOND = "/c/owl-2/publish/withdraw/v2/"
OF_THE_FIRST = ("/p/owl-2/v1/", "/p/owl-2/v1.md", "/p/owl-2/v1.json")
OF_THE_SECOND = ("/p/owl-2/v2/", "/p/owl-2/v2.md", "/p/owl-2/v2.json")
NEWEST = ("/p/owl-2/", "/p/owl-2.md", "/p/owl-2.json", "/p/owl-2/embed/")


@pytest.fixture
def first(comparison, ada, alice) -> Publication:
    return freeze(comparison=comparison, by=alice, title="Owls", finding="They part.")


@pytest.fixture
def second(comparison, first, alice) -> Publication:
    """Version 2, in which somebody said what must not stay public."""
    make_transcript(comparison, "Mallory", ("Is it safe?", f"{SECRET}."))
    return freeze(comparison=comparison, by=alice, title="Owls <again>", finding=SECRET)


def gone(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 410, path
    assert SECRET not in answer.text
    return answer.text


# Who may, and what is asked


def test_only_an_owner_withdraws(client, second, alice, bob, charlie, eve, erin):
    for path in (ALL, SECOND):
        for method in (client.get, client.post):
            client.logout()
            assertRedirects(method(path), f"/accounts/login/?next={path}", fetch_redirect_response=False)
            for user, status in ((bob, 403), (erin, 403), (eve, 403), (charlie, 404)):
                client.force_login(user)
                assert method(path).status_code == status, (user, path)
    assert Publication.objects.standing().count() == 2
    client.force_login(alice)
    assert client.get(SECOND).status_code == 200
    assert client.get("/c/owl-2/publish/withdraw/v9/").status_code == 404


def test_the_page_asks_before_it_does_so_in_two_clicks(client, second, alice):
    client.force_login(alice)
    public = client.get("/c/owl-2/publish/").text
    assert texts(public, ".versions li") == [
        f"Version 2 {second.created_at:%-d %B %Y} Withdraw version 2…",
        f"Version 1 {second.created_at:%-d %B %Y} Withdraw version 1…",
    ]
    assert [link.attributes["href"] for link in LexborHTMLParser(public).css(".is-public a[href*=withdraw]")] == [
        SECOND,
        "/c/owl-2/publish/withdraw/v1/",
        ALL,
    ]
    asked = client.get(SECOND).text
    assert texts(asked, "h1") == ["Withdraw version 2?"]
    assert texts(asked, ".title strong") == ["Owls <again>"]
    assert "The page of the comparison will show version 1." in asked
    assert "A withdrawn version does not come back." in asked
    assert "Nothing of this comparison will be public any more." in client.get(ALL).text
    assert Publication.objects.standing().count() == 2, "asking withdraws nothing"
    done = client.post(SECOND, {"why": " A respondent asked for it. "}, follow=True)
    assert texts(done.text, ".messages li") == ["Version 2 is withdrawn."]
    assert texts(done.text, ".is-public h2") == ["Version 1 is public"]
    withdrawn = Publication.objects.get(number=2)
    assert texts(done.text, ".versions li") == [
        f"Version 1 {second.created_at:%-d %B %Y} Withdraw version 1…",
        f"Version 2 withdrawn by Alice, {withdrawn.withdrawn_at:%-d %B %Y}: A respondent asked for it.",
    ]
    assert texts(client.get(SECOND).text, "h1") == ["This was withdrawn already"]


def test_an_editor_sees_what_is_withdrawn_and_cannot_withdraw(client, comparison, second, alice, eve):
    withdraw(comparison=comparison, by=alice, why="", number=2)
    client.force_login(eve)
    page = client.get("/c/owl-2/publish/").text
    assert "withdrawn by Alice" in page
    assert "Withdraw version" not in page


def test_an_owner_withdraws_what_an_archived_comparison_published(client, comparison, second, alice, eve):
    archive_comparison(comparison=comparison)
    client.force_login(eve)
    assert client.post(ALL).status_code == 403
    client.force_login(alice)
    page = LexborHTMLParser(client.get("/c/owl-2/publish/").text)
    assert [form.attributes.get("id") for form in page.css("main form")] == []
    assert texts(client.post(ALL, follow=True).text, ".is-public h2") == ["Nothing is public"]


# What is left


def test_of_a_withdrawn_version_nothing_is_left_and_the_one_before_is_shown(client, comparison, first, second, alice):
    etags = {path: client.get(path).headers["ETag"] for path in (*OF_THE_SECOND, *NEWEST, "/feed.xml")}
    withdraw(comparison=comparison, by=alice, why="It named <somebody>.", number=2)
    day = f"{Publication.objects.get(number=2).withdrawn_at:%-d %B %Y}"
    page = gone(client, "/p/owl-2/v2/")
    assert texts(page, "h1") == ["Owls <again>"]
    assert texts(page, ".masthead p") == [
        "Withdrawn",
        f"Version 2 was withdrawn on {day}. What it held cannot be read here any more.",
        "The reason given: It named <somebody>.",
        "The newest version",
    ]
    assert LexborHTMLParser(page).css_first(".masthead a").attributes["href"] == "/p/owl-2/"
    assert LexborHTMLParser(page).css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert gone(client, "/p/owl-2/v2.md") == (
        "# Withdrawn: Owls \\<again\\>\n\n"
        f"Version 2 was withdrawn on {day}. What it held cannot be read here any more.\n\n"
        "The reason given: It named \\<somebody\\>.\n\n"
        "The newest version: <http://localhost:8000/p/owl-2/>\n"
    )
    assert json.loads(gone(client, "/p/owl-2/v2.json")) == {
        "withdrawn": {
            "slug": "owl-2",
            "number": 2,
            "title": "Owls <again>",
            "withdrawn_at": Publication.objects.get(number=2).withdrawn_at.isoformat(timespec="seconds"),
            "why": "It named <somebody>.",
            "newest": "http://localhost:8000/p/owl-2/",
        }
    }
    for path in (*OF_THE_FIRST, *NEWEST):
        answer = client.get(path, headers={"If-None-Match": etags.get(path, "")})
        assert answer.status_code == 200
        assert SECRET not in answer.text
    assert client.get("/p/owl-2.json").content == first.document.encode()
    assert "/v2" not in client.get("/p/owl-2/").text
    for path in OF_THE_SECOND:
        assert client.get(path, headers={"If-None-Match": etags[path]}).status_code == 410
    feed = client.get("/feed.xml", headers={"If-None-Match": etags["/feed.xml"]})
    assert (feed.status_code, feed.text.count("<entry>"), SECRET in feed.text) == (200, 1, False)


def test_of_a_withdrawn_publication_nothing_is_left_anywhere(client, comparison, second, alice):
    withdraw(comparison=comparison, by=alice, why="")
    for path in (*OF_THE_FIRST, *OF_THE_SECOND, *NEWEST):
        said = gone(client, path)
        assert "They part." not in said
        assert "reason given" not in said
        assert "newest version" not in said.lower()
    assert texts(gone(client, "/p/owl-2/"), "h1") == ["Owls <again>"]
    assert json.loads(gone(client, "/p/owl-2.json"))["withdrawn"]["newest"] is None
    assert client.get("/feed.xml").text.count("<entry>") == 0
    assert "Owls" not in client.get("/").text, "the front page of somebody not signed in"
    for answer in (client.get("/p/owl-2/"), client.get("/p/owl-2.json")):
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert "ETag" not in answer.headers
        assert "default-src" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in client.get("/p/owl-2/embed/").headers["Content-Security-Policy"]


def test_a_browser_that_holds_the_newest_page_learns_that_an_older_version_is_gone(client, comparison, second, alice):
    held = client.get("/p/owl-2/")
    assert "/p/owl-2/v1/" in held.text
    withdraw(comparison=comparison, by=alice, why="", number=1)
    fresh = client.get("/p/owl-2/", headers={"If-None-Match": held.headers["ETag"]})
    assert (fresh.status_code, "/p/owl-2/v1/" in fresh.text) == (200, False)


def test_the_document_stays_in_the_database_and_its_number_is_not_given_again(client, comparison, first, second, alice):
    withdraw(comparison=comparison, by=alice, why="")
    kept = Publication.objects.get(number=2)
    assert (kept.document, kept.sha256) == (second.document, second.sha256)
    third = freeze(comparison=comparison, by=alice, title="Owls <again>", finding=SECRET)
    assert third.number == 3, "the same words again are a new version"
    assert client.get("/p/owl-2/").status_code == 200
    assert client.get("/p/owl-2/v2/").status_code == 410


def test_what_the_standing_version_says_already_is_not_published_again(comparison, first, second, alice):
    withdraw(comparison=comparison, by=alice, why="", number=2)
    comparison.transcripts.get(key="mallory").delete()
    assert freeze(comparison=comparison, by=alice, title="Owls", finding="They part.") == first


def test_where_nothing_is_public_any_more_the_comparison_is_not_published(comparison, second, alice):
    withdraw(comparison=comparison, by=alice, why="", number=2)
    assert Comparison.objects.get().phase == Phase.PUBLISHED
    withdraw(comparison=comparison, by=alice, why="")
    assert Comparison.objects.get().phase == Phase.RECONCILE
    with pytest.raises(Refused, match="Nothing is published yet"):
        set_phase(comparison=comparison, by=alice, phase=Phase.PUBLISHED)


def test_withdrawn_twice_the_first_time_counts(comparison, second, alice, eve):
    withdraw(comparison=comparison, by=alice, why="First.", number=2)
    before = Comparison.objects.values().get()
    assert withdraw(comparison=comparison, by=eve, why="Second.", number=2) == []
    kept = Publication.objects.get(number=2)
    assert (kept.withdrawn_by, kept.withdrawn_why) == (alice, "First.")
    assert Comparison.objects.values().get() == before


def test_the_database_holds_no_half_withdrawal(first):
    with pytest.raises(IntegrityError):
        Publication.objects.update(withdrawn_why="Because.")


# The static site


def site(out: Path, *args: str) -> str:
    told = StringIO()
    call_command("publish", *args, "--out", str(out), stdout=told, stderr=(warned := StringIO()))
    return told.getvalue() + warned.getvalue()


def everything(out: Path) -> str:
    return "\n".join(
        path.read_text() for path in sorted(out.rglob("*")) if path.suffix in (".html", ".json", ".md", ".xml")
    )


def files(out: Path) -> list[str]:
    found = (str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.startswith("assets/"))


def test_the_site_of_a_withdrawn_publication_holds_tombstones_alone(comparison, second, alice, tmp_path):
    site(tmp_path, "owl-2")
    assert SECRET in everything(tmp_path)
    withdraw(comparison=comparison, by=alice, why="", number=2)
    told = site(tmp_path, "owl-2")
    assert "owl-2: Its newest version was withdrawn. To publish it again, use its Publish page.\n" in told
    assert "owl-2: version 1, as before\n" in told
    assert SECRET not in everything(tmp_path)
    written = {f"v1/comparison{form.extension}" for form in FILES}
    assert set(files(tmp_path)) == written | {
        "index.html",
        "triangulate.json",
        "v1/index.html",
        "v2/index.html",
        "verify.py",
    }
    stone = (tmp_path / "v2/index.html").read_text()
    assert LexborHTMLParser(stone).css_first(".masthead a").attributes["href"] == "../index.html"
    assert texts((tmp_path / "index.html").read_text(), "h1") == ["Owls"]

    withdraw(comparison=comparison, by=alice, why="No more.")
    site(tmp_path, "owl-2")
    assert files(tmp_path) == ["index.html", "triangulate.json", "v1/index.html", "v2/index.html", "verify.py"]
    reasons = [texts((tmp_path / page).read_text(), "q") for page in files(tmp_path) if page.endswith(".html")]
    assert reasons == [["No more."], ["No more."], []], "each tombstone has the reason that was given for its version"
    assert Publication.objects.count() == 2, "the command publishes nothing that was withdrawn"


def test_the_site_of_all_lists_what_stands(comparison, second, alice, team, tmp_path):
    other = make_comparison(alice, team, title="Zebra")
    make_transcript(other, "Bert", ("Is it safe?", "It is not."))
    withdraw(comparison=comparison, by=alice, why="")
    site(tmp_path, "--all")
    assert texts((tmp_path / "index.html").read_text(), "h2 a") == ["Zebra"]
    assert (tmp_path / "feed.xml").read_text().count("<entry>") == 1
    assert texts((tmp_path / "owl-2/index.html").read_text(), ".kicker") == ["Withdrawn"]
    assert SECRET not in everything(tmp_path)
    assert [path.name for path in (tmp_path / "owl-2").rglob("*.json")] == []


@pytest.mark.parametrize("versions", [1, 3])
def test_a_tombstone_costs_the_same_at_one_and_at_three_versions(
    client, comparison, first, alice, versions, django_assert_num_queries
):
    for number in range(2, versions + 1):
        freeze(comparison=comparison, by=alice, title=f"Owls {number}", finding="")
    withdraw(comparison=comparison, by=alice, why="")
    for path in NEWEST:
        with django_assert_num_queries(3):
            assert client.get(path).status_code == 410
