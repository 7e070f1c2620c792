"""Forms of a paper: its reference, its PDF, its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from reviews.bibliography import Reference, UnreadableReference, read_reference
from reviews.bibliography.identifiers import PaperIds, canonical_address, parse_paper_ids
from reviews.bibliography.lookup import Completed
from reviews.forms import LinesField, SeenForm, VerbForm
from reviews.intake.document import IntakeError
from reviews.pdf.reading import MOST_BYTES, PdfText, read_pdf

WAYS = "Give an arXiv id, a DOI, a link, BibTeX or CSL-JSON to look it up by."
NO_TEXT = "Paste the text of the paper."
PDF_HELP = "Up to 50 MB. Its text is kept page by page, so that what respondents say can be looked up in it."
FOUND = {
    "paper_title": "title",
    "authors": "authors",
    "arxiv_id": "arxiv_id",
    "doi": "doi",
    "url": "url",
    "abstract": "abstract",
}
"""The fields that a look-up fills, and their names in a Reference."""
AS_TYPED = {"spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}
"""The attributes of an input whose text the browser leaves alone."""


@dataclass(frozen=True)
class Pdf:
    """An uploaded PDF and its text."""

    data: bytes
    name: str
    text: PdfText


class PdfField(forms.FileField):
    """A PDF; its clean value is a Pdf or None."""

    widget = forms.FileInput(attrs={"accept": "application/pdf,.pdf"})

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> Pdf | None:
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        name = file.name or ""
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                f"{name} is too large: {file.size:,} bytes, where at most {MOST_BYTES:,} are read."
            )
        file.seek(0)
        content = file.read()
        try:
            return Pdf(content, name, read_pdf(content, name))
        except IntakeError as error:
            raise forms.ValidationError(str(error)) from error


class PaperForm(VerbForm):
    """The paper of a comparison; `where` fills the fields left empty."""

    where = forms.CharField(
        label="The paper",
        required=False,
        help_text="An arXiv id, a DOI, a link, BibTeX or CSL-JSON, however you have it.",
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": "2602.15763", **AS_TYPED}),
    )
    paper_title = forms.CharField(label="Title of the paper", required=False, max_length=500)
    authors = LinesField(label="Authors", required=False, help_text="One per line.")
    arxiv_id = forms.CharField(
        label="arXiv id",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=AS_TYPED),
        help_text="With its version, if you mean one.",
    )
    doi = forms.CharField(label="DOI", required=False, max_length=300, widget=forms.TextInput(attrs=AS_TYPED))
    url = forms.CharField(
        label="Link",
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs=AS_TYPED),
        help_text="Only if it is neither arXiv’s nor the DOI’s.",
    )
    abstract = forms.CharField(
        label="Abstract", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )

    replaced: Mapping[str, str] = {}
    """The typed text that a look-up replaced, by field name."""
    note = ""
    """A sentence on what the look-up found."""
    partly = False
    """Whether the look-up failed, and the fields hold only what was given."""

    def given_reference(self) -> Reference | None:
        """The reference to look the paper up by.

        It is read from `where`, else from an uploaded PDF, else from the arXiv id and the DOI. None if there is none:
        then the form has an error that says why.
        """
        if text := self.data.get("where", "").strip():
            try:
                return read_reference(text)
            except UnreadableReference:
                return None  # clean_where adds the error
        if "pdf" in self.fields and "pdf" in self.files:
            self.is_valid()
            if not (pdf := self.cleaned_data.get("pdf")):
                return None
            identity = pdf.text.identity
            if not (identity.title or identity.arxiv_id or identity.doi):
                self.add_error("pdf", f"{pdf.name} does not say which paper it is: fill its title in by hand.")
                return None
            return identity
        ids, doi = _parsed(self.data.get("arxiv_id", "")), _parsed(self.data.get("doi", "")).doi
        if not ids.arxiv_id and not doi:
            self.is_valid()
            self.add_error("where", WAYS)
            return None
        return Reference(arxiv_id=ids.arxiv_id, version=ids.version, doi=doi)

    def fill_in(self, completed: Completed) -> None:
        """Put the result of a look-up into the fields.

        A field that it leaves empty keeps what was typed, unless that was typed of another paper. A failure is a note
        if the title is known, else an error of `where`.
        """
        sent: Any = self.data
        data, reference, replaced = sent.copy(), completed.reference, {}
        is_another = _is_another(reference, sent)
        for name, value in _as_typed(reference).items():
            typed = sent.get(name, "").replace("\r\n", "\n").strip()
            if value != typed and (value or is_another):
                data[name] = value
                if typed:
                    replaced[name] = typed
        if "title" in self.fields and not sent.get("title", "").strip():
            data["title"] = reference.title[:300]
        self.data, self.replaced = data, replaced
        self.tidy()
        self.full_clean()
        if not completed.failure:
            self.note = f"Found: {reference.title}{'' if reference.title.endswith(('?', '!', '.')) else '.'}"
        elif reference.title:
            self.note, self.partly = f"Filled in from what you gave alone. {completed.failure}", True
        else:
            self.add_error("where", completed.failure)

    def clean_where(self) -> Reference:
        if not (text := self.cleaned_data["where"].strip()):
            return Reference()
        try:
            return read_reference(text)
        except UnreadableReference as error:
            raise forms.ValidationError(str(error)) from error

    def clean_arxiv_id(self) -> PaperIds:
        given = self.cleaned_data["arxiv_id"]
        ids = _parsed(given)
        if given.strip() and not ids.arxiv_id:
            raise forms.ValidationError("Give an arXiv id, such as 2602.15763 or 2602.15763v2.")
        return ids

    def clean_doi(self) -> str:
        given = self.cleaned_data["doi"]
        doi = _parsed(given).doi
        if given.strip() and not doi:
            raise forms.ValidationError("Give a DOI, such as 10.1000/182.")
        return doi

    def clean_url(self) -> str:
        url = self.cleaned_data["url"].strip()
        if url and not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError("Give an address that begins with https://.")
        return url

    def clean(self) -> dict[str, Any]:
        """Fill the empty fields from `where`, which may not name another paper."""
        given = super().clean() or self.cleaned_data
        where = given.get("where")
        if not isinstance(where, Reference):
            return given
        ids = given.get("arxiv_id") or PaperIds()
        version = ids.version if where.version else ""
        for known, named in (
            (ids.arxiv_id + version, where.arxiv_id + (where.version if version else "")),
            (given.get("doi", ""), where.doi),
        ):
            if known and named and known.lower() != named.lower():
                self.add_error("where", f"This names {named}, and a field below {known}: look it up, or put one right.")
        if where.arxiv_id and not ids.arxiv_id:
            given["arxiv_id"] = PaperIds(arxiv_id=where.arxiv_id, version=where.version)
        for name in ("authors", "doi", "url", "abstract"):
            given[name] = given.get(name) or getattr(where, name)
        given["paper_title"] = given.get("paper_title") or where.title
        return given

    def paper(self) -> dict[str, Any]:
        """The fields of Paper, for the verbs.

        `title` is there only if it was given.
        """
        given = self.cleaned_data
        ids: PaperIds = given["arxiv_id"]
        paper = {
            "authors": list(given["authors"]),
            "arxiv_id": ids.arxiv_id,
            "version": ids.version,
            "doi": given["doi"],
            "url": given["url"] or canonical_address(ids.arxiv_id, given["doi"]),
            "abstract": given["abstract"].strip(),
        }
        return paper | ({"title": given["paper_title"]} if given["paper_title"] else {})

    @property
    def rows(self) -> Iterator[tuple[forms.BoundField, str]]:
        """The fields that a look-up fills, each with the text it replaced."""
        for name in FOUND:
            yield self[name], self.replaced.get(name, "")


class KnownPaperForm(SeenForm, PaperForm):
    """The reference of a stored paper, to be changed."""

    @staticmethod
    def filled(stored: Mapping[str, Any]) -> dict[str, Any]:
        arxiv_id, doi, url = stored["arxiv_id"], stored["doi"], stored["url"]
        return {
            "paper_title": stored["title"],
            "authors": stored["authors"],
            "arxiv_id": f"{arxiv_id}{stored['version']}" if arxiv_id else "",
            "doi": doi,
            "url": "" if url == canonical_address(arxiv_id, doi) else url,
            "abstract": stored["abstract"],
        }


class PdfForm(SeenForm):
    """The PDF of a paper."""

    pdf = PdfField(label="The PDF", help_text=PDF_HELP, error_messages={"required": "Choose a PDF."})


class FullTextForm(SeenForm):
    """The text of a paper, to check respondents' statements against."""

    verbatim = frozenset({"full_text"})

    full_text = forms.CharField(
        label="Full text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text="Paste it as it comes from the PDF. Page breaks (form feeds) are kept; "
        "a line such as “--- page 3 ---” begins a page, too.",
        error_messages={"required": NO_TEXT},
    )

    def clean_full_text(self) -> str:
        text = self.cleaned_data["full_text"]
        if not text.strip():
            raise forms.ValidationError(NO_TEXT)
        return text


def _is_another(found: Reference, data: QueryDict) -> bool:
    """Whether the typed arXiv id or DOI is that of another paper."""
    typed = _parsed(data.get("arxiv_id", "")).arxiv_id, _parsed(data.get("doi", "")).doi
    pairs = zip(typed, (found.arxiv_id, found.doi), strict=True)
    return any(ours and theirs and ours.lower() != theirs.lower() for ours, theirs in pairs)


def _as_typed(found: Reference) -> dict[str, str]:
    """A reference as a person would type it into the fields."""
    fields = {name: getattr(found, attribute) for name, attribute in FOUND.items()}
    return fields | {
        "authors": "\n".join(found.authors),
        "arxiv_id": f"{found.arxiv_id}{found.version}" if found.arxiv_id else "",
        "url": "" if found.url == canonical_address(found.arxiv_id, found.doi) else found.url,
    }


def _parsed(name: str) -> PaperIds:
    try:
        ids = parse_paper_ids(name)
        Reference(**ids._asdict())  # refuses what is too long for an id
    except ValueError:
        return PaperIds()
    return ids
