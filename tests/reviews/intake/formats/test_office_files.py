"""Which files of office programs are read, and what the others are told."""

import io

import pytest

from reviews.intake.document import IntakeError
from reviews.intake.exports.catalogue import unpack_upload
from reviews.intake.formats.office_files import office_format
from reviews.intake.parse import parse
from tests.reviews.intake.formats.office_documents import docx, odt, p, packed, r

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SAVE = "Save it as .docx, .odt or plain text, or copy the text and paste it."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (rb"{\rtf1\ansi Tea}", f"tea is RTF (Rich Text Format), which is not read here. {SAVE}"),
        (
            OLD + "WordDocument".encode("utf-16-le"),
            f"tea is a document of an old Word (.doc), which is not read here. {SAVE}",
        ),
        (
            OLD + "EncryptedPackage".encode("utf-16-le"),
            "tea is encrypted: it opens with a password only. Save it without one, or copy the text and paste it.",
        ),
        (OLD, "tea is a file of an old office program, which is not read here. Copy its text and paste it."),
        (
            packed({"Index/Document.iwa": b"x", "Metadata/Properties.plist": b""}),
            "tea is a document of Apple’s Pages, Numbers or Keynote, which is not read here. Export it as Word (.docx), or "
            "copy the text and paste it.",
        ),
        (
            packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
            "tea is a spreadsheet, which is not read here. Copy its text and paste it.",
        ),
        (
            packed({"[Content_Types].xml": "", "ppt/presentation.xml": ""}),
            "tea is a presentation, which is not read here. Copy its text and paste it.",
        ),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "tea is no text document, but another one of OpenDocument. Copy its text and paste it.",
        ),
        (
            b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource",
            "tea is a web archive of Safari, which is not read here. Save the page as HTML (Page Source), or copy the text "
            "and paste it.",
        ),
    ],
)
def test_what_is_not_read_is_told_what_to_do_instead(data, sentence):
    with pytest.raises(IntakeError) as refused:
        parse(data, name="tea")
    assert str(refused.value) == sentence


def test_text_that_speaks_of_rtf_is_text():
    assert parse(rb"A file of RTF begins with {\rtf1\ansi", respondent="Claude").format == "pasted"


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_a_named_format_is_no_other(format):
    with pytest.raises(IntakeError, match=r"^tea is no whole ZIP archive: it cannot be unpacked\.$"):
        parse(b"Tea is old.", name="tea", format=format)


def test_one_that_is_too_large_is_told_so_and_is_no_archive_of_conversations():
    data = docx(p(r("a")), files={"word/media/a.png": "x"})
    with pytest.raises(
        IntakeError, match=r"^tea\.docx is an office document or the like, which is read up to 20,971,520 "
    ):
        unpack_upload(io.BytesIO(data), "tea.docx", io.BytesIO())


def test_what_is_none_of_them():
    for data in (b"Tea", packed({"tea.txt": "You: hi"}), b"PK\x03\x04 broken"):
        assert office_format(io.BytesIO(data), "tea") is None
    assert [office_format(io.BytesIO(data), "tea").name for data in (docx(""), odt(""))] == ["docx", "odt"]
