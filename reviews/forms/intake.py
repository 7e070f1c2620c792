"""Forms of the intake: pastes and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from reviews.characters import without
from reviews.domain.documents import Document
from reviews.domain.drafts import StoredAlready
from reviews.forms import Form, VerbForm
from reviews.intake.bytes.archive import is_archive
from reviews.intake.bytes.decode import MAX_BYTES
from reviews.intake.bytes.json_stream import may_be_json
from reviews.intake.document import IntakeError, Voice
from reviews.intake.exports.chat import ManyConversations
from reviews.intake.exports.registry import EXPORTS
from reviews.intake.exports.uploads import MOST_UPLOADED
from reviews.intake.page.model_names import voice_of
from reviews.intake.page.question_headings import NO_SHEET, Sheet
from reviews.intake.parse import alone, parse
from reviews.intake.title import titled
from reviews.models import RespondentKind, Source

MOST_AT_ONCE = 5 * MAX_BYTES
"""The most bytes of files that are read whole in one request."""
MOST_SENT = MOST_UPLOADED + MAX_BYTES
"""The most bytes of an upload that the server takes in."""
TOO_LONG = "More than 1 GB is not read at once: give fewer files, or the ZIP that the export came in."
ALL_OR_NONE = "So none of the files is read: give the others alone."
EXPORTED = {export.name for export in EXPORTS}


class _DocumentForm(VerbForm):
    """The base of forms that take documents in.

    `stored` is the source that holds the document already, if it was refused for that.
    """

    stored: Source | None = None

    def __init__(self, *args: Any, sheet: Sheet = NO_SHEET, **kwargs: Any) -> None:
        """Take the `sheet`: the questions that everyone was asked in the comparison."""
        super().__init__(*args, **kwargs)
        self.sheet = sheet

    @contextmanager
    def refusals(self) -> Iterator[None]:
        with super().refusals():
            try:
                yield
            except StoredAlready as already:
                self.stored = already.source.continued_by or already.source
                raise


class PasteForm(_DocumentForm):
    """A paste.

    If it is valid, `document` is the paste as it was read, or `exports` holds the export to choose from.
    """

    verbatim = frozenset({"text", "html"})

    text = forms.CharField(
        label="The conversation, or one answer",
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false", "autocomplete": "off", "autofocus": True}),
    )
    html = forms.CharField(
        strip=False, required=False, widget=forms.Textarea(attrs={"hidden": True, "aria-hidden": "true"})
    )
    respondent = forms.CharField(label="Who said this?", max_length=100, required=False)
    kind = forms.ChoiceField(label="Model or person", choices=[("", "Detect"), *RespondentKind.choices], required=False)

    document: Document
    exports: list[tuple[str, BinaryIO]]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "text" not in given:
            return given
        self.exports = []
        html = given.get("html", "")
        data = given["text"].encode("utf-8", "replace")
        try:
            parsed = parse(
                data,
                html=html or None,
                respondent=given.get("respondent", ""),
                kind=given.get("kind", ""),
                sheet=self.sheet,
            )
        except ManyConversations:
            self.exports = [("A paste", BytesIO(data))]
            return given
        except IntakeError as error:
            self.add_error("text", str(error))
            return given
        parsed = replace(parsed, title=titled(parsed))
        if parsed.format == "clipboard_html":
            self.document = Document(html.encode("utf-8", "replace"), "", "text/html", parsed)
        else:
            self.document = Document(data, "", "text/plain", parsed)
        return given


class CalledForm(Form):
    """Who somebody says speaks in a stored document."""

    respondent = forms.CharField(max_length=100, required=False)
    kind = forms.ChoiceField(choices=RespondentKind.choices, required=False)

    def voice(self) -> Voice | None:
        """The respondent, or None if nobody is named."""
        given = self.cleaned_data if self.is_valid() else {}
        return voice_of(given.get("respondent", ""), given.get("kind", ""))


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """The uploaded files as a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in given or [None]]


class FilesForm(_DocumentForm):
    """Files, all or none of which are read.

    If the form is valid, `documents` are the files that were read, and `exports` those to choose from, as (name,
    file): exports of many conversations, exports too large to read at once, and those that came with one of these.
    """

    files = SeveralFilesField(  # type: ignore[assignment]  # the form takes its fields out of the class
        label="Files",
        error_messages={"required": "Choose a file first."},
        allow_empty_file=True,
        max_length=255,
        widget=SeveralFilesInput({"data-most": MOST_UPLOADED, "data-too-long": TOO_LONG}),
        help_text="Text, Markdown, Word (.docx) or OpenDocument (.odt), up to 20 MB; exports of ChatGPT, Claude, AI "
        "Studio or Gemini, as ZIP or JSON, up to 1 GB. Of many conversations you choose which to look at.",
    )

    documents: list[Document]
    exports: list[tuple[str, BinaryIO]]

    @classmethod
    def too_long(cls) -> FilesForm:
        """The form with the error that too much was sent."""
        form = cls({})
        form.errors["files"] = form.error_class([TOO_LONG])
        return form

    def clean_files(self) -> list[UploadedFile]:
        given: list[UploadedFile] = self.cleaned_data["files"]
        read_whole = MAX_BYTES if _size(given) <= MOST_AT_ONCE else 0
        to_choose_from = {file for file in given if _size([file]) > read_whole and _may_be_export(file)}
        rest = [file for file in given if file not in to_choose_from]
        if _size(rest) > MOST_AT_ONCE:
            raise forms.ValidationError(f"These are more than {MOST_AT_ONCE:,} bytes: give fewer files at once.")
        read: dict[UploadedFile, Document] = {}
        refused = []
        for file in rest:
            try:
                read[file] = _read(file, self.sheet)
            except ManyConversations:
                to_choose_from.add(file)
            except IntakeError as error:
                refused.append(str(error))
        if refused:
            others = len(given) - len(refused)
            raise forms.ValidationError(refused + [ALL_OR_NONE] * bool(others))
        if to_choose_from:
            to_choose_from |= {file for file in read if read[file].parsed.format in EXPORTED and _may_be_export(file)}
        self.exports = [(file.name or "", _bytes_of(file)) for file in given if file in to_choose_from]
        self.documents = [read[file] for file in given if file not in to_choose_from]
        return given


def _media_type(file: UploadedFile) -> str:
    """The media type that the browser gives, cut for storing."""
    return without(file.content_type or "")[:100] or "application/octet-stream"


def _size(files: Iterable[UploadedFile]) -> int:
    return sum(file.size or 0 for file in files)


def _may_be_export(file: UploadedFile) -> bool:
    """Whether the file begins like a ZIP archive or like JSON."""
    data = _bytes_of(file)
    if is_archive(data):
        return True
    data.seek(0)
    return may_be_json(data.read(1024).decode("utf-8-sig", "replace"))


def _bytes_of(file: UploadedFile) -> BinaryIO:
    return cast(BinaryIO, file.file)


def _read(file: UploadedFile, sheet: Sheet) -> Document:
    name = file.name or ""
    if (file.size or 0) > MAX_BYTES:
        raise IntakeError(f"{name} is too large: {file.size:,} bytes, where at most {MAX_BYTES:,} are read.")
    file.seek(0)
    data = alone(file.read(), name=name)
    return Document(data, name, _media_type(file), parse(data, name=name, sheet=sheet))
