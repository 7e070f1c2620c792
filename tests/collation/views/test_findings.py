"""The findings as a page, and what people do there."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from collation.assemble.collation import record_of
from collation.assemble.findings import findings_of
from collation.findings.findings import ReviewedFinding as Shown
from reviews.domain.changes import changing
from reviews.domain.findings import NewPoint, dissolve_finding, gather_finding, merge_findings, rate_finding
from reviews.domain.transcripts import archive_transcript
from reviews.lens import lens
from reviews.models import Comparison, Finding, Role, Transcript
from tests.collation.samples.points import ADA, ASKED, BERT, CLEO
from tests.factories import MembershipFactory, make_transcript

CORPUS, LICENSE, POWER = "collected in Norway", "license", "megawatt"


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
        spans=[NewPoint(responses[said.response_id], said.start, said.end, said.opposes) for said in finding.said],
        candidate=finding.key,
    )


def own(comparison, by, title: str, *said: tuple[str, str], kind: str = "other", opposed=()) -> Finding:
    """A finding of a person's own, with the words of respondents."""
    spans = []
    for key, words in said:
        response = comparison.transcripts.get(key=key).responses.get()
        start = response.text.index(words)
        spans.append(NewPoint(response, start, start + len(words), key in opposed))
    return gather_finding(comparison=comparison, by=by, title=title, kind=kind, spans=spans)


PANEL = {"HX-Request": "true", "HX-Target": "panel"}


# What is shown


def test_a_column_for_each_respondent_and_a_table_for_each_pattern(client, bob, comparison, cleo):
    own(comparison, bob, "The license", ("ada", "The license of the recordings is unclear."))
    client.force_login(bob)
    page = client.get(address(comparison)).text
    assert texts(page, ".pattern h2") == ["Two or more quoted 1", "One quoted 1"]
    assert texts(page, "#shared thead th") == ["Finding", "Ada A saw the abstract only", "Bert B", "Cleo C", "Rated"]
    assert texts(page, "#shared tbody td") == [
        "The owl corpus was collected in Norway alone, so the corpus is too narrow.",
        "The owl corpus was collected in Norway alone, so that the corpus is too narrow.",
        "not quoted here",
        "",
    ]
    assert texts(page, "#shared tbody th") == [
        "“The owl corpus was collected in Norway alone, so the corpus is too narrow.” by the built-in rules"
    ]
    assert texts(page, ".title p.measure") == [
        "One finding gathered by people, and one sentence that two or more say in nearly the same words, "
        "suggested by the built-in rules."
    ]


def test_nobody_is_called_silent_and_nothing_is_a_kind_until_a_person_says_so(client, bob, comparison, cleo):
    client.force_login(bob)
    panel = client.get(address(comparison, of(comparison, CORPUS)), headers=PANEL).text
    assert texts(panel, ".absent") == ["Not quoted here: Cleo."]
    assert texts(panel, "header .small") == [
        "Two or more quoted",
        "Suggested by the built-in rules; nobody has taken it up yet.",
    ]
    page = client.get(address(comparison)).text
    for word in ("silent", "raises", "weakness", "consensus", "insight"):
        assert word not in LexborHTMLParser(page).css_first("#findings .pattern").text()


def test_words_lead_to_their_place_in_the_answer(client, bob, comparison, cleo):
    client.force_login(bob)
    tree = LexborHTMLParser(client.get(address(comparison)).text)
    href = tree.css_first("#shared [data-who=Bert] a.words").attributes["href"]
    path, _, fragment = href.partition("#")
    anchor, _, words = fragment.partition(":~:text=")
    assert words.startswith("The%20owl%20corpus%20was%20collected")
    target = LexborHTMLParser(client.get(path).text).css_first(f"#{anchor}")
    assert "so that the corpus is too narrow" in target.text()


def test_what_people_gathered_is_drawn_solid(client, alice, bob, comparison, cleo):
    stored = gathered(of(comparison, CORPUS), comparison, alice, title="Only Norway")
    rate_finding(finding=stored, by=bob, value="major")
    rate_finding(finding=stored, by=alice, value="major")
    client.force_login(bob)
    page = client.get(address(comparison)).text
    row = LexborHTMLParser(page).css_first(f"#row-finding-{stored.pk}")
    assert "data-provisional" not in row.html
    assert " ".join(row.css_first("th").text().split()) == "Only Norway Alice"
    assert " ".join(row.css_first(".rated").text().split()) == "major × 2"
    assertContains(client.get(address(comparison)), "One finding gathered by people.")


def test_filters(client, bob, comparison, cleo):
    stored = own(comparison, bob, "The license", ("ada", "The license of the recordings is unclear."), kind="risk")
    rate_finding(finding=stored, by=bob, value="wrong")
    client.force_login(bob)
    page = client.get(address(comparison, query="?rating=wrong")).text
    assert texts(page, ".pattern h2") == ["One quoted 1"]
    assert texts(page, ".filters [aria-current]") == ["Wrong 1"]
    page = client.get(address(comparison, query="?pattern=shared&kind=other")).text
    assert texts(page, ".finding-title")[0] == of(comparison, CORPUS).title
    assert f'{of(comparison, CORPUS).key}/?pattern=shared&amp;kind=other#panel"' in page
    assertContains(client.get(address(comparison, query="?kind=strength")), "No finding is so.")


def test_the_panel_shows_all_words_and_why(client, bob, comparison, cleo):
    client.force_login(bob)
    finding = of(comparison, CORPUS)
    panel = client.get(address(comparison, finding), headers=PANEL).text
    assert panel.strip().startswith('<aside class="panel of-finding"')
    assert texts(panel, "blockquote") == [said.text for said in finding.said]
    assert texts(panel, ".voice h3") == ["Ada quoted here", "Bert quoted here"]
    assert texts(panel, "details p")[0] == (
        "Ada and Bert say this in nearly the same words. The title is Ada’s sentence."
    )
    whole = client.get(address(comparison, finding)).text
    assert texts(whole, "#panel blockquote") == texts(panel, "blockquote")
    assert texts(whole, "title") == [f"{finding.title} · Findings · Owl-2"]


def test_the_panel_closes_to_nothing(client, bob, comparison, cleo):
    client.force_login(bob)
    assert client.get(address(comparison), headers=PANEL).content == b""


def test_an_empty_page_teaches(client, alice, bob, comparison):
    client.force_login(alice)
    assertContains(client.get(address(comparison)), "Paste the first transcript")
    client.force_login(bob)
    assertContains(client.get(address(comparison)), "An editor of the team brings the transcripts in.")
    assertNotContains(client.get(address(comparison)), "Paste the first transcript")


def test_where_the_rules_see_nothing_people_are_told_what_to_do(client, bob, erin, comparison):
    make_transcript(comparison, "Ada", ("Yes?", "Yes."))
    client.force_login(bob)
    page = client.get(address(comparison)).text
    assert texts(page, ".empty h2") == ["Nobody has gathered a finding yet"]
    links = [link.attributes["href"] for link in LexborHTMLParser(page).css(".empty a")]
    assert links == [f"{address(comparison)}new/", f"/c/{comparison.slug}/"]
    client.force_login(erin)
    assert f"{address(comparison)}new/" not in client.get(address(comparison)).text


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


ACTS = ("adopt", "name", "rate", "merge", "split", "oppose", "quote", "dismiss", "restore", "dissolve")


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


def test_who_may_write_one(client, charlie, erin, comparison, cleo):
    where = f"{address(comparison)}new/"
    for ask in (client.get, client.post):
        client.logout()
        assertRedirects(ask(where), f"/accounts/login/?next={where}")
        client.force_login(erin)
        assert ask(where).status_code == 403
        client.force_login(charlie)
        assert ask(where).status_code == 404


# What people do


@pytest.fixture
def bobs(client, bob):
    client.force_login(bob)
    return client


def test_adopting_makes_it_a_finding_of_the_team(bobs, bob, comparison, cleo):
    finding = of(comparison, CORPUS)
    answer = bobs.post(address(comparison, finding, "adopt"))
    stored = Finding.objects.get()
    assertRedirects(answer, f"{address(comparison)}finding-{stored.pk}/#panel", fetch_redirect_response=False)
    assert (stored.title, stored.kind, stored.candidate, stored.created_by) == (
        "“The owl corpus was collected in Norway alone, so the corpus is too narrow.”",
        "other",
        finding.key,
        bob,
    )
    again = of(comparison, CORPUS)
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


def test_a_suggestion_is_dismissed_and_suggested_again(bobs, comparison, cleo):
    finding = of(comparison, CORPUS)
    assertRedirects(bobs.post(address(comparison, finding, "dismiss")), address(comparison))
    comparison.refresh_from_db()
    assert (shown(comparison), Finding.objects.exists()) == ((), False)
    page = bobs.get(address(comparison)).text
    assert texts(page, ".dismissed li .said, .dismissed li .quiet") == [finding.title, "dismissed by Bob"]
    assert bobs.get(address(comparison, finding)).status_code == 404
    bobs.post(address(comparison, finding, "restore"))
    comparison.refresh_from_db()
    assert [one.key for one in shown(comparison)] == [finding.key]
    again = bobs.post(address(comparison, finding, "restore"), follow=True)
    assertContains(again, "Nobody has dismissed this.")
    stored = gathered(finding, comparison, cleo.comparison.created_by)
    assert bobs.post(f"{address(comparison)}finding-{stored.pk}/dismiss/").status_code == 302
    assert not comparison.dismissed_suggestions.exists()


def test_who_speaks_against_it_is_for_a_person_to_say(bobs, comparison, cleo):
    where = address(comparison, of(comparison, CORPUS), "oppose")
    panel = bobs.post(where, {"respondent": "bert", "opposes": "yes"}, headers=PANEL).text
    assert texts(panel, ".voice h3") == ["Ada quoted here", "Bert against it"]
    now = of(comparison, CORPUS)
    assert (now.pattern, now.raised_by, now.opposed_by) == ("disputed", ("ada",), ("bert",))
    bobs.post(address(comparison, now, "oppose"), {"respondent": "bert", "opposes": "no"})
    assert of(comparison, CORPUS).opposed_by == ()
    for said in (
        {"respondent": "cleo", "opposes": "yes"},
        {"respondent": "zoe", "opposes": "yes"},
        {"respondent": "ada"},
    ):
        assert bobs.post(address(comparison, now, "oppose"), said, headers=PANEL).status_code == 422


def test_words_are_quoted_under_a_finding(bobs, bob, comparison, cleo):
    stored = own(comparison, bob, "Tested", ("ada", "Owl-2 was tested against hostile microphones."))
    where = f"{address(comparison)}finding-{stored.pk}/quote/"
    said = {"respondent": "bert", "words": "Owl-2 was never tested\n against hostile microphones.", "opposes": "on"}
    panel = bobs.post(where, said, headers=PANEL).text
    assert texts(panel, ".voice h3") == ["Ada quoted here", "Bert against it"]
    refused = bobs.post(where, said | {"words": "Owl-2 was tested twice."}, headers=PANEL)
    assert refused.status_code == 422
    assert texts(refused.text, ".errorlist") == ["These words are in no answer of Bert."]
    assert stored.points.count() == 2


def test_a_finding_of_ones_own(bobs, bob, comparison, cleo):
    where = f"{address(comparison)}new/"
    assertContains(bobs.get(where), "Write a finding")
    said = {
        "title": "Power",
        "kind": "risk",
        "respondent": "cleo",
        "words": "Training took forty megawatt hours of electricity.",
    }
    for field, words in (("title", ""), ("kind", "opinion"), ("respondent", "zoe"), ("words", "It took ages.")):
        refused = bobs.post(where, {**said, field: words})
        assert refused.status_code == 422
        assert len(texts(refused.text, ".errorlist")) == 1
    assert not Finding.objects.exists()
    answer = bobs.post(where, said)
    stored = Finding.objects.get()
    assertRedirects(answer, f"{address(comparison)}finding-{stored.pk}/")
    assert (stored.title, stored.kind, stored.created_by) == ("Power", "risk", bob)
    assert of(comparison, POWER).raised_by == ("cleo",)


def test_rating_a_suggestion_takes_it_up(bobs, comparison, cleo):
    answer = bobs.post(
        address(comparison, of(comparison, CORPUS), "rate", "?kind=other"), {"value": "major"}, headers=PANEL
    )
    stored = Finding.objects.get()
    assert [rating.value for rating in stored.ratings.all()] == ["major"]
    assert answer.headers["HX-Push-Url"] == f"{address(comparison)}finding-{stored.pk}/?kind=other"
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
    where = address(comparison, of(comparison, CORPUS), "name")
    answer = bobs.post(where, {"title": " ", "kind": "opinion"})
    assert answer.status_code == 422
    assert texts(answer.text, "#panel .errorlist") == [
        "Give the finding a title.",
        "Choose what kind of finding it is.",
    ]
    assert not Finding.objects.exists()
    bobs.post(where, {"title": "Only Norway", "kind": "risk"})
    assert (Finding.objects.get().title, Finding.objects.get().kind) == ("Only Norway", "risk")


def test_merging(bobs, bob, comparison, cleo):
    one = own(comparison, bob, "Narrow", ("cleo", "A corpus of owls from Norway alone is narrow."))
    suggested = of(comparison, "so that the corpus")
    where = f"{address(comparison)}finding-{one.pk}/merge/"
    answer = bobs.post(where, {"into": suggested.key}, headers=PANEL)
    assert texts(answer.text, "#panel-title") == [suggested.title]
    both = of(comparison, "A corpus of owls")
    assert (both.title, both.raised_by, both.pattern) == (suggested.title, ("ada", "bert", "cleo"), "shared")
    assert texts(answer.text, ".voice h3") == ["Ada quoted here", "Bert quoted here", "Cleo quoted here"]
    refused = bobs.post(address(comparison, both, "merge"), {"into": both.key}, headers=PANEL)
    assert (refused.status_code, texts(refused.text, ".errorlist")) == (
        422,
        ["Choose another finding of this comparison to merge with."],
    )


def test_merging_is_offered_only_if_there_is_another(bobs, bob, comparison):
    make_transcript(comparison, "Ada", ("Yes?", "It has holes. It leaks."))
    only = own(comparison, bob, "Holes", ("ada", "It has holes."))
    merging = ".act select[name=into] option"
    assert texts(bobs.get(f"{address(comparison)}finding-{only.pk}/").text, merging) == []
    own(comparison, bob, "Leaks", ("ada", "It leaks."))
    assert texts(bobs.get(f"{address(comparison)}finding-{only.pk}/").text, merging) == ["Choose a finding", "Leaks"]


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
        ("Every owl", ("bert",)),
        (finding.title, ("ada",)),
    ]


def test_taking_apart(bobs, bob, comparison, cleo):
    before = shown(comparison)
    gathered(of(comparison, CORPUS), comparison, bob, title="Norway")
    answer = bobs.post(address(comparison, of(comparison, CORPUS), "dissolve"), headers=PANEL)
    assert answer.headers["HX-Push-Url"] == address(comparison)
    assert "<aside" not in answer.text
    comparison.refresh_from_db()
    assert shown(comparison) == before


def test_what_was_merged_while_it_is_taken_apart_stays_and_that_is_said(
    bobs, bob, comparison, cleo, monkeypatch, alice
):
    norway = gathered(of(comparison, CORPUS), comparison, bob, title="Norway")
    words = NewPoint(cleo.responses.get(), 0, 5)
    power = gather_finding(comparison=comparison, by=bob, title="Power", kind="other", spans=[words])
    found = of(comparison, CORPUS)

    def merged_first(**_):
        merge_findings(by=alice, finding=Finding.objects.get(pk=norway.pk), into=power)
        return dissolve_finding(by=alice, finding=norway)

    monkeypatch.setattr("collation.views.findings.dissolve_finding", merged_first)
    answer = bobs.post(address(comparison, found, "dissolve"), follow=True)
    told = "This finding was merged or taken apart meanwhile. Reload the page to see it."
    assert [str(message) for message in answer.context["messages"]] == [told]
    assert Finding.objects.filter(merged_into=None).get() == power


def test_what_people_decided_outlives_an_added_transcript(bobs, bob, comparison, cleo):
    stored = gathered(of(comparison, CORPUS), comparison, bob, title="Norway")
    rate_finding(finding=stored, by=bob, value="minor")
    make_transcript(comparison, "Dora", (ASKED, ADA))
    found = of(comparison, "collected in Norway")
    assert (found.title, found.raised_by) == ("Norway", ("ada", "bert"))
    assert [rating.value for rating in found.ratings] == ["minor"]
    assert [one.raised_by for one in shown(comparison) if one.finding_id is None] == [("ada", "dora")] * 2


def test_what_people_gathered_stays_whatever_the_rules_see(bobs, bob, comparison, cleo):
    stored = own(
        comparison, bob, "Tested", ("ada", "was tested"), ("bert", "never tested"), kind="strength", opposed=("bert",)
    )
    rate_finding(finding=stored, by=bob, value="major")
    (found,) = [one for one in shown(comparison) if one.finding_id]
    assert (found.title, found.kind, found.pattern) == ("Tested", "strength", "disputed")
    assert ([said.text for said in found.said], found.own_rating) == (["was tested", "never tested"], "")
    assert [rating.value for rating in found.ratings] == ["major"]


def test_words_of_a_replaced_turn_stay_in_sight(bobs, bob, comparison, cleo):
    own(comparison, bob, "The license", ("ada", "The license of the recordings is unclear."))
    with changing(comparison, words=True):
        comparison.transcripts.get(key="ada").responses.update(superseded_at=timezone.now())
    panel = bobs.get(address(comparison, of(comparison, LICENSE)), headers=PANEL).text
    assert texts(panel, "blockquote") == ["The license of the recordings is unclear."]
    assert texts(panel, ".voice p.small") == ["In a turn that was replaced since"]


def test_a_column_taken_out_takes_its_words_along(bobs, bob, comparison, cleo):
    gathered(of(comparison, CORPUS), comparison, bob, title="Norway")
    own(comparison, bob, "The license", ("ada", "The license of the recordings is unclear."))
    archive_transcript(transcript=comparison.transcripts.get(key="ada"))
    found = [one for one in shown(comparison) if one.finding_id]
    assert [(one.title, one.raised_by) for one in found] == [("Norway", ("bert",))]


# What it costs


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_findings(bobs, bob, team, comparison, cleo, count, django_assert_num_queries):
    for key, words in (("ada", "collected in Norway"), ("ada", LICENSE), ("cleo", POWER))[:count]:
        stored = own(comparison, bob, words, (key, words))
        for _ in range(count):
            reviewer = MembershipFactory(team=team, role=Role.REVIEWER).user
            rate_finding(finding=stored, by=reviewer, value="major")
    bobs.get(address(comparison))
    with django_assert_num_queries(11):
        bobs.get(address(comparison))


def test_the_browser_keeps_the_page_until_something_changes(bobs, bob, comparison, cleo):
    first = bobs.get(address(comparison))
    kept = {"If-None-Match": first.headers["ETag"]}
    assert bobs.get(address(comparison), headers=kept).status_code == 304
    gathered(of(comparison, CORPUS), comparison, bob)
    assert bobs.get(address(comparison), headers=kept).status_code == 200
