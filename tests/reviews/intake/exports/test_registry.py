"""What a document is before a format is asked about it."""

import io

import pytest

from reviews.intake.document import IntakeError
from reviews.intake.exports.registry import UploadPart, document_of, looks_exported


def test_json_with_objects_is_a_value_and_all_else_is_text():
    documents = (b'[{"a": 1}]', b"[1]", b'{"a', b"words")
    assert [document_of(data, "a", sure=False) for data in documents] == [[{"a": 1}], "[1]", '{"a', "words"]


def test_an_export_that_is_cut_short_is_refused():
    for data, sure in ((b'{"mapping": {', False), (b'{"a', True)):
        with pytest.raises(IntakeError, match=r"^cut\.json is no whole JSON: line 1, character "):
            document_of(data, "cut.json", sure=sure)


def test_what_begins_like_an_export_looks_like_one():
    texts = (b'[{"mapping": {', b'{"a": 1}', b'"mapping": 1')
    assert [looks_exported(io.BytesIO(text), UploadPart("a", 0, len(text))) for text in texts] == [True, False, False]
