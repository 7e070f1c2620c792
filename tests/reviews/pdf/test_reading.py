"""PDFs are read in a process of its own, and what a PDF should not be is refused in words."""

import ast
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviews.bibliography import Reference
from reviews.intake.document import IntakeError
from reviews.pdf import reading
from reviews.pdf.reading import MOST_BYTES, Limits, PdfText, read_pdf
from tests.pdfs import FONT, assembled, bomb, make_pdf, stream

LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<01><01>]" % (b"00" * 32, b"00" * 32)
STAMP = b"BT /F1 20 Tf 0 1 -1 0 30 200 Tm (arXiv:2602.15763v1  [cs.LG]  17 Feb 2026) Tj ET"
LEAF = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


def refusal(data: bytes, name: str = "owl.pdf", **how: Limits) -> str:
    """The sentence with which it is refused."""
    with pytest.raises(IntakeError) as refused:
        read_pdf(data, name, **how)
    return str(refused.value)


def test_every_page_is_read_and_numbered_the_empty_ones_too():
    data = make_pdf("The first of them.", "", "The third, told by bob(s) \\ O’Hara.")
    assert read_pdf(data, "owl.pdf").pages == ("The first of them.", "", "The third, told by bob(s) \\ O’Hara.")


def test_a_paper_says_what_it_is():
    first = [(17, "Owls see at night"), "A. Owl and B. Kite", STAMP, "This paper is about the safe-", "ty of owls."]
    assert read_pdf(make_pdf(first, info={"Title": "main.tex", "Author": "A. Owl; B. Kite"}), "owl.pdf") == PdfText(
        (
            "Owls see at night\n\nA. Owl and B. Kite\n\narXiv:2602.15763v1 [cs.LG] 17 Feb 2026\n\n"
            "This paper is about the safety of owls.",
        ),
        Reference(title="Owls see at night", authors=("A. Owl", "B. Kite"), arxiv_id="2602.15763", version="v1"),
    )


def test_hostile_words_are_words():
    read = read_pdf(make_pdf("<script>alert(1)</script>", info={"Title": "An owl \ud800 </title><script>"}), "owl.pdf")
    assert read.pages == ("<script>alert(1)</script>",)
    assert read.identity.title == "An owl \ufffd </title><script>"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "owl.pdf is not a PDF."),
        (b"hello", "owl.pdf is not a PDF."),
        (b"%PDF-1.7\nand nothing else", "owl.pdf is broken: it begins as a PDF, and cannot be read as one."),
        (make_pdf("cut")[:200], "owl.pdf is broken: it begins as a PDF, and cannot be read as one."),
        (
            make_pdf("secret", trailer=LOCKED),
            "owl.pdf is locked: it opens with a password only. Save it without one, or paste the text instead.",
        ),
        (make_pdf("", ""), "owl.pdf has no text in it, as a scan has none: paste the text instead."),
    ],
)
def test_what_is_no_readable_pdf_is_refused_in_words(data, sentence):
    assert refusal(data) == sentence


def test_a_pdf_without_a_name_is_called_so():
    assert refusal(b"hello", "") == "The PDF is not a PDF."


def test_too_many_bytes_are_refused_before_anything_is_read(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    data = b"%PDF-1.7" + bytes(MOST_BYTES)
    assert refusal(data) == f"owl.pdf is too large: {len(data):,} bytes, where at most 52,428,800 are read."


def test_too_many_pages_are_refused():
    kids = b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"5 0 R " * 100_000)
    data = assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: kids, 5: LEAF})
    assert refusal(data) == "owl.pdf has 100,000 pages, where at most 2,000 are read."


@pytest.mark.parametrize("kids", [b"2 0 R 5 0 R", b"5 0 R 9 0 R", b"2 0 R"])
def test_a_tree_of_pages_that_holds_itself_or_nothing_is_no_trouble(kids):
    tree = b"<</Type/Pages/Kids[%s]/Count 3>>" % kids
    data = assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: tree, 5: LEAF})
    assert refusal(data) == "owl.pdf has no text in it, as a scan has none: paste the text instead."


def test_a_page_that_cannot_be_loaded_is_an_empty_one():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 6 0 R>>"
    words = stream(b"BT /F1 10 Tf 50 700 Td (It is here.) Tj ET")
    tree = b"<</Type/Pages/Kids[2 0 R 5 0 R]/Count 2>>"
    data = assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: tree, 3: FONT, 5: page, 6: words})
    assert "It is here." in read_pdf(data, "owl.pdf").pages


def test_too_much_text_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_CHARS", 20)
    assert read_pdf(make_pdf("a" * 10, "b" * 10), "owl.pdf").pages == ("a" * 10, "b" * 10)
    assert "holds more than" in refusal(make_pdf("a" * 10, "b" * 11))


@pytest.mark.slow
def test_a_bomb_of_memory_harms_the_child_alone():
    data = bomb(megabytes=300)
    assert len(data) < 10_000
    assert refusal(data) == "owl.pdf needs too much memory to be read: paste the text instead."
    assert read_pdf(make_pdf("We are still here."), "owl.pdf").pages == ("We are still here.",)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what_it_does", "limits"), [("while True: pass", Limits(seconds=1)), ("signal.pause()", Limits(wait=0))]
)
def test_what_takes_too_much_time_is_ended(monkeypatch, tmp_path, what_it_does, limits):
    """A child that confines itself as ours does, and never ends: however fast the machine is, its time runs out."""
    child = tmp_path / "child.py"
    child.write_text(
        "import json, runpy, signal, sys\n"
        "told = json.loads(sys.argv[1])\n"
        f"ours = runpy.run_path({str(reading.CHILD)!r})\n"
        "ours['confine'](told['memory'], told['seconds'], told['output'])\n"
        f"{what_it_does}\n"
    )
    monkeypatch.setattr(reading, "CHILD", child)
    assert refusal(make_pdf("owl"), limits=limits) == "owl.pdf takes too long to be read: paste the text instead."


def test_what_writes_too_much_is_refused():
    assert refusal(make_pdf("a" * 200), limits=Limits(output=100)) == (
        "owl.pdf is broken: it begins as a PDF, and cannot be read as one."
    )


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "is broken"),
        ("raise SystemExit(3)", "is broken"),
        ("print('not JSON')", "is broken"),
        ("import os; os.abort()", "needs too much memory"),
    ],
)
def test_a_child_that_dies_is_told_of_in_words(monkeypatch, tmp_path, script, sentence):
    child = tmp_path / "child.py"
    child.write_text(script)
    monkeypatch.setattr(reading, "CHILD", child)
    assert sentence in refusal(make_pdf("owl"))


def test_the_child_is_told_nothing_and_leaves_nobody_behind(monkeypatch, tmp_path):
    """It sees none of our environment, and a process that it leaves behind ends with it."""
    child = tmp_path / "child.py"
    left = tmp_path / "left"
    child.write_text(
        "import json, os, sys\n"
        "if not (pid := os.fork()):\n    import time; time.sleep(600)\n"
        f"open({str(left)!r}, 'w').write(str(pid))\n"
        "print(json.dumps({'pages': [' '.join(os.environ) or 'nothing'], 'info': {k: '' for k in "
        "('Title', 'Author', 'Subject', 'DOI', 'doi', 'arXivID')}, 'runs': []}))\n"
    )
    monkeypatch.setattr(reading, "CHILD", child)
    monkeypatch.setenv("SECRET_KEY", "never to be told")
    assert "SECRET_KEY" not in read_pdf(make_pdf("owl"), "owl.pdf").pages[0]
    for _ in range(1_000):
        if not is_running(int(left.read_text())):
            break
        time.sleep(0.01)
    assert not is_running(int(left.read_text()))


def is_running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().split()[2] != "Z"


@pytest.mark.slow
def test_the_parent_never_loads_the_library():
    told = subprocess.run(
        [sys.executable, "-c", "import sys, reviews.pdf.reading; print('pypdfium2' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "False\n"
    importers = [
        path.name
        for path in Path(reading.__file__).parents[1].rglob("*.py")
        if any(
            "pypdfium2" in ast.unparse(node)
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Import)
        )
    ]
    assert importers == ["child.py"]
