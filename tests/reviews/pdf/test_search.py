"""Words in the paper's own text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.pdf.search import MOST_EXCERPTS, read_pages

TEXT = "Owls see at night.\n\nBarn owls, that\nis: OWLS."


def words(parts) -> str:
    return "".join(f"[{part.words}]" if part.found else part.words for part in parts)


def test_what_is_sought_is_told_apart_on_every_page():
    first, second = read_pages([(1, TEXT), (4, "Kites.")], "owls")
    assert [words(one) for one in first.paragraphs] == ["[Owls] see at night.", "Barn [owls], that\nis: [OWLS]."]
    assert [words(one) for one in first.excerpts] == [
        "[Owls] see at night.",
        "Barn [owls], that\nis: OWLS.",
        "Barn owls, that\nis: [OWLS].",
    ]
    assert (first.number, first.hits, second.number, second.hits, second.excerpts) == (1, 3, 4, 0, ())


def test_words_are_found_however_white_space_parts_them():
    assert read_pages([(1, TEXT)], " THAT   is: ")[0].hits == 1
    assert read_pages([(1, TEXT)], "night. Barn")[0].hits == 0, "a paragraph ends between them"


@pytest.mark.parametrize("sought", ["", " ", "o", " . "])
def test_too_little_finds_nothing(sought):
    assert read_pages([(1, TEXT)], sought)[0].hits == 0


@pytest.mark.parametrize("sought", [".*", "(owl", "[a-z]+", "\\"])
def test_what_is_sought_is_no_pattern(sought):
    assert read_pages([(1, "Owls")], sought)[0].hits == 0
    assert read_pages([(1, f"an {sought}x")], f"{sought}x")[0].hits == 1


def test_an_excerpt_is_cut_at_words_and_says_so():
    (page,) = read_pages([(1, f"{'before ' * 40}owl{' after' * 40}")], "owl")
    assert words(page.excerpts[0]) == f"…{'before ' * 12}[owl]{' after' * 14}…"


def test_a_page_shows_so_many_excerpts_and_counts_all():
    (page,) = read_pages([(1, "owl " * 100)], "owl")
    assert (page.hits, len(page.excerpts)) == (100, MOST_EXCERPTS)


def test_a_page_without_words_has_no_paragraph():
    assert read_pages([(2, "")])[0].paragraphs == ()


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab ", max_size=5))
def test_no_word_is_lost(text, sought):
    (page,) = read_pages([(1, text)], sought)
    shown = "\n\n".join("".join(part.words for part in paragraph) for paragraph in page.paragraphs)
    assert shown.split() == text.split()
    assert sum(part.found for paragraph in page.paragraphs for part in paragraph) == page.hits


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("an e\ufb03cient kite", "efficient"),
        ("an e\ufb00icient kite", "EFFICIENT"),
        ("an ef\ufb01cient kite", "efficient"),
        ("o\ufb04ine", "offline"),
        ("off\u00adli\u200bne", "offline"),
        ("the \ufb01rst\n\ufb02ight", "first flight"),
        ("a {u} and {f}", "{u} and {f}"),
    ],
)
def test_words_are_found_in_whatever_characters_they_are_written(text, sought):
    (page,) = read_pages([(1, text)], sought)
    assert page.hits == 1
    assert "".join(part.words for part in page.paragraphs[0]) == text
