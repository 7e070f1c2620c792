"""What a Word document states about its styles and lists."""

from collections.abc import Iterator

import pytest

from reviews.intake.bytes.xml_events import XmlEvent, xml_events
from reviews.intake.formats.docx_styles import DocxListLevel, read_list_levels, read_styles, whole


def events(inner: str) -> Iterator[XmlEvent]:
    xml = f'<w:all xmlns:w="urn:w">{inner}</w:all>'.encode()
    return (event for event in xml_events(xml, "It", {"urn:w": "w"}) if event.name)


def test_a_style_has_what_it_is_based_on_unless_it_says_otherwise():
    styles = read_styles(
        events(
            '<w:style w:styleId="a"><w:name w:val="heading 2"/><w:b/><w:numId w:val="7"/></w:style>'
            '<w:style w:styleId="b"><w:name w:val="Mine"/><w:basedOn w:val="a"/><w:b w:val="0"/><w:i/></w:style>'
            '<w:style w:styleId="c"><w:name w:val="Round"/><w:basedOn w:val="c"/><w:vanish/></w:style>'
        )
    )
    mine = styles.look("b")
    assert (mine.name, mine.level, mine.list_id, mine.toggled) == ("Mine", 2, "7", {"b": False, "i": True})
    assert (mine.tag, styles.look("a").tag, styles.look("nobody").tag) == ("h2", "h2", "p")
    assert styles.look("c").hidden


@pytest.mark.parametrize(
    ("name", "tag", "is_code"),
    [
        ("Source Code", "pre", False),
        ("Intense Quote", "blockquote", False),
        ("Title", "h1", False),
        ("Verbatim Char", "p", True),
    ],
)
def test_names_of_styles_say_what_they_are_for(name, tag, is_code):
    look = read_styles(events(f'<w:style w:styleId="a"><w:name w:val="{name}"/></w:style>')).look("a")
    assert (look.tag, look.is_inline_code) == (tag, is_code)


def test_lists_have_the_levels_of_their_definition():
    inner = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num>'
    )
    assert read_list_levels(events(inner)) == {
        ("9", 0): DocxListLevel(numbered=True, start=3),
        ("9", 1): DocxListLevel(numbered=False, start=1),
    }


def test_a_number_is_digits_alone():
    assert [whole(digits, 5) for digits in ("12", "", "-1", "1.5", "²", "1234567")] == [12, 5, 5, 5, 5, 5]
