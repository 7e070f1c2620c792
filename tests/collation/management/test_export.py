"""`manage.py export`: which edition, to where, and what is refused."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from collation.assemble.collation import collation_document
from collation.publish.freeze import freeze
from reviews.domain.marks import place_mark
from reviews.domain.publications import withdraw
from reviews.models import Comparison, Publication
from tests.factories import make_comparison


def export(*words: object) -> tuple[str, str]:
    """What standard output and standard error got."""
    out, err = StringIO(), StringIO()
    call_command("export", *map(str, words), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def version(comparison, bert, alice) -> Publication:
    return freeze(comparison=comparison, by=alice, title="Owls", finding="They part.")


def test_the_newest_version_is_written_to_a_file(version, tmp_path):
    place = tmp_path / "owls.json"
    out, err = export("owl-2", "--format", "json", "--out", place)
    assert place.read_text() == version.document
    assert (out, err) == (f"{place}: version 1 of owl-2, JSON, {place.stat().st_size:,} bytes\n", "")
    assert list(tmp_path.iterdir()) == [place]
    told = json.loads(export("owl-2", "--format", "markdown", "--out", place, "--json")[0])
    assert told == {
        "comparison": "owl-2",
        "format": "markdown",
        "version": 1,
        "sha256": version.sha256,
        "out": str(place),
        "bytes": place.stat().st_size,
    }
    assert place.read_text().startswith("# Owls\n")


@pytest.mark.parametrize("to", [(), ("--out", "-")])
def test_without_a_file_it_goes_to_standard_output(version, to):
    assert export("owl-2", "--format", "json", *to)[0] == version.document


def test_a_comparison_without_a_version_is_written_as_it_would_be_published(comparison, bert):
    out, err = export("owl-2", "--format", "text")
    assert out.startswith("Owl-2\n=====\n")
    assert err == "“owl-2” has no public version: this is what would be published now.\n"


def test_a_number_or_a_draft_can_be_asked_for(version, comparison, alice):
    freeze(comparison=comparison, by=alice, title="More owls", finding="They part.")
    first, _ = export("owl-2", "--format", "json", "--number", 1)
    assert json.loads(first)["publication"]["title"] == "Owls"
    draft, _ = export("owl-2", "--format", "json", "--draft")
    assert json.loads(draft)["publication"].get("number") is None


@pytest.mark.parametrize(
    ("words", "why", "code"),
    [
        (("nothing", "--format", "json"), "There is no comparison “nothing”.", 1),
        (("owl-2", "--format", "json", "--number", 9), "“owl-2” has no version 9.", 1),
        (("empty", "--format", "json"), "There is nothing to export of “empty”", 1),
        (("owl-2", "--format", "json", "--out", "/nowhere/x"), "/nowhere/x cannot be written: No such file", 1),
        (("owl-2", "--format", "json", "--json"), "--json needs --out FILE", 2),
        (("owl-2", "--format", "waxtablet"), "invalid choice: 'waxtablet'", 2),
        (("owl-2",), "--format", 2),
    ],
)
def test_it_is_refused_with_a_reason(version, alice, team, words, why: str, code: int):
    make_comparison(alice, team, title="Empty")
    with pytest.raises(CommandError, match=why) as refused:
        export(*words)
    assert refused.value.returncode == code or code == 2


def test_a_withdrawn_version_is_not_written(version, comparison, alice):
    withdraw(comparison=comparison, by=alice, number=1, why="")
    with pytest.raises(CommandError, match="Version 1 of “owl-2” was withdrawn"):
        export("owl-2", "--format", "json", "--number", 1)
    assert "no public version" in export("owl-2", "--format", "json")[1]


def test_what_is_refused_leaves_the_file_as_it_was(version, tmp_path, monkeypatch):
    place = tmp_path / "owls.json"
    place.write_text("mine")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(CommandError, match="No space left on device"):
        export("owl-2", "--format", "json", "--out", place)
    assert (place.read_text(), list(tmp_path.iterdir())) == ("mine", [place])


def test_a_bundle_comes_back_by_ingest_the_same(comparison, bert, safe, bob, alice, tmp_path):
    place_mark(question=safe, transcript=bert, by=bob, value="qualified", rationale="So.")
    place = tmp_path / "owl.zip"
    out, _ = export("owl-2", "--format", "bundle", "--out", place)
    assert out == f"{place}: the whole record of owl-2, bundle, {place.stat().st_size:,} bytes\n"

    def ingest(*words: str) -> dict[str, Any]:
        told, said = StringIO(), StringIO()
        call_command("ingest", str(place), *words, "--json", stdout=told, stderr=said)
        return json.loads(told.getvalue())

    dry = ingest("--comparison", "owl-3", "--create", "--dry-run")
    assert [one["stored"] for one in dry["transcripts"]] == [False, False]
    assert Comparison.objects.count() == 1
    told = ingest("--comparison", "owl-3", "--create")
    assert [(one["respondent"], one["stored"]) for one in told["transcripts"]] == [("Ada", True), ("Bert", True)]
    again = ingest("--comparison", "owl-3", "--create")
    assert again["warnings"] == ["owl.zip is stored already: nothing was stored twice."]

    def collated(slug: str) -> str:
        document = collation_document(Comparison.objects.select_related("paper").get(slug=slug))
        del document["comparison"]
        return re.sub(r'"response_id": \d+', "", json.dumps(document))

    assert collated("owl-3") == collated("owl-2")
    with pytest.raises(CommandError, match="a bundle makes a new comparison"):
        ingest("--comparison", "owl-4")
    with pytest.raises(CommandError, match="There is a comparison “owl-2” already"):
        ingest("--comparison", "owl-2", "--create")
    with pytest.raises(CommandError, match="no --number"):
        export("owl-2", "--format", "bundle", "--draft")
