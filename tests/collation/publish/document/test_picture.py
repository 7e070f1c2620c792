"""The matrix as SVG: well-formed, inside its frame, verdicts as shapes and words."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.publish.document.picture import LEAST_HEIGHT, MOST_ROWS, WIDTH, broad, card, picture, shape, wrapped
from tests.factories import make_transcript

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_every_verdict_is_a_shape_and_a_word(drafted, bert):
    svg = picture(drafted(title="Owls & <kites>"), sha256="")
    told = words(svg)
    assert told[0] == "Owls & <kites>"
    assert [word for word in told if word in ("yes", "no")] == ["yes", "yes", "no", "yes", "no", "no"]
    assert {"Ada", "Bert", "1.00", "Divergence"} <= set(told)
    assert svg.count('<circle cx="') == 3, "yes"
    assert "Not published yet" in told[-1]


def test_it_loads_nothing_and_has_the_size_of_a_card(drafted, bert):
    svg = picture(drafted(), sha256="")
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(LEAST_HEIGHT))
    assert "href" not in svg
    assert "url(" not in svg


def test_many_rows_make_it_higher_and_the_rest_is_counted(drafted, bert, comparison):
    document = drafted()
    document["rows"] *= MOST_ROWS
    root = ElementTree.fromstring(picture(document, sha256=""))
    assert int(root.get("height")) > MOST_ROWS * 74
    assert "80 more questions" in words(ElementTree.tostring(root, encoding="unicode"))[-1]


def test_a_card_has_one_size_and_as_many_rows_as_fit(drafted, bert):
    document = drafted(title="Owls " * 60, finding="They part. " * 60)
    document["rows"] *= 4
    root = ElementTree.fromstring(card(document, sha256=""))
    assert root.get("viewBox") == f"0 0 {WIDTH} {LEAST_HEIGHT}"
    told = words(ElementTree.tostring(root, encoding="unicode"))
    shown = sum(line.startswith("Is it safe") for line in told)
    assert told[-2].startswith("9 more questions · ") or told[-1].startswith("9 more questions · ")
    assert max(float(text.get("y")) for text in root.iter(f"{SVG}text")) < LEAST_HEIGHT
    assert shown >= 1
    assert "more question" not in words(card(drafted(), sha256=""))[-1], "three fit"


def test_long_and_hostile_words_stay_in_their_frame(drafted, comparison):
    make_transcript(comparison, "W" * 90, ("Is it safe?", "It is safe."))
    make_transcript(comparison, "</text><script>", ("Is it safe?", "It is safe."))
    svg = picture(drafted(title="x" * 300, finding="\u202e" + "y " * 400), sha256="")
    root = ElementTree.fromstring(svg)
    assert list(root.iter(f"{SVG}script")) == []
    for text in root.iter(f"{SVG}text"):
        assert broad(text.text, float(text.get("font-size"))) <= WIDTH


@given(st.text(max_size=80), st.floats(60, 500), st.integers(1, 3))
def test_lines_are_few_and_fit(text: str, room: float, most: int):
    lines = wrapped(text, room, 18, most)
    assert len(lines) <= most
    assert all(broad(line, 18) <= room for line in lines)


@pytest.mark.parametrize(
    "value", ["yes", "qualified", "unclear", "no", "silent", "refused", "not_asked", "split", "unread"]
)
def test_every_value_of_the_scale_has_a_shape(value: str):
    ElementTree.fromstring(f"<g>{shape(value, 10, 10, '#000')}</g>")
    assert shape(value, 10, 10, "#000")


def test_a_rating_is_its_number():
    assert shape("7", 10, 10, "#000") == ""
