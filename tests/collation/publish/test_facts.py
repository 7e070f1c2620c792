"""What a publication holds of facts and of support."""

import pytest

from collation.assemble.collation import collation_document
from collation.publish.document.markdown import markdown
from collation.publish.document.page import page
from reviews.domain.facts import relabel_fact, review_fact, strike_value
from reviews.domain.marks import place_mark, say_support
from reviews.domain.papers import describe_paper, store_pages
from reviews.domain.transcripts import choose_publishing
from reviews.models import Comparison, Publish, Support
from tests.collation.samples.terms_and_numbers import ABSTRACT, FINCH, KITE, SAYS_SIZE, SAYS_TOKENS, SIZE, WREN
from tests.factories import agree, make_transcript


@pytest.fixture
def told(comparison: Comparison) -> Comparison:
    """Three respondents who part on three topics, one of them confirmed by Bob and one dismissed by Alice."""
    for name, said in (("Kite", KITE), ("Wren", WREN), ("Finch", FINCH)):
        make_transcript(comparison, name, ("Is it safe?", said))
    describe_paper(comparison=comparison, paper={"abstract": ABSTRACT})
    return comparison


@pytest.fixture
def reviewed(told, alice, bob) -> Comparison:
    review_fact(comparison=told, by=bob, kind="acronym", topic="sta", decision="confirmed", why="Read it.")
    review_fact(comparison=told, by=alice, kind="quantity", topic=SIZE, decision="dismissed")
    return told


def test_the_collation_holds_every_fact(reviewed):
    sta, parameters, tokens = collation_document(reviewed)["facts"]
    assert [one["topic"] for one in (sta, parameters, tokens)] == ["STA", SAYS_SIZE, SAYS_TOKENS]
    assert sta["review"] == {"by": "Bob", "decision": "confirmed", "why": "Read it.", "struck": []}
    assert (parameters["review"]["decision"], tokens["review"]) == ("dismissed", None)
    assert (parameters["kind"], parameters["diverges"], parameters["self_contradictions"]) == ("quantity", True, [])
    assert [(one["source"], one["settled_by"]) for one in (sta, parameters, tokens)] == [("rules", None)] * 3
    start = KITE.index("It rests") - len("## ") - 1
    sentence = "It rests on Sparse Tree Attention (STA)."
    assert sta["values"][0] == {
        "value": "Sparse Tree Attention",
        "respondents": ["kite"],
        "quotes": [
            {"respondent": "kite", "response": 0, "start": start, "end": start + len(sentence), "text": sentence}
        ],
        "paper": {
            "status": "found",
            "searched": "abstract",
            "quote": "It rests on Sparse Tree Attention (STA).",
            "page": None,
        },
    }


def test_a_decision_taken_back_is_none(told, bob):
    review_fact(comparison=told, by=bob, kind="acronym", topic="sta", decision="open", why="Not sure.")
    assert [one["review"] for one in collation_document(told)["facts"]] == [None, None, None]


def test_ungrounded_terms_are_in_the_collation_and_not_in_a_publication(told, drafted):
    make_transcript(told, "Dove", ("Is it safe?", "It is aligned with Reliable Text Alignment (RTA)."))
    assert collation_document(told)["ungrounded"] == [
        {
            "respondent": "dove",
            "term": "Reliable Text Alignment",
            "quote": "It is aligned with Reliable Text Alignment (RTA).",
            "searched": "abstract",
        }
    ]
    assert drafted()["ungrounded"] == []


def test_a_publication_holds_what_was_confirmed_alone(reviewed, drafted, bob):
    (sta,) = drafted()["facts"]
    assert sta["topic"] == "STA"
    assert sta["review"] == {"by": "Reviewer 1", "decision": "confirmed", "why": "Read it.", "struck": []}
    agree(reviewed, bob)
    assert drafted()["facts"][0]["review"]["by"] == "Bob"


def test_who_marked_first_is_numbered_before_who_confirmed(reviewed, drafted, alice):
    kite, safe = reviewed.transcripts.get(key="kite"), reviewed.questions.get(key="safe")
    place_mark(question=safe, transcript=kite, by=alice, value="yes")
    assert drafted()["facts"][0]["review"]["by"] == "Reviewer 2"


def test_who_is_not_published_is_not_quoted(reviewed, drafted):
    choose_publishing(transcript=reviewed.transcripts.get(key="wren"), publish=Publish.NOTHING)
    (sta,) = drafted()["facts"]
    assert [value["respondents"] for value in sta["values"]] == [["kite"], ["finch"]]
    assert not sta["diverges"]
    assert "Shared Token" not in str(drafted())
    (shown,) = page(drafted(), sha256="").facts
    assert [(value.text, value.who) for value in shown.values] == [
        ("Sparse Tree Attention", "Kite"),
        ("Not known or not explained", "Finch"),
    ]


def test_what_is_given_alike_is_shown_too_and_said_to_be(comparison, drafted, bob):
    for name in ("Kite", "Wren"):
        make_transcript(comparison, name, ("Is it safe?", "It rests on Sparse Tree Attention (STA)."))
    review_fact(comparison=comparison, by=bob, kind="acronym", topic="sta", decision="confirmed")
    (sta,) = page(drafted(), sha256="").facts
    assert (sta.together, [(value.text, value.who) for value in sta.values]) == (
        "given alike",
        [("Sparse Tree Attention", "Kite and Wren")],
    )
    assert "\n\nGiven alike.\n" in markdown(drafted(), sha256="").partition("## Facts")[2]


def test_the_page_shows_what_was_confirmed(reviewed, drafted, bob):
    relabel_fact(comparison=reviewed, by=bob, kind="acronym", topic="sta", label="S.T.A.")
    (sta,) = page(drafted(), sha256="").facts
    assert (sta.title, sta.notes, sta.reviewed.review.why) == ("What “S.T.A.” stands for", (), "Read it.")
    assert [(value.text, value.who, value.status) for value in sta.values] == [
        ("Sparse Tree Attention", "Kite", "found in the abstract"),
        ("Shared Token Attention", "Wren", "another value in the abstract"),
        ("Not known or not explained", "Finch", ""),
    ]


def test_who_gives_two_values_contradicts_itself_only_once_it_is_confirmed(reviewed, drafted, bob):
    def told_of_size():
        return next(one for one in collation_document(reviewed)["facts"] if one["topic"] == SAYS_SIZE)

    for decision, said in (("open", []), ("dismissed", []), ("confirmed", ["wren"])):
        review_fact(comparison=reviewed, by=bob, kind="quantity", topic=SIZE, decision=decision)
        assert told_of_size()["self_contradictions"] == said
    shown = page(drafted(), sha256="").facts
    assert [one.notes for one in shown if one.title == f"“{SAYS_SIZE}”"] == [("Wren contradicts itself",)]
    assert "Wren contradicts itself." in markdown(drafted(), sha256="")
    review_fact(comparison=reviewed, by=bob, kind="quantity", topic=SIZE, decision="open")
    assert "contradicts itself" not in markdown(drafted(), sha256="")


def test_a_struck_value_is_in_the_document_as_such_and_nowhere_in_a_publication(reviewed, drafted, bob):
    review_fact(comparison=reviewed, by=bob, kind="quantity", topic=SIZE, decision="confirmed")
    strike_value(
        comparison=reviewed, by=bob, kind="quantity", topic=SIZE, value="31000000000", text="31B", why="A slip."
    )
    size = next(one for one in collation_document(reviewed)["facts"] if one["topic"] == SAYS_SIZE)
    assert [value["value"] for value in size["values"]] == ["30B"]
    assert size["review"] == {"by": "Bob", "decision": "confirmed", "why": "", "struck": ["31B"]}
    assert (size["diverges"], size["self_contradictions"]) == (False, [])
    review_fact(comparison=reviewed, by=bob, kind="quantity", topic=SIZE, decision="open")
    size = next(one for one in collation_document(reviewed)["facts"] if one["topic"] == SAYS_SIZE)
    assert size["review"] == {"by": "Bob", "decision": "open", "why": "", "struck": ["31B"]}
    review_fact(comparison=reviewed, by=bob, kind="quantity", topic=SIZE, decision="confirmed")
    published = next(one for one in drafted()["facts"] if one["topic"] == SAYS_SIZE)
    assert [value["value"] for value in published["values"]] == ["30B"]
    assert published["review"]["struck"] == []
    assert "31B" not in str(drafted()["facts"]) and "31B" not in markdown(drafted(), sha256="").partition("## Facts")[2]


def test_markdown_lists_them(reviewed, drafted):
    text = markdown(drafted(), sha256="")
    assert "## Facts\n\n### What “STA” stands for\n\n" in text
    assert (
        "- Sparse Tree Attention: Kite (found in the abstract). “It rests on Sparse Tree Attention (STA).” (Kite)\n"
    ) in text
    assert "Parameters" not in text


def test_without_a_confirmed_one_there_is_no_section(told, drafted):
    assert "## Facts" not in markdown(drafted(), sha256="")
    assert page(drafted(), sha256="").facts == ()


def test_a_persons_word_on_support_is_published(told, drafted, alice):
    kite, safe = told.transcripts.get(key="kite"), told.questions.get(key="safe")
    say_support(question=safe, transcript=kite, by=alice, value="not_found", quote="Nothing on safety.")
    row = next(row for row in drafted()["rows"] if row["question"] == "safe")
    assert [cell["support"] for cell in row["cells"]] == [
        {
            "value": "not_found",
            "by": "Reviewer 1",
            "quote": "Nothing on safety.",
            "at": Support.objects.get().created_at.date().isoformat(),
        },
        None,
        None,
    ]
    cell = page(drafted(), sha256="").rows[1].cells[0]
    assert (cell.support, cell.support_quote, cell.shown.support) == (
        "Not found in the paper",
        "Nothing on safety.",
        "not found in the paper",
    )
    assert "Not found in the paper. Nothing on safety." in markdown(drafted(), sha256="")


def test_the_method_says_what_was_searched(told, reviewed, drafted):
    found = "Facts were found by rules of language, and each that is shown was confirmed by a person."
    searched = "What they give was looked up in the "
    assert (
        f"{found} {searched}abstract of the paper alone: what is not found there may be in the rest of it."
        in page(drafted(), sha256="").method
    )
    store_pages(comparison=told, text="Owl-2.")
    assert f"{found} {searched}full text of the paper." in page(drafted(), sha256="").method
    describe_paper(comparison=told, paper={"abstract": ""})
    store_pages(comparison=told, text="")
    assert found in page(drafted(), sha256="").method


def test_without_facts_the_method_says_nothing_of_them(told, drafted):
    assert not any("Facts" in sentence for sentence in page(drafted(), sha256="").method)
