"""The documents of an upload, also of an archive."""

import io
import json

from reviews.intake.exports import uploads
from reviews.intake.exports.catalogue import (
    UploadPart,
    list_conversations,
    opened_upload,
    unpack_upload,
)
from tests.reviews.intake.exports.test_catalogue import (
    LAKE,
    SEA,
    SHARED,
    found_in,
    ids,
    laid_out,
    refused,
    zipped,
)

LIST = json.dumps([SEA, LAKE]).encode()


class TestUploads:
    def test_of_an_archive_the_files_of_its_surest_format(self):
        data = zipped(notes=json.dumps(SHARED).encode(), one=json.dumps([SEA]).encode(), user=b'{"email": "a@b"}',
                      two=json.dumps([LAKE]).encode(), odd=b"\x89PNG")  # fmt: skip
        into = io.BytesIO(b"before")
        parts = unpack_upload(io.BytesIO(data), "export.zip", into)
        assert [part.name for part in parts] == ["export.zip (one.json)", "export.zip (two.json)"]
        assert into.getvalue() == b"before" + json.dumps([SEA]).encode() + json.dumps([LAKE]).encode()
        assert ids(found_in(into, list(parts))) == ["sea", "lake"]

    def test_opened_where_they_are(self):
        upload = io.BytesIO(json.dumps([SEA]).encode())
        with opened_upload(upload, "a.json") as (file, parts):
            assert (file is upload, parts) == (True, (UploadPart("a.json", 0, len(upload.getvalue())),))
        with opened_upload(io.BytesIO(zipped(a=upload.getvalue())), "a.zip") as (file, parts):
            assert file.read() == b""
            assert [one.conversation.id for _, one in list_conversations(file, parts) if one] == ["sea"]

    def test_one_format_alone(self):
        file, parts = laid_out(("a.json", json.dumps([SEA, SHARED]).encode()))
        assert [one.format for one in found_in(file, parts)] == ["claude", "sharegpt"]
        assert [one.format for one in found_in(file, parts, format="sharegpt")] == ["sharegpt"]

    def test_uploads_that_are_too_large(self, monkeypatch):
        monkeypatch.setattr(uploads, "MOST_UPLOADED", len(LIST) - 1)
        assert refused(("a.json", LIST)) == (
            f"a.json is too large: {len(LIST)} bytes, where at most {len(LIST) - 1} are read."
        )
        monkeypatch.setattr(uploads, "MAX_BYTES", 10)
        assert refused(("a.txt", b"User: hi and so on")) == "a.txt is too large: 18 bytes, where at most 10 are read."
