"""Forms of a paper: what it is called and where it is, its PDF, its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from reviews.bibliography import Reference, UnreadableReference, read_reference
from reviews.bibliography.identifiers import PaperIds, canonical_address, parse_paper_ids
from reviews.bibliography.lookup import LookupFailed, look_up
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
"""The fields that looking a paper up fills, and what they are called in a Reference."""
AS_TYPED = {"spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}


@dataclass(frozen=True)
class Pdf:
    """An uploaded PDF, read."""

    data: bytes
    name: str
    text: PdfText


class PdfField(forms.FileField):
    """A PDF; its clean value is a Pdf, or None where none was given."""

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
    """The paper that a comparison is about. What is given as `where` fills the fields that are left empty."""

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
    """Of a paper that was looked up: the field's name → what stood in it until now, where that is something else."""
    note = ""
    """Of a paper that was looked up: what was found, in a sentence."""
    partly = False
    """Whether nobody could be asked, and only what was given itself is filled in."""

    @classmethod
    def looked_up(cls, data: QueryDict, files: MultiValueDict[str, UploadedFile], **options: Any) -> Self:
        """The form as it was sent, with what is found of the paper in the place of what was typed. What is not found
        stays, but for what was typed of another paper. It is found by `where`, else by an uploaded PDF, else by the
        arXiv id or the DOI below: arXiv and the registries of DOIs are asked, and what the reference or the PDF says
        itself fills the rest. What goes wrong is an error of its field."""
        asked = cls(data, files, **options)
        given = asked._given()
        if given is None:
            return asked
        found, failure = given, None
        if given.arxiv_id or given.doi or not given.title:
            try:
                found = _joined(look_up(given), given)
            except LookupFailed as failed:
                failure = failed
        form = asked._with(found, data, files, **options)
        if failure and given.title:
            form.note, form.partly = f"Filled in from what you gave alone. {failure}", True
        elif failure:
            form.is_valid()
            form.add_error("where", str(failure))
        else:
            form.note = f"Found: {found.title}."
        return form

    def _given(self) -> Reference | None:
        """What is known of the paper before anybody is asked; None where the form holds the reason why nothing is."""
        if text := self.data.get("where", "").strip():
            try:
                return read_reference(text)
            except UnreadableReference:
                return None  # which the form says by itself
        if "pdf" in self.fields and "pdf" in self.files:
            self.is_valid()
            if not (pdf := self.cleaned_data.get("pdf")):
                return None
            named = pdf.text.identity
            if not (named.title or named.arxiv_id or named.doi):
                self.add_error("pdf", f"{pdf.name} does not say which paper it is: fill its title in by hand.")
                return None
            return named
        ids, doi = _parsed(self.data.get("arxiv_id", "")), _parsed(self.data.get("doi", "")).doi
        if not ids.arxiv_id and not doi:
            self.is_valid()
            self.add_error("where", WAYS)
            return None
        return Reference(arxiv_id=ids.arxiv_id, version=ids.version, doi=doi)

    def _with(
        self, found: Reference, data: QueryDict, files: MultiValueDict[str, UploadedFile], **options: Any
    ) -> Self:
        """The form with what was found in it, and what that took the place of."""
        told, replaced = data.copy(), {}
        another = _is_another(found, data)
        for name, value in _told_by(found).items():
            typed = data.get(name, "").replace("\r\n", "\n").strip()
            if value != typed and (value or another):
                told[name] = value
                if typed:
                    replaced[name] = typed
        if "title" in self.fields and not data.get("title", "").strip():
            told["title"] = found.title[:300]
        form = type(self)(told, files, **options)
        form.replaced = replaced
        return form

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
        """What was given as `where`, in the fields that are empty; it may not name another paper than they do."""
        given = super().clean() or self.cleaned_data
        where = given.get("where")
        if not isinstance(where, Reference):
            return given
        ids = given.get("arxiv_id") or PaperIds()
        version = ids.version if where.version else ""
        for known, said in (
            (ids.arxiv_id + version, where.arxiv_id + (where.version if version else "")),
            (given.get("doi", ""), where.doi),
        ):
            if known and said and known.lower() != said.lower():
                self.add_error("where", f"This names {said}, and a field below {known}: look it up, or put one right.")
        if where.arxiv_id and not ids.arxiv_id:
            given["arxiv_id"] = PaperIds(arxiv_id=where.arxiv_id, version=where.version)
        for name in ("authors", "doi", "url", "abstract"):
            given[name] = given.get(name) or getattr(where, name)
        given["paper_title"] = given.get("paper_title") or where.title
        return given

    def paper(self) -> dict[str, Any]:
        """What the form says of the paper, for the verbs: fields of Paper, its title where there is one."""
        given = self.cleaned_data
        ids: PaperIds = given["arxiv_id"]
        told = {
            "authors": list(given["authors"]),
            "arxiv_id": ids.arxiv_id,
            "version": ids.version,
            "doi": given["doi"],
            "url": given["url"] or canonical_address(ids.arxiv_id, given["doi"]),
            "abstract": given["abstract"].strip(),
        }
        return told | ({"title": given["paper_title"]} if given["paper_title"] else {})

    @property
    def rows(self) -> Iterator[tuple[forms.BoundField, str]]:
        """The fields that looking the paper up fills, each with what stood in it before; "" for nothing else."""
        for name in FOUND:
            yield self[name], self.replaced.get(name, "")


class KnownPaperForm(SeenForm, PaperForm):
    """What is known of a paper that is stored, to be changed."""

    @staticmethod
    def filled(stands: Mapping[str, Any]) -> dict[str, Any]:
        arxiv_id, doi, url = stands["arxiv_id"], stands["doi"], stands["url"]
        return {
            "paper_title": stands["title"],
            "authors": stands["authors"],
            "arxiv_id": f"{arxiv_id}{stands['version']}" if arxiv_id else "",
            "doi": doi,
            "url": "" if url == canonical_address(arxiv_id, doi) else url,
            "abstract": stands["abstract"],
        }


class PdfForm(SeenForm):
    """The paper as a PDF."""

    pdf = PdfField(label="The PDF", help_text=PDF_HELP, error_messages={"required": "Choose a PDF."})


class FullTextForm(SeenForm):
    """The paper's own text, to search what respondents say in it."""

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
    """Whether what was typed names another paper than was found, by an arXiv id or a DOI."""
    typed = _parsed(data.get("arxiv_id", "")).arxiv_id, _parsed(data.get("doi", "")).doi
    pairs = zip(typed, (found.arxiv_id, found.doi), strict=True)
    return any(one and other and one.lower() != other.lower() for one, other in pairs)


def _joined(found: Reference, given: Reference) -> Reference:
    """What was found, and what was given of the rest."""
    known = {name: value for name, value in asdict(found).items() if value}
    return replace(given, **known)


def _told_by(found: Reference) -> dict[str, str]:
    """What a reference says, as it is typed into the form's fields."""
    told = {name: getattr(found, called) for name, called in FOUND.items()}
    return told | {
        "authors": "\n".join(found.authors),
        "arxiv_id": f"{found.arxiv_id}{found.version}" if found.arxiv_id else "",
        "url": "" if found.url == canonical_address(found.arxiv_id, found.doi) else found.url,
    }


def _parsed(name: str) -> PaperIds:
    try:
        ids = parse_paper_ids(name)
        Reference(**ids._asdict())  # which none is that is too long to be one
    except ValueError:
        return PaperIds()
    return ids
