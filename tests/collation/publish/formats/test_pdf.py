"""PDF: without its library it says how to install it; with it, it is tagged and asks nobody for anything."""

from typing import Any

import pypdfium2
import pytest

from collation.publish.formats import pdf
from collation.publish.formats.pdf import PDF
from reviews.refusal import Refused


def test_without_weasyprint_it_says_how_to_install_it(draft, monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    with pytest.raises(Refused, match="pip install 'weasyprint>=66'"):
        PDF.write(draft)


def test_without_the_library_that_it_calls_it_says_so_too(draft, monkeypatch):
    def fail(name: str) -> Any:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "find_spec", lambda name: True)
    monkeypatch.setattr(pdf, "import_module", fail)
    with pytest.raises(Refused, match="libpango"):
        PDF.write(draft)


def test_it_is_tagged_and_holds_the_words(draft):
    pytest.importorskip("weasyprint")
    written = pypdfium2.PdfDocument(PDF.write(draft))
    assert written.is_tagged()
    text = " ".join(written[0].get_textpage().get_text_range().split())
    assert "Owl-2" in text
    assert "Where they stand" in text
