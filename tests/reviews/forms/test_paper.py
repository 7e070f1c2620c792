"""Forms of a paper: what is given by hand, and what a look-up fills in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from reviews.bibliography import Reference
from reviews.bibliography.identifiers import PaperIds
from reviews.bibliography.lookup import Completed
from reviews.domain.optimistic_lock import token
from reviews.forms.paper import MOST_BYTES, NO_TEXT, WAYS, FullTextForm, KnownPaperForm, PaperForm, PdfForm
from tests.pdfs import make_pdf


def sent(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


OWLS = Reference(
    title="Owls at night", authors=("Ada", "Bert"), arxiv_id="2602.15763", version="v2", abstract="They see.", year=2026
)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"arxiv_id": "owls"}, {"arxiv_id": ["Give an arXiv id, such as 2602.15763 or 2602.15763v2."]}),
        ({"doi": "owls"}, {"doi": ["Give a DOI, such as 10.1000/182."]}),
        ({"url": "javascript:alert(1)"}, {"url": ["Give an address that begins with https://."]}),
        (
            {"where": "2602.15763", "arxiv_id": "2602.00001"},
            {"where": ["This names 2602.15763, and a field below 2602.00001: look it up, or put one right."]},
        ),
        (
            {"where": "2602.15763v1", "arxiv_id": "2602.15763v2"},
            {"where": ["This names 2602.15763v1, and a field below 2602.15763v2: look it up, or put one right."]},
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fields, told):
    assert PaperForm(sent(**fields)).errors == told


def test_what_names_the_paper_fills_the_empty_fields():
    form = PaperForm(sent(where="https://arxiv.org/abs/2602.15763v2", paper_title="Owls", authors="Ada\nBert"))
    assert form.is_valid()
    assert form.paper() == {
        "title": "Owls",
        "authors": ["Ada", "Bert"],
        "arxiv_id": "2602.15763",
        "version": "v2",
        "doi": "",
        "url": "https://arxiv.org/abs/2602.15763",
        "abstract": "",
    }
    empty = PaperForm(sent())
    assert empty.is_valid()
    assert "title" not in empty.paper()


@pytest.mark.parametrize(
    ("fields", "given"),
    [
        ({"where": "10.1000/182"}, Reference(doi="10.1000/182", url="https://doi.org/10.1000/182")),
        ({"arxiv_id": "2602.15763v2"}, Reference(arxiv_id="2602.15763", version="v2")),
        ({"doi": "https://doi.org/10.1000/182"}, Reference(doi="10.1000/182")),
    ],
)
def test_the_reference_to_look_up(fields, given):
    assert PaperForm(sent(**fields)).given_reference() == given


def test_without_one_the_form_says_how_to_give_one():
    form = PaperForm(sent(paper_title="Owls"))
    assert form.given_reference() is None
    assert form.errors == {"where": [WAYS]}


def test_a_look_up_fills_the_fields_and_tells_what_it_replaced():
    form = PaperForm(sent(where="2602.15763", paper_title="Owls", doi="", abstract="They see."))
    form.fill_in(Completed(OWLS))
    assert {name: field.value() for field, name in [(form[name], name) for name in ("paper_title", "authors")]} == {
        "paper_title": "Owls at night",
        "authors": "Ada\nBert",
    }
    assert (form["arxiv_id"].value(), form.cleaned_data["arxiv_id"]) == (
        "2602.15763v2",
        PaperIds("2602.15763", url="https://arxiv.org/abs/2602.15763", version="v2"),
    )
    assert form.replaced == {"paper_title": "Owls"}
    assert (form.note, form.partly) == ("Found: Owls at night.", False)
    assert [(field.name, was) for field, was in form.rows][:2] == [("paper_title", "Owls"), ("authors", "")]


def test_what_was_typed_of_another_paper_goes():
    form = PaperForm(sent(arxiv_id="2602.00001", abstract="Kites dive.", doi=""))
    form.fill_in(Completed(Reference(title="Owls", arxiv_id="2602.15763")))
    assert form["abstract"].value() == ""
    assert form.replaced == {"arxiv_id": "2602.00001", "abstract": "Kites dive."}


def test_a_failure_is_a_note_if_the_title_is_known_else_an_error():
    known, unknown = PaperForm(sent()), PaperForm(sent())
    known.fill_in(Completed(Reference(title="Owls"), failure="arXiv does not answer."))
    assert (known.note, known.partly) == ("Filled in from what you gave alone. arXiv does not answer.", True)
    unknown.fill_in(Completed(Reference(), failure="arXiv does not answer."))
    assert (unknown.errors, unknown.note) == ({"where": ["arXiv does not answer."]}, "")


STORED = {
    "title": "Owls",
    "authors": ["Ada", "Bert"],
    "arxiv_id": "2602.15763",
    "version": "v2",
    "doi": "",
    "url": "https://arxiv.org/abs/2602.15763",
    "abstract": "",
}


def test_a_stored_paper_is_shown_as_one_would_type_it():
    form = KnownPaperForm(stored=STORED)
    assert [form[name].value() for name in ("paper_title", "authors", "arxiv_id", "url", "seen")] == [
        "Owls",
        "Ada\nBert",
        "2602.15763v2",
        "",
        token(STORED),
    ]
    elsewhere = KnownPaperForm(stored={**STORED, "url": "https://owls.example/paper"})
    assert elsewhere["url"].value() == "https://owls.example/paper"


def test_a_pdf_is_read_with_its_name(monkeypatch):
    form = PdfForm({}, {"pdf": SimpleUploadedFile("owls.pdf", make_pdf("Owls see well."))})
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["pdf"].name, form.cleaned_data["pdf"].text.pages) == ("owls.pdf", ("Owls see well.",))
    assert PdfForm({}).errors == {"pdf": ["Choose a PDF."]}
    monkeypatch.setattr("reviews.forms.paper.MOST_BYTES", 3)
    large = PdfForm({}, {"pdf": SimpleUploadedFile("owls.pdf", b"%PDF")})
    assert large.errors == {"pdf": ["owls.pdf is too large: 4 bytes, where at most 3 are read."]}
    assert MOST_BYTES == 50 * 1024 * 1024


def test_a_full_text_keeps_its_page_breaks():
    form = FullTextForm(sent(full_text=" Owls.\x0cKites.\n"))
    assert form.is_valid()
    assert form.cleaned_data["full_text"] == " Owls.\x0cKites.\n"
    for text in ("", " \n\x0c"):
        assert FullTextForm(sent(full_text=text)).errors == {"full_text": [NO_TEXT]}
