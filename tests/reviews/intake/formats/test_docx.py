"""Documents of Word: their words, headings, lists, tables, styles, links and notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import IntakeError, is_partition, turns
from reviews.intake.parse import alone, conversations, parse
from tests.reviews.intake.formats.office_documents import STYLES, W, docx, p, packed, r

LEFT_OUT = "Words that were deleted with tracked changes are left out."
HIDDEN = "Hidden words are left out."


def text(body: str, **given) -> str:
    parsed = parse(docx(body, **given), respondent="Claude", kind="model")
    assert is_partition(parsed)
    return parsed.text


def warnings(body: str) -> tuple[str, ...]:
    return parse(docx(body), respondent="Claude", kind="model").warnings


def test_headings_come_by_their_style_in_any_language_and_by_what_it_is_based_on():
    body = p(r("Tea", "<w:b/>"), style="Titel") + p(r("Safe?"), style="berschrift2") + p(r("So?"), style="Mine")
    outlined = '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr>' + r("By hand") + "</w:p>"
    assert text(body + outlined + p(r("Yes."))) == "# Tea\n\n## Safe?\n\n## So?\n\n### By hand\n\nYes."


def test_runs_of_one_look_are_one_run():
    body = p(r("It is "), r("ve", "<w:b/>"), r("ry", "<w:b/>"), r(" "), r("safe", "<w:i/>"), r("."))
    assert text(body) == "It is **very** *safe*."
    strong = '<w:rStyle w:val="Strong"/>'
    assert text(p(r("so "), r("a", strong), r(" b", strong + '<w:b w:val="0"/>'))) == "so **a** b"


def test_powers_and_indices_are_no_plain_digits():
    body = p(
        r("10"), r("24", '<w:vertAlign w:val="superscript"/>'), r(" H"), r("2", '<w:vertAlign w:val="subscript"/>')
    )
    assert text(body) == "10²⁴ H₂"


def test_signs_of_markdown_are_words():
    assert text(p(r("# no * heading, 3 &lt; 4"))) == r"\# no * heading, 3 < 4"


def test_lists_keep_their_levels_and_numbers_across_other_paragraphs():
    body = (
        p(r("one"), item=(1, 0)) + p(r("two"), item=(1, 1)) + p(r("three"), item=(2, 0)) + p(r("between"))
        + p(item=(2, 0)) + p(r("five"), item=(2, 0)) + p(r("no item"), item=(0, 0))
    )  # fmt: skip
    assert text(body) == "- one\n    - two\n\n3. three\n\nbetween\n\n5. five\n\nno item"


def test_tables():
    cell = "<w:tc>{}</w:tc>".format
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p(r("c")) + p(r("d"), item=(1, 0)) + "</w:tc>"
    body = f"<w:tbl><w:tr>{cell(p(r('a')))}{cell(p(r('b|')))}</w:tr><w:tr>{wide}</w:tr></w:tbl>"
    first, rule, last = text(body + p(r("after"))).removesuffix("\n\nafter").split("\n")
    assert (first, rule) == ("| a | b\\| |", "| --- | --- |")
    assert last.startswith("| c d |")


def test_listings_and_quotations():
    body = p(r("x = 1"), style="SourceCode") + p(style="SourceCode") + p(r("  y"), style="SourceCode")
    assert text(body + p(r("said"), style="Quote") + p(r("end"))) == "```\nx = 1\n\n  y\n```\n\n> said\n\nend"


def test_links_and_fields():
    link = '<Relationship Id="rIdL" Type="x/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = '<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>'
    body = p(
        r("See "), '<w:hyperlink r:id="rIdL">', r("here"), "</w:hyperlink>", r(" and "), field("begin"), code,
        field("separate"), r("there"), field("end"), r("."),
    )  # fmt: skip
    assert text(body, links=link) == "See [here](https://example.org/a) and [there](https://example.org/b)."


def test_a_link_that_runs_a_script_is_words():
    link = '<Relationship Id="rIdL" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>'
    assert text(p('<w:hyperlink r:id="rIdL">', r("here"), "</w:hyperlink>"), links=link) == "here"


def test_deleted_and_hidden_words_are_no_text_and_that_is_said():
    deleted = "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('gone ')}</w:moveFrom>"
    body = p(r("It is "), deleted, moved, f"<w:ins>{r('quite ')}</w:ins>", r("safe."), r("secret", "<w:vanish/>"))
    assert text(body) == "It is quite safe."
    assert warnings(body)[-2:] == (LEFT_OUT, HIDDEN)


def test_notes_stand_below_the_text_and_only_if_they_are_referred_to():
    notes = "".join(
        f'<w:footnote w:id="{id}">{p(r(words))}</w:footnote>'
        for id, words in ((0, "a rule"), (1, "unused"), (2, "Why."))
    )
    assert text(p(r("Safe."), '<w:r><w:footnoteReference w:id="2"/></w:r>'), notes=notes) == "Safe.[1]\n\n[1] Why."


def test_formulas_come_as_tex():
    script = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>24</m:t></m:r></m:sup></m:sSup>"
    assert text(p(r("It is "), f"<m:oMath>{script}</m:oMath>", r("."))) == "It is ${10}^{24}$."


def test_pictures_text_boxes_and_strange_signs():
    box = f"<mc:AlternateContent><mc:Choice>{p(r('boxed'))}</mc:Choice><mc:Fallback>{p(r('boxed'))}</mc:Fallback></mc:AlternateContent>"
    assert text(p(r("before"), f"<w:r>{box}</w:r>", r("after"))) == "before\n\nboxed\n\nafter"
    picture = '<w:r><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:r>'
    assert text(p(r("See "), picture)) == "See [image]"
    assert text(p(r("a"), '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:noBreakHyphen/><w:tab/></w:r>', r("b"))) == (
        "a\ufffd\u2011 b"
    )


def test_a_chat_in_word_is_read_as_turns():
    parsed = parse(docx(p(r("You said:")) + p(r("Is it safe?")) + p(r("Claude said:")) + p(r("Yes."), style="Mine")))
    assert (parsed.format, parsed.markup, parsed.voices[0].name) == ("docx", "markdown", "Claude")
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [("Is it safe?", "## Yes.")]


def test_the_strict_variant_and_a_document_of_another_name():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/tea.xml"/>'
        "</Relationships>"
    )
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    content = f"<w:document {strict}><w:body>{p(r('Tea is old.'))}</w:body></w:document>"
    data = packed({"[Content_Types].xml": "<Types/>", "_rels/.rels": relations, "word/tea.xml": content})
    assert parse(data, respondent="Claude").text == "Tea is old."


def test_it_is_no_export_and_keeps_its_bytes():
    data = docx(p(r("Tea is old.")))
    assert conversations(data) == ()
    assert alone(data) == data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (docx("<w:p>"), "tea.docx (word/document.xml) is no XML that can be read: line 1, character 317."),
        (docx(p()), "tea.docx holds no words."),
        (
            packed({"[Content_Types].xml": "<Types/>", "word/other.xml": ""}),
            "tea.docx is no whole Word document: “word/document.xml” is not in it.",
        ),
        (docx(p(r("a")))[:-40], "tea.docx is no whole ZIP archive: it cannot be unpacked."),
        (
            docx(p(r("a")), files={"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "tea.docx (word/styles.xml) has a document type, which is not read.",
        ),
        (
            docx("<w:sdt>" * 260 + "</w:sdt>" * 260),
            "tea.docx (word/document.xml) is nested deeper than 250 levels.",
        ),
        (
            docx(p(r(" " * 5_000_000))),
            "tea.docx is refused: “word/document.xml” in it would unpack to 5,000,415 bytes.",
        ),
        (
            docx(p(r("a")), files={"../tea.xml": ""}),
            "tea.docx is refused: “../tea.xml” in it would lead out of its folder.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(data, sentence):
    with pytest.raises(IntakeError) as refused:
        parse(data, name="tea.docx")
    assert str(refused.value) == sentence


PARTS = [
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>tea</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
    "<w:pPr>", "</w:pPr>", "<w:rPr>", "</w:rPr>", "<w:b/>", '<w:numId w:val="2"/>', '<w:ilvl w:val="-1"/>', "<w:del>",
    "</w:del>", "<m:oMath>", "</m:oMath>", "<m:d>", "</m:d>", "<m:e>", "</m:e>", '<w:fldChar w:fldCharType="separate"/>',
    '<w:gridSpan w:val="99999999999"/>', "<w:footnoteReference/>", '<w:pStyle w:val="A"/>', "<w:hyperlink>",
    "</w:hyperlink>", "<w:br/>", "<w:sym/>", '<w:outlineLvl w:val="x"/>',
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_any_body_is_read_or_refused(body):
    try:
        parsed = parse(docx(body, files={"word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>"}), name="tea.docx")
    except IntakeError as refused:
        assert str(refused).startswith("tea.docx ")
    else:
        assert is_partition(parsed)
