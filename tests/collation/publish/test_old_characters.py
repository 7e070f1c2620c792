"""What was stored before control characters were kept out breaks no feed, page, file or site, and stays as it was."""

import json
from io import StringIO
from xml.etree import ElementTree

from django.core.management import call_command

from collation.publish.freeze import freeze
from reviews.characters import BARRED
from reviews.models import Comparison, Paper, Publication, Question, Response

ATOM = "{http://www.w3.org/2005/Atom}"
OLD = "\x01\x1b[31m\x7f\x9b\ufdd0\uffff\U0010fffe"


def test_old_characters_break_nothing_and_the_document_never_changes(client, comparison, bert, safe, tmp_path):
    Comparison.objects.filter(pk=comparison.pk).update(title=f"Owl{OLD}-2")
    Question.objects.filter(pk=safe.pk).update(text=f"Is it {OLD}safe?")
    Paper.objects.filter(pk=comparison.paper_id).update(title=f"On{OLD} owls", abstract=f"Owls{OLD}.")
    comparison.refresh_from_db()
    freeze(comparison=comparison, by=comparison.created_by, title=f"A title{OLD}", finding=f"They{OLD} part.")
    frozen = Publication.objects.values_list("document", flat=True).get()
    assert json.loads(frozen)["publication"]["title"] == f"A title{OLD}"

    entry = ElementTree.fromstring(client.get("/feed.xml").content).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "A title[31m (version 1)"
    assert entry.findtext(f"{ATOM}summary") == "They[31m part."

    assert client.get("/p/owl-2.json").content == frozen.encode()
    words = client.get("/p/owl-2.md").content.decode()
    assert words.startswith("# A title\\[31m\n") and not BARRED.search(words)
    for path in ("/p/owl-2/", "/p/owl-2/v1/", "/p/owl-2/embed/", "/"):
        assert client.get(path).status_code == 200, path

    call_command("publish", "--all", "--out", str(tmp_path), stdout=StringIO(), stderr=StringIO())
    assert "A title[31m (version 1)" in (tmp_path / "feed.xml").read_text()
    ElementTree.parse(tmp_path / "feed.xml")
    assert (tmp_path / "owl-2/v1/comparison.json").read_bytes() == frozen.encode()
    assert not BARRED.search((tmp_path / "owl-2/v1/comparison.md").read_text())


def test_the_pages_of_a_comparison_with_old_characters_are_there(client, alice, comparison, bert, safe):
    Comparison.objects.filter(pk=comparison.pk).update(title=f"Owl{OLD}-2")
    Question.objects.filter(pk=safe.pk).update(text=f"Is it {OLD}safe?")
    Response.objects.update(prompt=f"Is it {OLD}safe?")
    client.force_login(alice)
    pages = (
        "",
        "matrix/",
        "facts/",
        "findings/",
        "agreement/",
        "publish/",
        "settings/",
        "ask/",
        "intake/",
        "collation.json",
    )
    for page in pages:
        assert client.get(f"/c/owl-2/{page}").status_code == 200, page
