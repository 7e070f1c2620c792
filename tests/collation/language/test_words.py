from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from collation.language import words
from reviews.characters import masked, unmasked


def test_forms_of_a_word_meet():
    assert words.stem("works") == words.stem("worked") == words.stem("working")
    assert words.stem("vulnerabilities") == words.stem("vulnerability")
    assert words.stem("class") == "class"


def test_words_that_mean_the_same_are_one_term():
    assert words.terms("Is the code it creates safe?") == {"code", "produce", "safe"}
    assert words.terms("Security of the generated patches") == {"code", "produce", "safe"}
    assert words.terms("Novelty") == words.terms("Is it original?") == {"novel"}
    assert words.terms("Any risks?") == {"risk"}
    assert words.terms("Does it work?") == words.terms("How well does the model perform?") == {"work"}


def test_a_prompt_is_cut_where_another_question_begins():
    assert words.clauses("Does it work, and is it safe?") == ("Does it work", "is it safe")
    assert words.clauses("Given the text: does it work? Is it safe?") == (
        "Given the text",
        "does it work",
        "Is it safe",
    )
    assert words.clauses("And the code that it writes, is that safe?") == ("And the code that it writes, is that safe",)


def test_sentences_end_at_stops_lines_and_cells_but_not_at_abbreviations():
    text = "It works, e.g. on maps. Really!\nNext line\tand a cell. Is it?Yes"
    assert [text[start:end] for start, end in words.sentences(text, 0, len(text))] == [
        "It works, e.g. on maps.",
        "Really!",
        "Next line",
        "and a cell.",
        "Is it?",
        "Yes",
    ]


def test_a_run_of_stops_ends_one_sentence_however_long_it_is():
    """Tried from each of its signs, half a million of them would take hours."""
    run = "?!" * 250_000
    for text in (f"Safe{run}", f"Safe{run}x", f"Safe.{')' * 500_000}x"):
        assert words.sentences(text, 0, len(text)) == ((0, len(text)),)
    text = f"Safe{run} Yes."
    assert words.sentences(text, 0, len(text)) == ((0, len(text) - 5), (len(text) - 4, len(text)))


def test_a_gap_parts_no_clauses_however_long_it_is():
    gap = " " * 500_000
    assert words.clauses(f"Does it{gap}work{gap}and is it safe{gap}") == ("Does it work", "is it safe")


@given(st.text(max_size=300))
def test_sentences_are_in_order_trimmed_and_leave_out_white_space_alone(text):
    spans = words.sentences(text, 0, len(text))
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_plain_keeps_every_offset(text):
    assert len(words.plain(text)) == len(text)


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text):
    assert words.normalise(words.normalise(text)) == words.normalise(text)


def test_marks_of_citations_are_no_words():
    said = "It is safe【8†source】 citeturn0search1turn2view3 and [1] fast."
    assert words.normalise(said) == "it is safe and fast"
    assert words.normalise("The turn of 8 sources in [x]") == "the turn of 8 sources in x"


def test_a_sentence_ends_before_a_masked_mark_of_a_citation():
    said = masked("It is limited.Oxford Academic+1 More【1】 follows【2】. So on.", [(14, 31), (36, 39), (47, 50)])
    assert [unmasked(said[slice(*span)]) for span in words.sentences(said, 0, len(said))] == [
        "It is limited.",
        "More follows.",
        "So on.",
    ]
