"""PDF: without its library it says how to install it; with it, it is tagged and asks nobody for anything."""

from typing import Any

import pypdfium2
import pytest

from collation.publish.formats import pdf
from collation.publish.formats.pdf import PDF
from collation.publish.formats.registry import draft_edition
from reviews.refusal import Refused
from tests.on_paper import add_wide_answers, sheets_of, wide_name


def test_without_weasyprint_it_says_how_to_install_it(draft, monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    with pytest.raises(Refused, match="pip install 'weasyprint>=68'"):
        PDF.write(draft)


def test_without_the_library_that_it_calls_it_says_so_too(draft, monkeypatch):
    def fail(name: str) -> Any:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "find_spec", lambda name: True)
    monkeypatch.setattr(pdf, "import_module", fail)
    with pytest.raises(Refused, match="libpango"):
        PDF.write(draft)


def test_it_is_tagged_and_holds_the_words(draft, caplog):
    pytest.importorskip("weasyprint")
    written = pypdfium2.PdfDocument(PDF.write(draft))
    assert written.is_tagged()
    assert "font" not in caplog.text, "ours are there for a server that has none"
    text = " ".join(written[0].get_textpage().get_text_range().split())
    assert "Owl-2" in text
    assert "Where they stand" in text


@pytest.mark.parametrize("respondents", [5, 9, 16])
def test_nothing_is_cut_at_the_edge_of_the_paper(comparison, respondents: int):
    pytest.importorskip("weasyprint")
    add_wide_answers(comparison, respondents)
    sheets = sheets_of(PDF.write(draft_edition(comparison)))
    for number, (text, left, right) in enumerate(sheets):
        assert text.endswith(f"{number + 1} / {len(sheets)}")
        assert left >= 17 - 1, f"page {number + 1}"
        assert right <= 210 - 16, f"page {number + 1}"
    for number in range(respondents):
        assert wide_name(number) in "".join(
            text.replace(" ", "").replace("\N{SOFT HYPHEN}", "") for text, _, _ in sheets
        )
