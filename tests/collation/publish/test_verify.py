"""The script that checks published files, alone and with nothing but Python's library."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.publish import verify
from collation.publish.freeze import freeze
from collation.publish.site import comparison_site
from collation.publish.verify import FileCheck, check, main
from collation.publish.write import write_site
from reviews.domain.publications import canonical

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
HASH = "0" * 64


@pytest.fixture
def site(comparison, bert, alice, tmp_path) -> Path:
    """The site of two versions."""
    for finding in ("They part.", "They part still."):
        freeze(comparison=comparison, by=alice, title="Owls", finding=finding)
    out = tmp_path / "site"
    write_site(out, comparison_site(list(comparison.publications.order_by("-number"))))
    return out


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The script of the site, in a Python that knows nothing of this project."""
    command = [sys.executable, "-I", "-S", str(site / "verify.py"), *arguments]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)


def wrong(site: Path) -> list[str]:
    return [f"{one.path}: {one.sentence}" for one in check(site) if one.wrong]


@given(VALUES)
def test_its_canonical_text_is_that_of_the_record(value):
    assert verify.canonical(value) == canonical(value)


def test_the_script_of_a_site_stands_alone(site, comparison):
    told = run(site)
    first, second = comparison.publications.order_by("number")
    assert told.stdout == (
        f"v1/comparison.json: Version 1 of owl-2. SHA-256 {first.sha256}\n"
        f"v2/comparison.json: Version 2 of owl-2. SHA-256 {second.sha256}\n"
        "All is as published.\n"
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert run(site, "v1/comparison.json", "--sha256", first.sha256).returncode == 0
    told = run(site, "v1/comparison.json", "--sha256", HASH)
    assert told.stderr == f"v1/comparison.json: Its SHA-256 is {first.sha256}, and {HASH} was expected.\n"
    assert (told.returncode, told.stdout) == (1, "Not as published: 1.\n")


def test_a_byte_that_changed_is_seen_wherever_it_is(site):
    files = list(json.loads((site / "triangulate.json").read_text())["files"])
    assert "v1/comparison.json" in files and "index.html" in files and "verify.py" in files
    for path in files:
        whole = (site / path).read_bytes()
        for place in (0, len(whole) // 2, len(whole) - 1):
            (site / path).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert any(line.startswith(f"{path}: ") for line in wrong(site)), (path, place)
        (site / path).write_bytes(whole)
    assert wrong(site) == []


def test_what_is_wrong_with_a_document_is_said(site, comparison):
    place = site / "v1/comparison.json"
    whole = place.read_bytes()
    published = hashlib.sha256(whole).hexdigest()

    def said(changed: bytes) -> str:
        place.write_bytes(changed)
        return next(iter(check(place))).sentence

    assert said(json.dumps(json.loads(whole), indent=1).encode()) == (
        f"It is not written as it was published. What it says has the SHA-256 {published}."
    )
    other = whole.replace(b"They part.", b"They meet.")
    value = hashlib.sha256(other).hexdigest()
    assert said(other) == f"Its SHA-256 is {value}, and index.html beside it names another."
    assert said(b"[]").startswith("This is no published document: ")
    assert said(whole[:-1]).startswith("This is no published document: ")
    place.unlink()
    assert wrong(site) == ["v1/comparison.json: The manifest names it, and it is not there."]


def test_a_place_without_a_site_is_said(tmp_path, capsys):
    manifest = tmp_path / "triangulate.json"
    there_is_none = "There is no manifest here: name the folder of a site, or a document."
    assert list(check(tmp_path)) == [FileCheck(str(manifest), there_is_none, wrong=True)]
    for broken in ("", "[]", '{"files": 3}'):
        manifest.write_text(broken)
        assert list(check(tmp_path)) == [FileCheck(str(manifest), "This is no manifest.", wrong=True)]
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{manifest}: This is no manifest.\n"
