"""The process that reads a PDF: what it answers, and what it cannot lift."""

import json
import subprocess
import sys
from typing import Any

from reviews.pdf import child
from tests.pdfs import make_pdf

PLENTY = {"memory": 1 << 30, "seconds": 20, "output": 1 << 20, "pages": 10, "characters": 1000}


def answer(data: bytes, **limits: int) -> dict[str, Any]:
    """What the process answers, started as `reviews.pdf.reading` starts it."""
    command = [sys.executable, "-I", child.__file__, json.dumps(PLENTY | limits)]
    return json.loads(subprocess.run(command, input=data, capture_output=True, check=True).stdout)


def test_pages_information_and_the_sizes_of_the_first_page():
    data = make_pdf([(17, "Owls see"), "At night."], "More.", info={"Title": "Owls", "Author": "A. Owl"})
    given = answer(data)
    assert [" ".join(page.split()) for page in given["pages"]] == ["Owls see At night.", "More."]
    assert given["info"] == {"Title": "Owls", "Author": "A. Owl", "Subject": "", "DOI": "", "doi": "", "arXivID": ""}
    assert [[size, words.strip()] for size, words in given["runs"]] == [[17, "Owls see"], [10, "At night."]]


def test_what_is_refused_says_which_limit_it_broke():
    three = make_pdf("One.", "Two.", "Three.")
    assert answer(three, pages=2) == {"refused": "pages", "count": 3}
    assert answer(three, characters=8) == {"refused": "characters"}
    assert answer(b"%PDF-1.7") == {"refused": "broken"}
    assert answer(three, pages=3, characters=14)["pages"] == ["One.", "Two.", "Three."]


def test_an_entry_of_the_information_is_cut_and_a_missing_one_empty():
    long = "Owl " * 2000
    info = child.read(make_pdf("Owls.", info={"Title": long}), pages=1, characters=100)["info"]
    assert (info["Title"], info["Author"]) == (long[: child.MOST_INFO], "")


def test_words_that_are_turned_have_no_size():
    stamp = b"BT /F1 20 Tf 0 1 -1 0 30 200 Tm (arXiv:2602.15763v1) Tj ET"
    runs = child.read(make_pdf([stamp, (12, "Owls see")]), pages=1, characters=100)["runs"]
    assert [(size, words.strip()) for size, words in runs if words.strip()] == [(12, "Owls see")]


def test_the_limits_cannot_be_lifted_again():
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import resource, runpy, sys\n"
            f"runpy.run_path({child.__file__!r})['confine'](1 << 30, 20, 4096)\n"
            "for limit in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE, resource.RLIMIT_CPU):\n"
            "    print(*resource.getrlimit(limit))\n",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.splitlines() == [f"{1 << 30} {1 << 30}", "4096 4096", "16 16", "0 0", "20 21"]
