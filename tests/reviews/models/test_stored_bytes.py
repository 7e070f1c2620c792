"""Bytes as they came in: in the row, or in a file; tests/reviews/domain/test_files.py writes them."""

import pytest
from django.core.files.base import ContentFile

from reviews.models import Source
from reviews.models.stored_bytes import private_files


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": "reviews.storage.ContentStorage", "OPTIONS": {"location": tmp_path}},
    }


def test_bytes_of_a_row_are_never_missing():
    source = Source(sha256="a" * 64, data=b"owls")
    with source.open_bytes() as held:
        assert held.read() == b"owls"
    assert not source.is_missing


def test_bytes_of_a_file_are_found_by_their_hash_or_missing():
    source = Source(sha256="a" * 64, in_file=True)
    assert source.file_name == f"files/{'a' * 64}"
    assert source.is_missing
    with pytest.raises(FileNotFoundError):
        source.open_bytes()
    private_files().save(source.file_name, ContentFile(b"owls"))
    assert not source.is_missing
    with source.open_bytes() as held:
        assert held.read() == b"owls"
