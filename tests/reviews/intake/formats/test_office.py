"""The files of an office document, and the flow of tags and texts that is written from it."""

import pytest

from reviews.intake.bytes.html_tokens import HtmlToken
from reviews.intake.document import IntakeError
from reviews.intake.formats.office import Flow, Package, ordered_styles
from tests.reviews.intake.formats.office_documents import packed


def written(flow: Flow) -> str:
    return "".join(f"<{name}{text}>" if name else text for name, text in flow.written())


def test_a_part_that_is_not_there_is_empty_and_sentences_name_those_that_are():
    package = Package(packed({"a.xml": "<a/>"}), "tea.docx")
    assert (package.read("a.xml"), package.read("b.xml"), package.place("a.xml")) == (b"<a/>", b"", "tea.docx (a.xml)")


def test_a_document_that_is_too_large(monkeypatch):
    monkeypatch.setattr("reviews.intake.formats.office.MAX_BYTES", 10)
    with pytest.raises(
        IntakeError, match=r"^tea\.docx is too large: [\d,]+ bytes, where at most 10 are read\. Take out"
    ):
        Package(packed({"a.xml": "<a/>"}), "tea.docx")


def test_a_part_that_is_too_large(monkeypatch):
    package = Package(packed({"a.xml": "<a/>" * 10}), "tea.docx")
    monkeypatch.setattr("reviews.intake.formats.office.MAX_BYTES", 10)
    with pytest.raises(IntakeError, match=r"^tea\.docx is too large: “a\.xml” in it has more than 10 bytes\.$"):
        package.read("a.xml")


def test_runs_of_one_look_are_joined_and_nothing_stays_open():
    flow = Flow("tea")
    flow.begin("p")
    flow.say("a", ("b",))
    flow.say("b", ("b",))
    flow.say("c", ("b", "i"), 'https://example.org/"')
    assert written(flow) == '<p><b>ab</b><a href="https://example.org/&quot;"><b><i>c</i></b></a></p>'


def test_an_item_of_another_list_or_number_begins_a_list():
    flow = Flow("tea")
    for level, number in ((0, 1), (0, 2), (0, 7), (1, 0), (0, 0)):
        flow.begin_item(level, number=number)
        flow.say("x")
    assert written(flow) == (
        '<ol start="1"><li>x</li><li>x</li></ol><ol start="7"><li>x</li><ul><li>x</li></ul></ol><ul><li>x</li></ul>'
    )


def test_lists_inside_a_cell_end_there_and_those_around_the_table_are_over():
    flow = Flow("tea")
    flow.begin_item(0)
    flow.say("x")
    flow.begin_table()
    flow.begin_row()
    flow.begin_cell(columns=999, rows=2)
    flow.begin_item(0)
    flow.say("y")
    flow.end_cell()
    flow.end_table()
    assert written(flow) == (
        '<ul><li>x</li></ul><table><tr><td colspan="60" rowspan="2"><ul><li>y</li></ul></td></table>'
    )


def test_characters_that_no_text_holds_are_replaced():
    flow = Flow("tea")
    flow.say("a\ufffeb")
    assert flow.written() == [HtmlToken("", "a\ufffdb")]


def test_the_bounds_of_what_is_read(monkeypatch):
    flow = Flow("tea.docx")
    monkeypatch.setattr("reviews.intake.formats.office.MOST_TOKENS", 1)
    flow.begin("p")
    with pytest.raises(IntakeError, match=r"^tea\.docx has more than 1 paragraphs, cells and styled words: give it in"):
        flow.say("tea")
    monkeypatch.setattr("reviews.intake.formats.office.MOST_CHARACTERS", 5)
    with pytest.raises(IntakeError, match=r"^tea\.docx has more than 5 characters: give it in parts\.$"):
        flow.say("six of them")


def test_the_tags_of_a_look_nest_in_one_order():
    assert ordered_styles({"sup", "i", "b", "other"}) == ("b", "i", "sup")
