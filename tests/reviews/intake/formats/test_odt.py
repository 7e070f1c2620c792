"""Documents of LibreOffice: their words, headings, lists, tables, styles, links and notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import IntakeError, is_partition, turns
from reviews.intake.parse import parse
from tests.reviews.intake.formats.office_documents import ODT_TYPE, odt, packed

LEFT_OUT = "Words that were deleted with tracked changes are left out."


def text(body: str) -> str:
    parsed = parse(odt(body), respondent="Claude", kind="model")
    assert is_partition(parsed)
    return parsed.text


def p(inner: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def span(words: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def test_headings_styles_and_spaces():
    body = '<text:h text:outline-level="2">Is\n it safe?</text:h>' + p(
        f'Yes,<text:s text:c="2"/>{span("very", "T1")}<text:tab/>{span("safe", "T2")}.'
    )
    assert text(p("Tea", "Title") + body) == "# Tea\n\n## Is it safe?\n\nYes, **very** *safe*."


def test_powers_are_no_plain_digits():
    assert text(p(f"10{span('24', 'T3')}")) == "10²⁴"


def test_lists_keep_their_levels_numbers_and_further_paragraphs():
    inner = f"<text:list><text:list-item>{p('first')}</text:list-item><text:list-item>{p('second')}{p('more')}</text:list-item></text:list>"
    first = f'<text:list text:style-name="L1"><text:list-item>{p("one")}{inner}</text:list-item></text:list>'
    numbered = '<text:list text:style-name="L2"{}><text:list-item>{}</text:list-item></text:list>'.format
    assert text(first + numbered("", p("a")) + p("between") + numbered(' text:continue-numbering="true"', p("b"))) == (
        "- one\n    1. first\n    2. second\n\n        more\n\n1. a\n\nbetween\n\n2. b"
    )


def test_tables_leave_out_what_a_cell_covers():
    cell = "<table:table-cell>{}</table:table-cell>".format
    wide = f'<table:table-cell table:number-columns-spanned="2">{p("c")}</table:table-cell><table:covered-table-cell/>'
    row = "<table:table-row>{}</table:table-row>".format
    first, rule, last = text(f"<table:table>{row(cell(p('a')) + cell(p('b')))}{row(wide)}</table:table>").split("\n")
    assert (first, rule) == ("| a | b |", "| --- | --- |")
    assert last.startswith("| c |")


def test_listings_quotations_pictures_and_a_circle_of_styles():
    body = p("x = 1", "P1") + p("", "P1") + p('<text:s text:c="2"/>y', "P1") + p("said", "P2") + p("round", "P3")
    picture = p("<draw:frame><draw:object/><draw:image/></draw:frame>")
    assert text(body + picture) == "```\nx = 1\n\n  y\n```\n\n> said\n\nround\n\n[image]"


def test_notes_stand_below_the_text_and_links_stay():
    note = (
        f"<text:note><text:note-citation>7</text:note-citation><text:note-body>{p('Why.')}</text:note-body></text:note>"
    )
    link = '<text:a xlink:href="https://example.org/a">here</text:a>'
    assert text(p(f"Safe{note}, see {link}.") + p("End.")) == (
        "Safe[1], see [here](https://example.org/a).\n\nEnd.\n\n[1] Why."
    )
    assert text(p('<text:a xlink:href="javascript:alert(1)">here</text:a>')) == "here"


def test_deleted_and_hidden_words_are_no_text_and_that_is_said():
    deleted = f"<text:tracked-changes><text:changed-region><text:deletion>{p('not')}</text:deletion></text:changed-region></text:tracked-changes>"
    body = deleted + p(f"Safe.{span('secret', 'T4')}") + f'<text:section text:display="none">{p("gone")}</text:section>'
    parsed = parse(odt(body + "<office:annotation>aside</office:annotation>"), respondent="Claude", kind="model")
    assert (parsed.text, parsed.warnings[-2:]) == ("Safe.", (LEFT_OUT, "Hidden words are left out."))


def test_a_chat_is_read_as_turns():
    parsed = parse(odt(p("You said:") + p("Is it safe?") + p("Claude said:") + p("Yes.")))
    assert (parsed.format, parsed.markup, parsed.voices[0].name) == ("odt", "markdown", "Claude")
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [("Is it safe?", "Yes.")]


MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/>'
    "</m:file-entry></m:manifest>"
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            odt(p("a"), files={"META-INF/manifest.xml": MANIFEST, "content.xml": b"\x00\xff"}),
            "tea.odt is encrypted: it opens with a password only. Save it without one, or copy the text and paste it.",
        ),
        (packed({"mimetype": ODT_TYPE}), "tea.odt is no whole OpenDocument text: “content.xml” is not in it."),
        (
            packed({"mimetype": ODT_TYPE, "content.xml": "<a>\n<b>"}),
            "tea.odt (content.xml) is no XML that can be read: line 2, character 4.",
        ),
        (
            packed({"mimetype": ODT_TYPE, "content.xml": "<!DOCTYPE a><a/>"}),
            "tea.odt (content.xml) has a document type, which is not read.",
        ),
        (odt(""), "tea.odt holds no words."),
        (odt(p("a"))[:-30], "tea.odt is no whole ZIP archive: it cannot be unpacked."),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(data, sentence):
    with pytest.raises(IntakeError) as refused:
        parse(data, name="tea.odt")
    assert str(refused.value) == sentence


PARTS = [
    "<text:p>", "</text:p>", "<text:h>", "</text:h>", "tea", "<text:list>", "</text:list>", "<text:list-item>",
    "</text:list-item>", "<text:span>", "</text:span>", "<text:note>", "</text:note>", "<table:table>", "</table:table>",
    "<table:table-row>", "</table:table-row>", "<table:table-cell>", "</table:table-cell>", "<text:s text:c='99999999'/>",
    "<text:a>", "</text:a>", "<draw:image/>", "<text:line-break/>", "<office:text>", "</office:text>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_any_body_is_read_or_refused(body):
    try:
        parsed = parse(odt(body), name="tea.odt")
    except IntakeError as refused:
        assert str(refused).startswith("tea.odt ")
    else:
        assert is_partition(parsed)
