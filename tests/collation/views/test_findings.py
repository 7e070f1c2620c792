"""The findings as a page, and what people do there."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from collation.collate import record_of
from collation.finding_reading import findings_of
from collation.gathered import Finding as Shown
from reviews.changing import changing
from reviews.gathering import Span, gather_finding, rate_finding
from reviews.lens import lens
from reviews.models import Comparison, Finding, Role, Transcript
from reviews.recording import archive_transcript
from tests.collation.raising import ADA, ASKED, BERT, CLEO
from tests.factories import MembershipFactory, make_transcript

CORPUS, TESTED, LICENSE, POWER = "Norway", "hostile microphones", "license", "megawatt"


@pytest.fixture
def ada(comparison) -> Transcript:
    return make_transcript(comparison, "Ada", (ASKED, ADA), evidence_basis="abstract_only")


@pytest.fixture
def bert(comparison, ada) -> Transcript:
    return make_transcript(comparison, "Bert", (ASKED, BERT), evidence_basis="full_paper")


@pytest.fixture
def cleo(comparison, bert) -> Transcript:
    return make_transcript(comparison, "Cleo", (ASKED, CLEO), evidence_basis="full_paper")


def shown(comparison: Comparison, viewer=None) -> tuple[Shown, ...]:
    view = lens(viewer, comparison)
    return findings_of(comparison, view, record_of(comparison, view))


def of(comparison: Comparison, words: str) -> Shown:
    """The finding in whose points the words stand."""
    comparison.refresh_from_db()
    return next(one for one in shown(comparison) if any(words in said.text for said in one.said))


def address(comparison: Comparison, finding: Shown | None = None, act: str = "", query: str = "") -> str:
    parts = [f"/c/{comparison.slug}/findings/", f"{finding.key}/" if finding else "", f"{act}/" if act else ""]
    return "".join(parts) + query


def texts(html: str, selector: str) -> list[str]:
    """The texts of the elements, white space made one."""
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


def gathered(finding: Shown, comparison: Comparison, by, title: str = "") -> Finding:
    responses = {one.pk: one for each in comparison.transcripts.all() for one in each.responses.all()}
    return gather_finding(
        comparison=comparison,
        by=by,
        title=title or finding.title,
        kind=finding.kind,
        spans=[Span(responses[said.response_id], said.start, said.end, said.opposes) for said in finding.said],
        candidate=finding.key,
    )


PANEL = {"HX-Request": "true", "HX-Target": "panel"}


# What is shown


def test_a_column_for_each_respondent_and_a_table_for_each_pattern(client, bob, comparison, cleo):
    client.force_login(bob)
    page = client.get(address(comparison)).text
    assert texts(page, ".pattern h2") == ["Contradiction 1", "Consensus 1", "Blind spot 3", "Unique insight 2"]
    assert texts(page, "#consensus thead th") == [
        "Finding",
        "Ada A saw the abstract only",
        "Bert B",
        "Cleo C",
        "Rated",
    ]
    assert texts(page, "#consensus tbody td") == [
        "raises The owl corpus was collected in Norway alone, so the corpus is too narrow.",
        "raises The corpus is narrow: every owl was recorded in Norway.",
        "raises A corpus of owls from Norway alone is narrow.",
        "",
    ]
    assert texts(page, "#consensus tbody th .meta") == ["weakness suggested"]
    assert texts(page, ".title p") == [
        "Two points that two or more raise, one of them disputed, two that one alone raises, "
        "and three that nobody speaks of. "
        "Nobody has taken one up yet: all are suggestions."
    ]


def test_who_opposes_and_who_is_silent_is_said(client, bob, comparison, cleo):
    client.force_login(bob)
    page = client.get(address(comparison)).text
    against = of(comparison, TESTED).opposed_by
    assert sorted(texts(page, "#contradiction tbody .stance")) == ["opposes", "raises", "silent"]
    assert texts(page, f"#contradiction [data-who={against[0].capitalize()}] .stance") == ["opposes"]


def test_unique_insights_are_folded_under_the_one_who_has_them(client, bob, comparison, cleo):
    client.force_login(bob)
    page = client.get(address(comparison)).text
    assert "open" not in LexborHTMLParser(page).css_first("#unique_insight details").attributes
    assert texts(page, "#unique_insight h3") == ["Ada alone 1", "Cleo alone 1"]
    assert texts(page, "#unique_insight .finding-title") == [
        "The license of the recordings is unclear",
        "Training took forty megawatt hours of electricity",
    ]


def test_words_lead_to_their_place_in_the_answer(client, bob, comparison, cleo):
    client.force_login(bob)
    tree = LexborHTMLParser(client.get(address(comparison)).text)
    href = tree.css_first("#consensus [data-who=Bert] a").attributes["href"]
    path, _, fragment = href.partition("#")
    anchor, _, words = fragment.partition(":~:text=")
    assert words.startswith("The%20corpus%20is%20narrow")
    target = LexborHTMLParser(client.get(path).text).css_first(f"#{anchor}")
    assert "The corpus is narrow" in target.text()


def test_what_people_gathered_is_drawn_solid(client, alice, bob, comparison, cleo):
    stored = gathered(of(comparison, CORPUS), comparison, alice, title="Only Norway")
    rate_finding(finding=stored, by=bob, value="major")
    rate_finding(finding=stored, by=alice, value="major")
    client.force_login(bob)
    page = client.get(address(comparison)).text
    row = LexborHTMLParser(page).css_first(f"#row-finding-{stored.pk}")
    assert "data-provisional" not in row.html
    assert " ".join(row.css_first("th").text().split()) == "Only Norway weakness Alice"
    assert " ".join(row.css_first(".rated").text().split()) == "major × 2"
    assertContains(client.get(address(comparison)), "People have taken up one.")


def test_filters(client, bob, comparison, cleo):
    rate_finding(finding=gathered(of(comparison, LICENSE), comparison, bob), by=bob, value="wrong")
    client.force_login(bob)
    page = client.get(address(comparison, query="?rating=wrong")).text
    assert texts(page, ".pattern h2") == ["Unique insight 1"]
    assert texts(page, ".filters [aria-current]") == ["Wrong 1"]
    page = client.get(address(comparison, query="?pattern=contradiction&kind=weakness")).text
    assert texts(page, ".finding-title")[0] == of(comparison, TESTED).title
    assert f'{of(comparison, TESTED).key}/?pattern=contradiction&amp;kind=weakness#panel"' in page
    assertContains(client.get(address(comparison, query="?kind=risk")), "No finding is so.")


def test_the_panel_shows_all_words_and_why(client, bob, comparison, cleo):
    client.force_login(bob)
    finding = of(comparison, CORPUS)
    panel = client.get(address(comparison, finding), headers=PANEL).text
    assert panel.strip().startswith('<aside class="panel of-finding"')
    assert texts(panel, "blockquote") == [said.text for said in finding.said]
    assert texts(panel, ".voice h3") == ["Ada raises it", "Bert raises it", "Cleo raises it"]
    assert "They share" in texts(panel, "details p")[0]
    assert texts(panel, "header .small")[1] == "Grouped by the engine; nobody has taken it up yet."
    whole = client.get(address(comparison, finding)).text
    assert texts(whole, "#panel blockquote") == texts(panel, "blockquote")
    assert texts(whole, "title") == [f"{finding.title} · Findings · Owl-2"]


def test_silence_is_said(client, bob, comparison, cleo):
    client.force_login(bob)
    panel = client.get(address(comparison, of(comparison, LICENSE)), headers=PANEL).text
    assert texts(panel, ".absent") == ["Silent on it: Bert and Cleo."]


def test_the_panel_closes_to_nothing(client, bob, comparison, cleo):
    client.force_login(bob)
    assert client.get(address(comparison), headers=PANEL).content == b""


def test_an_empty_page_teaches(client, alice, bob, comparison):
    client.force_login(alice)
    assertContains(client.get(address(comparison)), "Paste the first transcript")
    client.force_login(bob)
    assertContains(client.get(address(comparison)), "An editor of the team brings the transcripts in.")
    assertNotContains(client.get(address(comparison)), "Paste the first transcript")


def test_answers_without_points_are_said_to_have_none(client, bob, comparison):
    make_transcript(comparison, "Ada", ("Yes?", "Yes."))
    comparison.questions.all().delete()
    client.force_login(bob)
    assertContains(client.get(address(comparison)), "No points found")


def test_what_nobody_speaks_of(client, bob, comparison, cleo):
    client.force_login(bob)
    page = client.get(address(comparison)).text
    assert len(texts(page, "#blind_spot .finding-title")) == 3
    finding = next(one for one in shown(comparison) if one.pattern == "blind_spot")
    panel = client.get(address(comparison, finding), headers=PANEL).text
    assert texts(panel, ".absent") == ["Silent on it: Ada, Bert and Cleo."]
    assert "<form" not in panel
    assert client.post(address(comparison, finding, "rate"), {"value": "major"}).status_code == 404


# Who may


def test_who_may_see_it(client, charlie, erin, comparison, cleo):
    for where in (address(comparison), address(comparison, of(comparison, CORPUS))):
        client.logout()
        assertRedirects(client.get(where), f"/accounts/login/?next={where}")
        client.force_login(charlie)
        assert client.get(where).status_code == 404
        client.force_login(erin)
        assertContains(client.get(where), "What they raise")
        assert client.post(where).status_code == 405
    assert client.get(f"/c/{comparison.slug}/findings/nothing/").status_code == 404


ACTS = ("adopt", "name", "rate", "merge", "split", "dissolve")


@pytest.mark.parametrize("act", ACTS)
def test_who_may_act(client, charlie, erin, comparison, cleo, act):
    where = address(comparison, of(comparison, CORPUS), act)
    assertRedirects(client.post(where), f"/accounts/login/?next={where}")
    client.force_login(erin)
    assert client.post(where).status_code == 403
    assert client.get(where).status_code == 405
    client.force_login(charlie)
    assert client.post(where).status_code == 404
    assert not Finding.objects.exists()


def test_a_reader_sees_no_form(client, erin, comparison, cleo):
    client.force_login(erin)
    panel = client.get(address(comparison, of(comparison, CORPUS)), headers=PANEL).text
    assert "<form" not in panel


# What people do


@pytest.fixture
def bobs(client, bob):
    client.force_login(bob)
    return client


def test_adopting_makes_it_a_finding_of_the_team(bobs, bob, comparison, cleo):
    finding = of(comparison, TESTED)
    answer = bobs.post(address(comparison, finding, "adopt"))
    stored = Finding.objects.get()
    assertRedirects(answer, f"{address(comparison)}finding-{stored.pk}/#panel", fetch_redirect_response=False)
    assert (stored.title, stored.kind, stored.candidate, stored.created_by) == (
        finding.title,
        finding.kind,
        finding.key,
        bob,
    )
    again = of(comparison, TESTED)
    assert (again.pattern, again.raised_by, again.opposed_by, again.said[0].text, again.grouped_by) == (
        finding.pattern,
        finding.raised_by,
        finding.opposed_by,
        finding.said[0].text,
        "person",
    )
    bobs.post(address(comparison, finding, "adopt"))
    assert Finding.objects.count() == 1
    assertRedirects(bobs.get(address(comparison, finding)), address(comparison, again))


def test_rating_a_suggestion_takes_it_up(bobs, comparison, cleo):
    answer = bobs.post(
        address(comparison, of(comparison, CORPUS), "rate", "?kind=weakness"), {"value": "major"}, headers=PANEL
    )
    stored = Finding.objects.get()
    assert [rating.value for rating in stored.ratings.all()] == ["major"]
    assert answer.headers["HX-Push-Url"] == f"{address(comparison)}finding-{stored.pk}/?kind=weakness"
    assert texts(answer.text, ".rates [aria-pressed=true]") == ["Major 1"]
    findings = LexborHTMLParser(answer.text).css_first("#findings")
    assert findings.attributes["hx-swap-oob"] == "true"
    assert texts(findings.html, f"#row-finding-{stored.pk} .rated") == ["major"]
    bobs.post(address(comparison, of(comparison, CORPUS), "rate"), {"value": ""})
    assert not stored.ratings.exists()


def test_a_rating_that_is_none_is_refused_and_nothing_stored(bobs, comparison, cleo):
    answer = bobs.post(address(comparison, of(comparison, CORPUS), "rate"), {"value": "great"}, headers=PANEL)
    assert answer.status_code == 422
    assert texts(answer.text, ".errorlist") == ["Rate it major, minor, wrong or not raised."]
    assert not Finding.objects.exists()


def test_naming(bobs, comparison, cleo):
    where = address(comparison, of(comparison, LICENSE), "name")
    answer = bobs.post(where, {"title": " ", "kind": "opinion"})
    assert answer.status_code == 422
    assert texts(answer.text, "#panel .errorlist") == [
        "Give the finding a title.",
        "Choose what kind of finding it is.",
    ]
    assert not Finding.objects.exists()
    bobs.post(where, {"title": "License unclear", "kind": "risk"})
    assert (Finding.objects.get().title, Finding.objects.get().kind) == ("License unclear", "risk")


def test_merging_suggestions(bobs, comparison, cleo):
    one, other = of(comparison, LICENSE), of(comparison, POWER)
    answer = bobs.post(address(comparison, one, "merge"), {"into": other.key}, headers=PANEL)
    assert texts(answer.text, "#panel-title") == [other.title]
    both = of(comparison, LICENSE)
    assert (both.title, both.raised_by, both.pattern) == (other.title, ("ada", "cleo"), "partial_coverage")
    refused = bobs.post(address(comparison, both, "merge"), {"into": both.key}, headers=PANEL)
    assert (refused.status_code, texts(refused.text, ".errorlist")) == (
        422,
        ["Choose another finding of this comparison to merge with."],
    )


def test_splitting(bobs, comparison, cleo):
    finding = of(comparison, CORPUS)
    bert = next(said for said in finding.said if said.respondent == "bert")
    where = address(comparison, finding, "split")
    refused = bobs.post(where, {"points": [said.key for said in finding.said], "title": "All"}, headers=PANEL)
    assert (refused.status_code, texts(refused.text, ".errorlist")) == (
        422,
        ["Choose some of the points, and leave some."],
    )
    assert not Finding.objects.exists()
    answer = bobs.post(where, {"points": [bert.key], "title": "Every owl"}, headers=PANEL)
    assert texts(answer.text, "#panel-title") == ["Every owl"]
    assert sorted((one.title, one.raised_by) for one in shown(comparison) if one.finding_id) == [
        (finding.title, ("ada", "cleo")),
        ("Every owl", ("bert",)),
    ]


def test_taking_apart(bobs, bob, comparison, cleo):
    before = shown(comparison)
    gathered(of(comparison, CORPUS), comparison, bob, title="Norway")
    answer = bobs.post(address(comparison, of(comparison, CORPUS), "dissolve"), headers=PANEL)
    assert answer.headers["HX-Push-Url"] == address(comparison)
    assert "<aside" not in answer.text
    comparison.refresh_from_db()
    assert shown(comparison) == before


def test_what_people_decided_outlives_an_added_transcript(bobs, bob, comparison, cleo):
    stored = gathered(of(comparison, CORPUS), comparison, bob, title="Norway")
    rate_finding(finding=stored, by=bob, value="minor")
    make_transcript(comparison, "Dora", (ASKED, CLEO.replace("forty", "fifty")))
    found = of(comparison, "collected in Norway")
    assert (found.title, found.own_rating, found.raised_by) == ("Norway", "", ("ada", "bert", "cleo"))
    assert [rating.value for rating in found.ratings] == ["minor"]
    assert "dora" in of(comparison, "fifty megawatt").raised_by


def test_words_of_a_replaced_turn_stay_in_sight(bobs, bob, comparison, cleo):
    finding = of(comparison, LICENSE)
    gathered(finding, comparison, bob)
    with changing(comparison, words=True):
        comparison.transcripts.get(key="ada").responses.update(superseded_at=timezone.now())
    panel = bobs.get(address(comparison, of(comparison, LICENSE)), headers=PANEL).text
    assert texts(panel, "blockquote") == [finding.said[0].text]
    assert texts(panel, ".voice .small") == ["In a turn that was replaced since"]


def test_a_column_taken_out_takes_its_words_along(bobs, bob, comparison, cleo):
    gathered(of(comparison, CORPUS), comparison, bob, title="Norway")
    gathered(of(comparison, LICENSE), comparison, bob)
    archive_transcript(transcript=comparison.transcripts.get(key="ada"))
    found = [one for one in shown(comparison) if one.finding_id]
    assert [(one.title, one.raised_by) for one in found] == [("Norway", ("bert", "cleo"))]


# What it costs


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_findings(bobs, bob, team, comparison, cleo, count, django_assert_num_queries):
    for words in (CORPUS, LICENSE, POWER)[:count]:
        stored = gathered(of(comparison, words), comparison, bob)
        for _ in range(count):
            reviewer = MembershipFactory(team=team, role=Role.REVIEWER).user
            rate_finding(finding=stored, by=reviewer, value="major")
    bobs.get(address(comparison))
    with django_assert_num_queries(17):
        bobs.get(address(comparison))


def test_the_browser_keeps_the_page_until_something_changes(bobs, bob, comparison, cleo):
    first = bobs.get(address(comparison))
    kept = {"If-None-Match": first.headers["ETag"]}
    assert bobs.get(address(comparison), headers=kept).status_code == 304
    gathered(of(comparison, CORPUS), comparison, bob)
    assert bobs.get(address(comparison), headers=kept).status_code == 200
