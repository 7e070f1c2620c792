"""Annotations: words of a response with a label and a note."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews import richtext
from reviews.domain.anchoring import CONTEXT
from reviews.domain.annotations import (
    MOST_CHARS,
    Ambiguous,
    annotate,
    annotation_says,
    delete_annotation,
    edit_annotation,
    found_words,
    restore_annotation,
)
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.selections import solid
from reviews.models import Annotation, Response
from reviews.refusal import Refused
from tests.factories import make_transcript

SAID = "Owls see well.\n\n- They see 👩🏽 at night.\n- They bite.\n\n| Owl | Bite |\n| --- | --- |\n| Tawny | no |"


@pytest.fixture
def response(comparison):
    return make_transcript(comparison, "Ada", ("What?", SAID)).responses.get()


def stored() -> list[tuple[str, str, str]]:
    return [
        (one.quotation, one.label.key if one.label else "", one.note)
        for one in Annotation.objects.current().order_by("pk")
    ]


def test_words_get_a_label_and_a_note_and_keep_what_is_around_them(response, bob):
    made = annotate(response=response, by=bob, quote="see\nwell", label="claim", note=" Says *who*? \r\n")
    made.refresh_from_db()
    assert (made.start, made.end, made.quotation) == (5, 13, "see well")
    assert (made.prefix, made.suffix) == ("Owls ", response.text[13 : 13 + CONTEXT])
    assert (made.note, made.note_html) == ("Says *who*?", "<p>Says <em>who</em>?</p>")
    assert (made.label.key, made.created_by, made.orphaned) == ("claim", bob, False)
    assert [record.history_user for record in made.history.all()] == [bob]


def test_a_place_of_the_browser_decides_between_words_that_are_alike(response, bob):
    at = f"0+{solid(response.text[: response.text.rindex('They')])}"
    made = annotate(response=response, by=bob, quote="They", at=at, label="claim")
    assert made.start == response.text.rindex("They")


def test_words_at_several_places_are_asked_back(response, bob):
    with pytest.raises(Ambiguous) as refused:
        annotate(response=response, by=bob, quote="They", label="claim")
    assert [span.quotation for span in refused.value.spans] == ["They", "They"]
    second = refused.value.spans[1]
    made = annotate(response=response, by=bob, quote="They", place=f"{second.start}-{second.end}", label="claim")
    assert made.start == second.start
    assert stored() == [("They", "claim", "")]


def test_words_at_too_many_places_are_to_be_quoted_with_more(comparison, bob):
    often = make_transcript(comparison, "Bert", ("What?", "- no owl\n" * 60)).responses.get()
    with pytest.raises(Refused, match="at 60 places"):
        annotate(response=often, by=bob, quote="no owl", label="claim")


def test_words_grow_to_whole_words_and_torn_places_do_not_count(response, bob):
    assert annotate(response=response, by=bob, quote="ell", label="claim").quotation == "well"
    assert annotate(response=response, by=bob, quote="👩", label="claim").quotation == "👩🏽"
    assert annotate(response=response, by=bob, quote="bite", label="claim").quotation == "bite"  # not "Bite"


def test_words_run_through_blocks_and_cells(response, bob):
    assert annotate(response=response, by=bob, quote="night. They bite", label="claim").quotation == "night.\nThey bite"
    assert annotate(response=response, by=bob, quote="Bite Tawny no", label="claim").quotation == "Bite\nTawny\tno"


@pytest.mark.parametrize(
    ("given", "words", "field"),
    [
        ({"quote": " "}, "Quote some words", "quote"),
        ({"quote": "penguins"}, "not in the answer", "quote"),
        ({"quote": "see", "at": "0+99"}, "do not stand at that place", "quote"),
        ({"quote": "well", "label": "", "note": " "}, "Choose a label, or write a note", "label"),
        ({"quote": "well", "label": "joke"}, "no such label", "label"),
        ({"quote": "well", "note": "x" * (MOST_CHARS + 1)}, "at most 5,000", "note"),
    ],
)
def test_what_is_refused_stores_nothing(response, bob, comparison, given, words, field):
    before = comparison.revision
    with pytest.raises(Refused, match=words) as refused:
        annotate(response=response, by=bob, **{"label": "claim", **given})
    comparison.refresh_from_db()
    assert (refused.value.field, stored(), comparison.revision) == (field, [], before)
    assert not comparison.labels.exists()


def test_a_replaced_response_takes_no_annotation(response, bob):
    Response.objects.update(superseded_at=timezone.now())
    with pytest.raises(Refused, match="corrected since"):
        annotate(response=response, by=bob, quote="well", label="claim")


def test_a_double_submit_gives_the_first_one_and_others_may_say_the_same(response, alice, bob):
    first = annotate(response=response, by=bob, quote="well", label="claim")
    assert annotate(response=response, by=bob, quote="well", label="claim") == first
    annotate(response=response, by=alice, quote="well", label="claim")
    annotate(response=response, by=bob, quote="well", label="claim", note="And a note.")
    assert len(stored()) == 3


def test_only_its_author_changes_an_annotation(response, alice, bob):
    made = annotate(response=response, by=bob, quote="well", label="claim", note="Hm.")
    seen = token(annotation_says(made))
    with pytest.raises(Refused, match="Only its author"):
        edit_annotation(annotation=made, by=alice, label="hedge", note="")
    with pytest.raises(Refused, match="Only its author"):
        delete_annotation(annotation=made, by=alice)
    edit_annotation(annotation=made, by=bob, label="", note="Yes.", seen=seen)
    assert stored() == [("well", "", "Yes.")]
    assert made.edited_at and made.note_html == "<p>Yes.</p>"
    with pytest.raises(Overtaken):
        edit_annotation(annotation=made, by=bob, label="hedge", note="", seen=seen)
    with pytest.raises(Refused, match="Choose a label"):
        edit_annotation(annotation=made, by=bob, label="", note="")


def test_the_same_again_is_no_edit(response, bob, comparison):
    made = annotate(response=response, by=bob, quote="well", label="claim", note="Hm.")
    comparison.refresh_from_db()
    before = comparison.revision
    edit_annotation(annotation=made, by=bob, label="claim", note="Hm.")
    comparison.refresh_from_db()
    assert (comparison.revision, made.edited_at, made.history.count()) == (before, None, 1)


def test_a_deleted_annotation_can_be_put_back(response, bob):
    made = annotate(response=response, by=bob, quote="well", label="claim", note="Hm.")
    delete_annotation(annotation=made, by=bob)
    delete_annotation(annotation=made, by=bob)
    assert stored() == []
    with pytest.raises(Refused, match="was deleted"):
        edit_annotation(annotation=made, by=bob, label="hedge", note="")
    restore_annotation(annotation=made, by=bob)
    assert stored() == [("well", "claim", "Hm.")]
    assert made.history.count() == 3


def test_the_history_holds_no_note_that_somebody_took_back(response, bob):
    made = annotate(response=response, by=bob, quote="well", label="claim", note="Hm.")
    assert not {"note", "note_html"} & {field.name for field in Annotation.history.model._meta.fields}
    assert made.history.get().quotation == "well"


WORDS = st.sampled_from(
    [
        "Owls",
        "see",
        "𝔬𝔴𝔩",
        "cafe\u0301",
        "👩🏽",
        "这是",
        "`co de`",
        "**bold**",
        "[1]",
        "don’t",
        "see",
        "$x_1$",
        "a&b",
        "x<y",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
BLOCKS = st.one_of(
    LINES,
    LINES.map("- {0}\n  - {0}\n- end".format),
    st.tuples(LINES, LINES).map(lambda pair: f"| {pair[0]} | b |\n|---|---|\n| c | {pair[1]} |"),
    LINES.map("```\n{}\nnext\n```".format),
    LINES.map("> {}".format),
)


@pytest.mark.slow
@given(st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_selected_is_the_quotation(markdown, data):
    """The browser counts UTF-16 in what it shows; what it sends is the place of the same words in code points."""
    rendered = richtext.render(markdown)
    text = rendered.text
    response = Response(text=text, citations=[])
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    selected = text.encode("utf-16-le")[2 * units(text, start) : 2 * units(text, end)].decode("utf-16-le")
    assert selected == text[start:end]
    shown = " ".join(selected.split())
    span = found_words(response, shown, at=f"0+{solid(text[:start])}")
    assert text[span.start : span.end] == span.quotation
    assert "".join(shown.split()) in "".join(span.quotation.split())
    assert span.start <= start + len(selected) - len(selected.lstrip()) and span.end >= start + len(selected.rstrip())


def units(text: str, offset: int) -> int:
    """The offset as a browser counts it."""
    return len(text[:offset].encode("utf-16-le")) // 2
