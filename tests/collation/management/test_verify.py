"""`manage.py verify`: files of a site, and the versions in the database."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from collation.publish.freeze import freeze
from reviews.models import Publication


def verify(*args: str) -> str:
    told = StringIO()
    call_command("verify", *args, stdout=told, stderr=told)
    return told.getvalue()


@pytest.fixture
def published(comparison, bert, alice) -> Publication:
    return freeze(comparison=comparison, by=alice, title="Owls", finding="They part.")


def test_without_publications_there_is_nothing_to_check(db):
    assert verify() == "Nothing is published.\n"


def test_the_versions_in_the_database_are_checked(published):
    assert verify() == f"owl-2, version 1: SHA-256 {published.sha256}\nAll is as published.\n"
    Publication.objects.update(document=published.document.replace("They part.", "They meet."))
    with pytest.raises(CommandError, match=r"^Not as published: 1 of 1\.$"):
        verify()
    spaced = json.dumps(json.loads(published.document), sort_keys=True, ensure_ascii=False)
    Publication.objects.update(document=spaced)
    with pytest.raises(CommandError, match=r"^Not as published: 1 of 1\.$"):
        verify()
    Publication.objects.update(document="")
    assert verify() == "Nothing is published.\n", "of a version that was deleted for good nothing is left to check"


def test_the_files_of_a_site_are_checked(published, tmp_path):
    call_command("publish", "owl-2", "--out", str(tmp_path), stdout=StringIO())
    told = json.loads(verify(str(tmp_path), "--json"))
    sentence = f"Version 1 of owl-2. SHA-256 {published.sha256}"
    assert told == {"checked": [{"path": "v1/comparison.json", "sentence": sentence, "wrong": False}], "wrong": 0}
    page = tmp_path / "v1/index.html"
    page.write_text(page.read_text().replace("Owls", "Kites", 1))
    with pytest.raises(CommandError, match=r"^Not as published: 1 of 2\.$"):
        verify(str(tmp_path))
