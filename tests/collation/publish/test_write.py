"""A folder is written beside and switched, and what is not ours in it is left alone."""

import json
import os
import signal
import subprocess
import sys
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from collation.publish.write import MANIFEST, write_site
from reviews.refusal import Refused


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_files_are_written_and_named_in_a_manifest(tmp_path: Path):
    out = tmp_path / "new" / "site"
    assert write_site(out, {"v1/index.html": b"one", "index.html": b"one"}) == (2, 0)
    manifest = json.loads((out / MANIFEST).read_text())
    assert manifest["format"] == "triangulate-site/1"
    assert list(manifest["files"]) == ["index.html", "v1/index.html"]
    assert (out / "v1/index.html").read_bytes() == b"one"
    assert sorted(held(out)) == ["index.html", MANIFEST, "v1/index.html"], "nothing is left beside"


def test_again_only_what_changed_is_written_and_what_went_is_removed(tmp_path: Path):
    write_site(tmp_path, {"old/page.html": b"x", "index.html": b"one"})
    assert write_site(tmp_path, {"old/page.html": b"x", "index.html": b"one"}) == (0, 0)
    assert write_site(tmp_path, {"index.html": b"two"}) == (1, 1)
    assert not (tmp_path / "old").exists()
    assert (tmp_path / "index.html").read_bytes() == b"two"


def test_what_is_not_ours_stays(tmp_path: Path):
    write_site(tmp_path, {"old/page.html": b"x"})
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref")
    (tmp_path / "old" / "notes.txt").write_text("mine")
    write_site(tmp_path, {"index.html": b"two"})
    assert sorted(held(tmp_path)) == [".git/HEAD", "index.html", "old/notes.txt", MANIFEST]


def test_what_stands_in_the_place_of_a_new_file_is_not_overwritten(tmp_path: Path):
    write_site(tmp_path, {"index.html": b"one"})
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "index.html").write_text("mine")
    before = held(tmp_path)
    with pytest.raises(Refused, match="is there already and is not ours"):
        write_site(tmp_path, {"v1/index.html": b"ours", "index.html": b"two"})
    assert held(tmp_path) == before


def test_a_write_that_was_cut_short_is_taken_up_again(tmp_path: Path, monkeypatch):
    files = {"v1/index.html": b"one", "index.html": b"one"}

    def full(*_):
        raise OSError("no space left")

    with monkeypatch.context() as cut:
        replace, left = os.replace, iter([os.replace, os.replace, full])
        cut.setattr(os, "replace", lambda *args: next(left, replace)(*args))
        with pytest.raises(OSError, match="no space"):
            write_site(tmp_path, files)
    assert sorted(held(tmp_path)) == [MANIFEST, "v1/index.html"], "no half file is left beside"
    assert write_site(tmp_path, files) == (1, 0)
    assert (tmp_path / "index.html").read_bytes() == b"one"


@pytest.mark.parametrize(
    "manifest", [None, "not json", "[]", '{"format": "another/1", "files": {}}', '{"format": "triangulate-site/1"}']
)
def test_a_folder_of_somebody_else_is_refused_and_untouched(tmp_path: Path, manifest: str | None):
    (tmp_path / "index.html").write_text("mine")
    if manifest is not None:
        (tmp_path / MANIFEST).write_text(manifest)
    before = held(tmp_path)
    with pytest.raises(Refused, match="choose another folder"):
        write_site(tmp_path, {"index.html": b"ours"})
    assert held(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(Refused, match="is not a folder"):
        write_site(tmp_path / "site", {"index.html": b"ours"})


@pytest.mark.parametrize("path", ["/etc/passwd", "../outside", "a/../../outside", "", MANIFEST])
def test_no_path_leaves_the_folder(tmp_path: Path, path: str):
    with pytest.raises(Refused, match="is not a place inside the folder"):
        write_site(tmp_path / "site", {path: b"x"})
    assert held(tmp_path) == {}


@pytest.mark.parametrize("path", ["../outside.txt", "/outside.txt"])
def test_a_manifest_that_was_tampered_with_removes_nothing_outside(tmp_path: Path, path: str):
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    site = tmp_path / "site"
    site.mkdir()
    (site / MANIFEST).write_text(json.dumps({"format": "triangulate-site/1", "files": {path: ""}}))
    with pytest.raises(Refused):
        write_site(site, {"index.html": b"x"})
    assert outside.read_text() == "mine"


def test_nothing_is_written_through_a_link(tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    site = tmp_path / "site"
    write_site(site, {"index.html": b"x"})
    (site / "v1").symlink_to(outside)
    with pytest.raises(Refused, match="is a link"):
        write_site(site, {"v1/index.html": b"x"})
    assert held(outside) == {}


FILES = {"v1/index.html": b"one", "v1/comparison.md": b"one", "index.html": b"one"}


def left_at(out: Path, calls: int, files: dict[str, bytes] = FILES) -> bool:
    """Writes the site in a process of its own that kills itself at that call which touches a file; whether it did."""
    script = f"""
import os, signal, sys
import collation.publish.write as site
left = [{calls}]
def counted(call):
    def counting(*args, **kwargs):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return counting
for name in ("fsync", "chmod", "replace", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
site.write_site(site.Path(sys.argv[1]), {files!r})
"""
    return subprocess.run([sys.executable, "-c", script, str(out)], check=False).returncode == -signal.SIGKILL


@pytest.mark.slow
def test_wherever_a_first_writing_is_killed_the_next_one_leaves_the_site_and_nothing_else(tmp_path: Path):
    killed = 0
    while left_at(out := tmp_path / str(killed), killed):
        assert any(path.name.startswith(".triangulate-") for path in out.rglob("*")) or killed % 3 == 0
        write_site(out, FILES)
        assert held(out).keys() == {*FILES, MANIFEST}
        killed += 1
    assert killed == 3 * (len(FILES) + 2), "each file, and the manifest twice"


OLD = {"assets/look.1.css": b"one", "v1/index.html": b"one", "gone/index.html": b"one", "index.html": b"one"}
NEW = {"assets/look.2.css": b"two", "v1/index.html": b"one", "v2/index.html": b"two", "index.html": b"two"}


@pytest.mark.slow
def test_wherever_a_later_writing_is_killed_one_site_is_whole_and_a_repository_untouched(tmp_path: Path):
    killed, seen = 0, set()
    while True:
        out = tmp_path / str(killed)
        write_site(out, OLD)
        (out / ".git").mkdir()
        (out / ".git" / "HEAD").write_bytes(b"ref")
        if not left_at(out, killed, NEW):
            break
        index = (out / "index.html").read_bytes()
        seen.add(index)
        whole = OLD if index == b"one" else NEW
        assert {path: (out / path).read_bytes() for path in whole} == whole
        assert (out / ".git" / "HEAD").read_bytes() == b"ref"
        write_site(out, NEW)
        assert held(out).keys() == {*NEW, MANIFEST, ".git/HEAD"}
        killed += 1
    assert seen == {b"one", b"two"}
    assert killed == 3 * (3 + 2) + 2, "three files, the manifest twice, and two that went"


def test_what_only_looks_like_a_leftover_stays_and_so_does_what_another_writes_now(tmp_path: Path):
    write_site(tmp_path, FILES)
    for name in (".triangulate-notes", ".triangulate-abcdefgh.txt", "triangulate-abcdefgh"):
        (tmp_path / name).write_text("mine")
    (tmp_path / ".triangulate-deadbeef").write_text("half")
    with (tmp_path / "v1" / ".triangulate-in_work1").open("wb") as beside:
        flock(beside, LOCK_EX)
        write_site(tmp_path, FILES)
    left = held(tmp_path).keys() - {*FILES, MANIFEST}
    assert left == {
        ".triangulate-notes",
        ".triangulate-abcdefgh.txt",
        "triangulate-abcdefgh",
        "v1/.triangulate-in_work1",
    }


def test_a_folder_with_anything_but_leftovers_is_refused_still(tmp_path: Path):
    (tmp_path / ".triangulate-deadbeef").write_text("half")
    (tmp_path / "notes.txt").write_text("mine")
    before = held(tmp_path)
    with pytest.raises(Refused, match="holds no site of ours"):
        write_site(tmp_path, FILES)
    assert held(tmp_path) == before
