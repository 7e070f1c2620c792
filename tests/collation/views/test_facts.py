"""The page of facts: what it shows to whom, and what can be decided there."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from collation.pages.facts import anchor
from reviews.domain.facts import merge_fact, relabel_fact, review_fact
from reviews.domain.papers import describe_paper, store_pages, store_pdf
from reviews.models import Comparison, FactReview
from reviews.pdf.reading import read_pdf
from tests.collation.samples.terms_and_numbers import ABSTRACT, FINCH, KITE, SAYS_SIZE, SAYS_TOKENS, SIZE, TOKENS, WREN
from tests.collation.views.test_matrix import texts
from tests.factories import make_transcript
from tests.pdfs import make_pdf

HTMX = {"HX-Request": "true"}
STA = {"kind": "acronym", "topic": "sta"}
OF_SIZE = {"kind": "quantity", "topic": SIZE}
AT_STA, AT_SIZE = anchor(("acronym", "sta")), anchor(("quantity", SIZE))
SIZE_TITLE, TOKENS_TITLE = f"“{SAYS_SIZE}”", f"“{SAYS_TOKENS}”"


@pytest.fixture
def told(comparison: Comparison) -> Comparison:
    """Three respondents who part on an abbreviation, a size and a number of tokens."""
    for name, said in (("Kite", KITE), ("Wren", WREN), ("Finch", FINCH)):
        make_transcript(comparison, name, ("Is it safe?", said))
    return comparison


@pytest.fixture
def address(comparison) -> str:
    return f"/c/{comparison.slug}/facts/"


@pytest.fixture
def bobs(client, bob) -> Client:
    client.force_login(bob)
    return client


def decided(comparison) -> list[tuple]:
    return list(comparison.fact_reviews.values_list("kind", "topic", "decision", "label", "merged_into", "why"))


# What it shows


def test_where_two_part_their_words_stand_beside_each_other(bobs, told, address):
    page = bobs.get(address).text
    assert texts(page, "h1") == ["Facts"]
    assert texts(page, ".fact h2") == [SIZE_TITLE, "What “STA” stands for", TOKENS_TITLE]
    assert texts(page, ".notes") == ["Wren gives two values"]
    assert texts(page, f"#{AT_STA} .value") == [
        "Sparse Tree Attention",
        "Shared Token Attention",
        "Not known or not explained",
    ]
    assert texts(page, f"#{AT_STA} .claim .small") == ["Kite", "Wren", "Finch"]
    assert texts(page, f"#{AT_STA} mark") == ["Sparse Tree Attention", "Shared Token Attention"]
    assert texts(page, "#facts-summary")[0].startswith("On three topics the values differ: three to look at.")
    assert texts(page, "nav [aria-current]") == ["Facts 3 to look at"]
    kite = told.transcripts.get(key="kite").responses.get()
    link = LexborHTMLParser(page).css_first(f"#{AT_STA} .quotes a").attributes["href"]
    assert link == f"/c/{told.slug}/responses/{kite.pk}/#at-10:~:text=It%20rests%20on%20Sparse%20Tree%20Attention"
    assert 'id="at-10"' in bobs.get(link.partition("#")[0]).text


def test_without_an_abstract_it_says_how_to_look_things_up(bobs, told, address, alice):
    assertContains(bobs.get(address), "Nothing of the paper is stored, so nothing can be looked up in it.")
    assert texts(bobs.get(address).text, "[data-found]") == []
    bobs.force_login(alice)
    links = LexborHTMLParser(bobs.get(address).text).css(".hint a")
    assert [link.attributes["href"] for link in links] == [
        f"/c/{told.slug}/paper/#change",
        f"/c/{told.slug}/paper/#text",
    ]


def test_the_papers_own_text_is_searched_as_soon_as_it_is_stored(bobs, told, address):
    describe_paper(comparison=told, paper={"abstract": ABSTRACT})
    page = bobs.get(address).text
    assert texts(page, f"#{AT_STA} [data-found]") == ["found in the abstract", "another value in the abstract"]
    assert texts(page, f"#{AT_STA} .paper-says q") == ["It rests on Sparse Tree Attention (STA)."] * 2
    assertContains(bobs.get(address), "what is not found there may well be in the paper")
    store_pages(comparison=told, text=f"A cover.\f{ABSTRACT}")
    page = bobs.get(address).text
    assert texts(page, f"#{AT_STA} [data-found]") == ["found in the abstract", "another value in the abstract"]
    describe_paper(comparison=told, paper={"abstract": ""})
    page = bobs.get(address).text
    assert texts(page, f"#{AT_STA} [data-found]") == ["found on p. 2", "another value on p. 2"]
    assert texts(page, ".hint") == []


def test_a_term_on_a_page_of_the_pdf_is_found_with_its_page(bobs, told, address):
    data = make_pdf("Owls see.", "", ["It rests on Sparse Tree Atten-", "tion (STA), as we show."])
    store_pdf(comparison=told, data=data, name="owl.pdf", text=read_pdf(data, "owl.pdf"))
    page = bobs.get(address).text
    assert texts(page, f"#{AT_STA} [data-found=found]") == ["found on p. 3"]
    link = LexborHTMLParser(page).css_first(f"#{AT_STA} .paper-says a")
    assert (link.text(), link.attributes["href"]) == ("Page 3", f"/c/{told.slug}/paper/#page-3")
    assert texts(bobs.get(f"/c/{told.slug}/paper/").text, "#page-3") == [
        "It rests on Sparse Tree Attention (STA), as we show."
    ]
    document = bobs.get(f"/c/{told.slug}/collation.json").json()
    (sta,) = [fact for fact in document["facts"] if fact["topic"] == "STA"]
    assert sta["values"][0]["paper"] == {
        "status": "found",
        "searched": "full_text",
        "quote": "It rests on Sparse Tree Attention (STA), as we show.",
        "page": 3,
    }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?show=all", [SIZE_TITLE, "What “STA” stands for", TOKENS_TITLE]),
        ("?show=confirmed", ["What “STA” stands for"]),
        ("?show=dismissed", [TOKENS_TITLE]),
        ("?kind=quantity", [SIZE_TITLE]),
        ("?show=all&kind=acronym", ["What “STA” stands for"]),
        ("", [SIZE_TITLE, "What “STA” stands for"]),
    ],
)
def test_what_is_asked_for_is_shown(bobs, told, address, bob, query, titles):
    review_fact(comparison=told, by=bob, **STA, decision="confirmed")
    review_fact(comparison=told, by=bob, kind="quantity", topic=TOKENS, decision="dismissed")
    assert texts(bobs.get(address + query).text, ".fact h2") == titles


def test_a_decision_on_what_is_not_seen_any_more_is_not_lost(bobs, told, address, bob):
    assert texts(bobs.get(address).text, ".out-of-sight") == []
    review_fact(comparison=told, by=bob, kind="quantity", topic="wings", decision="confirmed", why="Counted.")
    page = bobs.get(address).text
    assert texts(page, ".out-of-sight summary") == ["Decided, and not seen any more 1"]
    assert texts(page, ".out-of-sight li") == ["wings confirmed by Bob Counted."]


def test_empty_states_teach(bobs, comparison, address, alice):
    assert texts(bobs.get(address).text, ".empty h2") == ["Nothing is said yet"]
    assertContains(bobs.get(address), "An editor of the team brings the transcripts in.")
    make_transcript(comparison, "Kite", ("Is it safe?", KITE))
    page = bobs.get(address).text
    assert texts(page, ".empty h2") == ["One respondent, nobody to differ from"]
    assert texts(bobs.get(f"{address}?show=all").text, ".fact h2") == ["What “STA” stands for"]
    bobs.force_login(alice)
    assertContains(bobs.get(address), "Paste the next transcript")


def test_respondents_who_name_nothing(bobs, comparison, address):
    for name in ("Ada", "Bert"):
        make_transcript(comparison, name, ("Is it safe?", "It is."))
    assert texts(bobs.get(address).text, ".empty h2") == ["Nothing that the rules can show"]


def test_nothing_diverges_where_all_agree(bobs, comparison, address):
    for name in ("Ada", "Bert"):
        make_transcript(comparison, name, ("Is it safe?", KITE))
    page = bobs.get(address).text
    assert texts(page, ".empty h2") == ["Nothing diverges"]
    assert texts(bobs.get(f"{address}?show=all").text, ".notes") == ["given alike"] * 3


def test_foreign_words_are_shown_as_words(bobs, comparison, address):
    for name, words in (("Ada", "<script>alert(1)</script> Tiny Attention"), ("Bert", "Slow Tree Attention")):
        make_transcript(comparison, name, ("Is it safe?", f"It rests on `{words} (STA)` and {words} (STA)."))
    assert "<script>alert" not in bobs.get(f"{address}?show=all").text


PLACES = ("facts/?show=all", "matrix/", "matrix/safe/wren/", "", "agreement/", "collation.json", "publish/preview/")


def where_it_is_said(client, told, words: str) -> list[str]:
    return [place for place in PLACES if words in client.get(f"/c/{told.slug}/{place}").text]


@pytest.mark.slow
def test_two_values_are_told_on_the_page_of_facts_alone_until_a_person_confirmed_them(client, alice, told):
    client.force_login(alice)
    for decision in ("open", "dismissed"):
        review_fact(comparison=told, by=alice, **OF_SIZE, decision=decision)
        assert where_it_is_said(client, told, "gives two values") == ["facts/?show=all"]
        assert where_it_is_said(client, told, "contradicts itself") == []
        assert where_it_is_said(client, told, '"self_contradictions": ["wren"]') == []
    review_fact(comparison=told, by=alice, **OF_SIZE, decision="confirmed")
    assert where_it_is_said(client, told, "gives two values") == []
    said = ["facts/?show=all", "matrix/", "matrix/safe/wren/", "publish/preview/"]
    assert where_it_is_said(client, told, "contradicts itself") == said
    matrix = client.get(f"/c/{told.slug}/matrix/").text
    assert texts(matrix, ".contradicts") == [f"contradicts itself on {SIZE_TITLE}"]
    document = client.get(f"/c/{told.slug}/collation.json").json()
    assert [one["self_contradictions"] for one in document["facts"]] == [[], ["wren"], []]


# Who may


@pytest.mark.parametrize("place", ["", "review/", "rename/", "merge/", "strike/", "restore/"])
def test_whom_it_is_open_to(client, told, address, charlie, erin, bob, place):
    ask = client.post if place else client.get
    said = {**STA, "decision": "confirmed", "value": "sparstreattent"} if place else {}
    assertRedirects(ask(address + place, said), f"/accounts/login/?next={address}{place}")
    client.force_login(charlie)
    assert ask(address + place, said).status_code == 404
    client.force_login(erin)
    assert ask(address + place, said).status_code == (403 if place else 200)
    assert decided(told) == []
    client.force_login(bob)
    expected = {"": 200, "restore/": 422}
    assert ask(address + place, said).status_code == expected.get(place, 302)


def test_a_reader_is_shown_no_button_that_leads_nowhere(client, told, address, erin, bob):
    merge_fact(comparison=told, by=bob, **OF_SIZE, into=TOKENS)
    client.force_login(erin)
    page = LexborHTMLParser(client.get(f"{address}?show=all").text)
    assert [button.text() for button in page.css("#facts button, #facts input:not([type=hidden])")] == []


@pytest.mark.parametrize("place", ["review/", "rename/", "merge/", "strike/", "restore/"])
def test_no_decision_by_link(bobs, told, address, place):
    assert bobs.get(address + place).status_code == 405


# What can be decided


def test_a_decision_without_script_leads_back_to_the_fact(bobs, told, address):
    where = f"{address}review/?show=all"
    assertRedirects(bobs.post(where, {**STA, "decision": "confirmed"}), f"{address}?show=all#{AT_STA}")
    page = bobs.get(f"{address}?show=all").text
    assert texts(page, f"#{AT_STA} .decided") == ["Confirmed by Bob"]
    assert texts(page, "nav [aria-current]") == ["Facts 2 to look at"]
    buttons = LexborHTMLParser(page).css(f"#{AT_STA} .decide button")
    assert [button.attributes["value"] for button in buttons] == ["dismissed", "open"]
    bobs.post(where, {**STA, "decision": "open"})
    assert texts(bobs.get(address).text, ".decided") == []
    assert decided(told) == [("acronym", "sta", "open", "", "", "")]


def test_what_leaves_the_list_is_said(bobs, told, address):
    answer = bobs.post(f"{address}review/", {**STA, "decision": "dismissed"}, follow=True)
    assert texts(answer.text, ".fact h2") == [SIZE_TITLE, TOKENS_TITLE]
    assertContains(answer, "What “STA” stands for: dismissed. It is among all facts.")


def test_to_htmx_the_fact_alone_with_what_is_told_of_all(bobs, told, address):
    part = bobs.post(f"{address}review/", {**STA, "decision": "dismissed", "why": "Typing."}, headers=HTMX).text
    tree = LexborHTMLParser(part)
    assert [fact.id for fact in tree.css(".fact")] == [AT_STA]
    assert texts(part, ".decided") == ["Dismissed by Bob"]
    assert texts(part, ".why") == ["Typing."]
    assert {node.id for node in tree.css("[hx-swap-oob]")} == {"facts-summary", "facts-toggles", "comparison-bar"}
    assert texts(part, "#facts-summary")[0].startswith("On two topics the values differ: two to look at.")


def test_another_name_is_shown_and_given_back(bobs, told, address):
    bobs.post(f"{address}rename/", {**OF_SIZE, "label": " Its  size "}, headers=HTMX)
    page = bobs.get(address).text
    assert texts(page, ".fact h2")[0] == "Its size"
    assertContains(bobs.get(address), "Computed as “The model has … parameters”")
    bobs.post(f"{address}rename/", {**OF_SIZE, "label": ""})
    assert texts(bobs.get(address).text, ".fact h2")[0] == SIZE_TITLE


def test_facts_are_merged_and_split(bobs, told, address):
    part = bobs.post(f"{address}merge/?show=all", {**OF_SIZE, "into": TOKENS}, headers=HTMX).text
    assert LexborHTMLParser(part).css_first("body").child.id == "facts"
    assert texts(part, ".fact h2") == [TOKENS_TITLE, "What “STA” stands for"]
    assert texts(part, "#facts-summary")[0].startswith("On two topics the values differ: two to look at.")
    assert texts(part, ".part") == ["Holds “The model has … parameters” split it off"]
    assert sorted(texts(part, f"#{anchor(('quantity', TOKENS))} .value")) == ["30B", "31B", "7T", "9T"]
    assertRedirects(
        bobs.post(f"{address}merge/?show=all", {**OF_SIZE, "into": ""}),
        f"{address}?show=all#{AT_SIZE}",
    )
    assert len(texts(bobs.get(address).text, ".fact h2")) == 3


def struck(comparison) -> list[tuple]:
    return list(comparison.struck_values.values_list("text", "why", "created_by__name", "restored_by__name"))


def test_one_value_is_struck_out_and_put_back(bobs, told, address, alice):
    where = f"{address}strike/?show=all"
    answer = bobs.post(where, {**OF_SIZE, "value": "31000000000", "why": " A slip. "})
    assertRedirects(answer, f"{address}?show=all#{AT_SIZE}")
    page = bobs.get(f"{address}?show=all").text
    assert texts(page, f"#{AT_SIZE} .value") == ["30B", "31B"]
    assert texts(page, f"#{AT_SIZE} s") == ["31B"]
    assert texts(page, f"#{AT_SIZE} .struck p") == [
        "31B",
        "Wren",
        "Struck out by Bob. It no longer counts and is not published.",
        "A slip.",
    ]
    assert texts(page, f"#{AT_SIZE} .notes") == ["given alike"]
    assert texts(page, "nav [aria-current]") == ["Facts 2 to look at"]
    assert AT_SIZE not in [fact.id for fact in LexborHTMLParser(bobs.get(address).text).css(".fact")]
    bobs.force_login(alice)
    assertRedirects(bobs.post(f"{address}restore/", {**OF_SIZE, "value": "31000000000"}), f"{address}#{AT_SIZE}")
    page = bobs.get(address).text
    assert (texts(page, f"#{AT_SIZE} .value"), texts(page, f"#{AT_SIZE} s")) == (["30B", "31B"], [])
    bobs.post(f"{address}strike/", {**OF_SIZE, "value": "31000000000"})
    assert struck(told) == [("31B", "A slip.", "Bob", "Alice"), ("31B", "", "Alice", None)]


def test_to_htmx_a_struck_fact_alone_with_the_filters_anew(bobs, told, address):
    part = bobs.post(f"{address}strike/", {**OF_SIZE, "value": "31000000000"}, headers=HTMX).text
    assert [fact.id for fact in LexborHTMLParser(part).css(".fact")] == [AT_SIZE]
    assert texts(part, "#facts-toggles [aria-label='Which facts'] li") == [
        "diverging 2",
        "all 3",
        "confirmed 0",
        "dismissed 0",
    ]


def test_a_value_that_is_not_there_is_struck_by_nobody(bobs, told, address):
    for place, words in (("strike", "This value is not here any more."), ("restore", "This value is back already.")):
        answer = bobs.post(f"{address}{place}/", {**OF_SIZE, "value": "32"}, headers=HTMX)
        assert answer.status_code == 422
        assert texts(answer.text, f"#{AT_SIZE} .errorlist") == [words]
    assert struck(told) == []


def test_a_name_or_a_decision_that_is_none_is_refused_in_words(bobs, told, address):
    answer = bobs.post(f"{address}review/", {**STA, "decision": "maybe"})
    assert answer.status_code == 422
    assert texts(answer.text, f"#{AT_STA} .errorlist") == ["Confirm the fact, dismiss it, or leave it open."]
    part = bobs.post(f"{address}merge/", {**STA, "into": "sta"}, headers=HTMX)
    assert part.status_code == 422
    assert texts(part.text, ".errorlist") == ["A fact cannot be merged into itself."]
    assert decided(told) == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("review/", {"kind": "name", "topic": "sta", "decision": "confirmed"}),
        ("review/", {"decision": "confirmed"}),
        ("rename/", {"kind": "acronym", "topic": "stapler", "label": "x"}),
        ("merge/", {**OF_SIZE, "into": "sta"}),
        ("merge/", {**OF_SIZE, "into": "x" * 20}),
        ("strike/", {"kind": "quantity", "topic": "sta", "value": "31000000000"}),
        ("restore/", {"kind": "acronym", "topic": "stapler", "value": "31000000000"}),
    ],
)
def test_a_fact_that_is_none_is_not_found(bobs, told, address, place, said):
    assert bobs.post(address + place, said).status_code == 404
    assert decided(told) == []


def test_decisions_survive_another_transcript(bobs, told, address, bob):
    review_fact(comparison=told, by=bob, **STA, decision="confirmed", why="Read it.")
    relabel_fact(comparison=told, by=bob, **OF_SIZE, label="Its size")
    make_transcript(
        told, "Dove", ("Is it safe?", "It rests on Slow Tunnel Attention (STA). The model has 29B parameters.")
    )
    page = bobs.get(address).text
    assert texts(page, f"#{AT_STA} .decided, #{AT_STA} .why") == ["Confirmed by Bob", "Read it."]
    assert "Slow Tunnel Attention" in texts(page, f"#{AT_STA} .value")
    assert texts(page, ".fact h2")[0] == "Its size"


# What it costs


@pytest.fixture(params=[1, 3])
def facts(request, comparison) -> int:
    """How many facts there are: two respondents part on each."""
    size, tokens = "The model has 3{}B parameters.", "The model was trained on {}T tokens."
    stands = "It rests on {} Tree Attention (STA)."
    sentences = (stands, size, tokens)[: request.param]
    for at, name in enumerate(("Sparse", "Shared"), start=1):
        said = " ".join(each.format(name if each is stands else at) for each in sentences)
        make_transcript(comparison, name, ("Is it safe?", said))
    return request.param


def test_the_queries_do_not_grow_with_the_facts(bobs, comparison, address, bob, facts, django_assert_num_queries):
    for topic in (STA, OF_SIZE, {"kind": "quantity", "topic": TOKENS})[:facts]:
        review_fact(comparison=comparison, by=bob, **topic, decision="confirmed")
    assert len(texts(bobs.get(address).text, ".fact")) == facts
    with django_assert_num_queries(5):
        bobs.get(address)


def test_a_decision_costs_the_same_whatever_the_number_of_facts(
    bobs, comparison, address, facts, django_assert_num_queries, django_assert_max_num_queries
):
    bobs.get(address)
    for decision in ("confirmed", "open"):
        with django_assert_max_num_queries(13):
            answer = bobs.post(f"{address}review/", {**STA, "decision": decision}, headers=HTMX)
    assert texts(answer.text, ".fact h2") == ["What “STA” stands for"]


def test_an_unchanged_page_is_not_sent_again(bobs, told, address, bob):
    etag = bobs.get(address).headers["ETag"]
    assert bobs.get(address, headers={"If-None-Match": etag}).status_code == 304
    review_fact(comparison=told, by=bob, **STA, decision="confirmed")
    assert bobs.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_review_names_its_fact_once(told, bob):
    review_fact(comparison=told, by=bob, **STA, decision="confirmed")
    relabel_fact(comparison=told, by=bob, **STA, label="x")
    assert FactReview.objects.count() == 1


def test_a_decision_over_another_that_nobody_saw_is_refused_and_what_was_written_stays(bobs, alice, told, address):
    page = bobs.get(address).text
    tree = LexborHTMLParser(page)
    fact = {
        name: tree.css_first(f"#{AT_STA} .decide [name={name}]").attributes["value"]
        for name in ("kind", "topic", "seen")
    }
    review_fact(
        comparison=told, by=alice, kind=fact["kind"], topic=fact["topic"], decision="dismissed", why="One and the same."
    )
    answer = bobs.post(f"{address}review/", {**fact, "decision": "confirmed"})
    assert answer.status_code == 422
    assert texts(answer.text, f"#{AT_STA} .errorlist") == [
        "This was changed after you opened it, so nothing was saved."
    ]
    assert texts(answer.text, f"#{AT_STA} .decided") == ["Dismissed by Alice"]
    why = LexborHTMLParser(answer.text)
    seen = why.css_first(f"#{AT_STA} .decide [name=seen]").attributes["value"]
    review_fact(comparison=told, by=alice, kind=fact["kind"], topic=fact["topic"], decision="dismissed", why="Still.")
    answer = bobs.post(f"{address}review/", {**fact, "seen": seen, "decision": "dismissed", "why": "Mine."})
    assert (answer.status_code, texts(answer.text, f"#{AT_STA} textarea")) == (422, ["Mine."])
    assert told.fact_reviews.get().why == "Still."
    again = LexborHTMLParser(answer.text).css_first(f"#{AT_STA} .decide [name=seen]").attributes["value"]
    assert bobs.post(f"{address}review/", {**fact, "seen": again, "decision": "confirmed"}).status_code == 302
    assert told.fact_reviews.get().decision == "confirmed"
