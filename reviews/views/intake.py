"""The intake page: documents become drafts, and stored ones can be corrected."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from reviews.access import EDIT
from reviews.domain.ask_sheet import sheet_of
from reviews.domain.documents import Document, parsed_of
from reviews.domain.drafts import StoredAlready, begin_draft, drafts_of, reopen_source
from reviews.domain.exports import exports_of, forget_expired, keep_export, unpack_uploads
from reviews.domain.transcripts import archive_transcript, restore_transcript
from reviews.forms.intake import MOST_SENT, CalledForm, FilesForm, PasteForm
from reviews.intake.document import Voice
from reviews.intake.page.model_names import voice_of
from reviews.models import Comparison, IntakeDraft, IntakeExport, Source, Transcript, User
from reviews.refusal import Refused
from reviews.web.batch import remember_batch
from reviews.web.context import Context, comparison_act, comparison_view
from reviews.web.large_forms import drop_rest, large_form
from reviews.web.requests import MemberRequest, lead

OPEN_AGAIN = "Its draft is open again, as you left it."


@comparison_view("intake", EDIT, methods=("GET",))
def intake(context: Context) -> HttpResponse:
    """The forms for documents, the viewer's drafts, and the stored documents."""
    return _show(context)


@comparison_act("intake", EDIT)
@large_form
def draft_paste(context: Context) -> HttpResponse:
    """Begin a draft of a paste, or keep it as an export."""
    comparison = context.comparison
    form = PasteForm(context.request.POST, sheet=sheet_of(comparison))
    if form.is_valid():
        with form.refusals():
            with unpack_uploads(form.exports) as unpacked:
                if unpacked:
                    export = keep_export(comparison=comparison, by=context.user, unpacked=unpacked)
                    return redirect("reviews:export_detail", comparison.slug, export.pk)
            return _begin_pasted(context, form)
    return _show(context, paste=form)


@comparison_act("intake", EDIT)
@csrf_exempt
def draft_upload(context: Context) -> HttpResponse:
    """Begin drafts of files and keep exports, all or none.

    Access and length are checked before anything is kept. The CSRF check, which reads the whole upload, comes after.
    """
    request = context.request
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_SENT:
        drop_rest(request)
        return _show(context, files=FilesForm.too_long())
    return _take_in(request, context)


@csrf_protect
def _take_in(request: MemberRequest, context: Context) -> HttpResponse:
    comparison, by = context.comparison, context.user
    form = FilesForm(request.POST, request.FILES, sheet=sheet_of(comparison))
    if form.is_valid():
        with form.refusals(), unpack_uploads(form.exports) as unpacked, transaction.atomic():
            drafts = [_begin(comparison, by, document) for document in form.documents]
            export = keep_export(comparison=comparison, by=by, unpacked=unpacked) if unpacked else None
            return _lead_to(context, drafts, export)
    return _show(context, files=form)


def _begin_pasted(context: Context, form: PasteForm) -> HttpResponse:
    """Begin the draft of a paste, or open the one of before."""
    comparison, by, document = context.comparison, context.user, form.document
    named = bool(form.cleaned_data["respondent"] or form.cleaned_data["kind"])
    again = drafts_of(by, comparison).filter(source=None, sha256=document.sha256).exists()
    draft = begin_draft(comparison=comparison, by=by, document=document, named=named)
    if again:
        opened = _opened_again(draft, form) if named else OPEN_AGAIN
        messages.info(context.request, f"You pasted this text before. {opened}")
    return redirect("reviews:draft_detail", comparison.slug, draft.pk)


def _opened_again(draft: IntakeDraft, form: PasteForm) -> str:
    (given, *_), (first, *others) = form.document.parsed.voices, parsed_of(draft).voices
    if others or (form.cleaned_data["respondent"] and first.name != given.name):
        return f"{OPEN_AGAIN} It names who speaks itself: who you named is not taken over."
    return f"Its draft is open again, now as {first.name}, a {first.kind}."


def _begin(comparison: Comparison, by: User, document: Document) -> IntakeDraft:
    """Begin the draft of a file. Raises Refused, naming the file."""
    try:
        return begin_draft(comparison=comparison, by=by, document=document)
    except StoredAlready as stored:
        raise StoredAlready(f"{document.name}: {stored}", stored.source, field="files") from stored
    except Refused as refusal:
        raise Refused(f"{document.name}: {refusal}", field="files") from refusal


def _lead_to(context: Context, drafts: list[IntakeDraft], export: IntakeExport | None) -> HttpResponse:
    """Lead to the only draft, the export, or the list of drafts."""
    request, slug = context.request, context.comparison.slug
    if export is None and len(drafts) == 1:
        return lead(request, "reviews:draft_detail", slug, drafts[0].pk)
    remember_batch(request, drafts)
    if drafts:
        read = "1 document is" if len(drafts) == 1 else f"{len(drafts)} documents are"
        messages.success(request, f"{read} read: look at each before it is stored.")
    if export:
        return lead(request, "reviews:export_detail", slug, export.pk)
    return lead(request, "reviews:intake", slug)


@comparison_act("intake", EDIT)
def source_reopen(context: Context, source: int) -> HttpResponse:
    """Open a stored document as a draft, to be corrected.

    The form may name who speaks in it.
    """
    called = CalledForm(context.request.POST).voice()
    stored = get_object_or_404(context.comparison.sources, pk=source)
    draft = reopen_source(source=stored, by=context.user, called=called)
    return redirect("reviews:draft_detail", context.comparison.slug, draft.pk)


@comparison_act("intake", EDIT)
def transcript_archive(context: Context, transcript: int) -> HttpResponse:
    """Take a column out of every table."""
    archived = _transcript(context, transcript)
    archive_transcript(transcript=archived)
    name = context.lens.name(archived)
    messages.success(context.request, f"{name} is taken out of every table. Its words and marks are kept.")
    return _return(context)


@comparison_act("intake", EDIT)
def transcript_restore(context: Context, transcript: int) -> HttpResponse:
    """Put a column back."""
    restored = _transcript(context, transcript)
    try:
        restore_transcript(transcript=restored)
        messages.success(context.request, f"{context.lens.name(restored)} is back in every table.")
    except Refused as refusal:
        messages.error(context.request, str(refusal))
    return _return(context)


def _return(context: Context) -> HttpResponse:
    """The page that the form was on: intake, or that of respondents."""
    on_respondents = context.request.POST.get("on") == "respondents"
    return redirect("collation:respondent_list" if on_respondents else "reviews:intake", context.comparison.slug)


def _transcript(context: Context, pk: int) -> Transcript:
    return get_object_or_404(context.comparison.transcripts.select_related("respondent__identity"), pk=pk)


def _show(context: Context, *, paste: PasteForm | None = None, files: FilesForm | None = None) -> HttpResponse:
    forget_expired()
    comparison, lens = context.comparison, context.lens
    heavy = ("data", "text", "pieces", "voices", "messages")
    sources = comparison.sources.filter(continued_by=None).defer(*heavy).select_related("created_by")
    sources = sources.prefetch_related(
        Prefetch(
            "transcripts", Transcript.objects.counted().select_related("respondent__identity").order_by("position")
        ),
        Prefetch("continues", Source.objects.defer(*heavy)),
    )
    stored = [
        (source, [(transcript, lens.name(transcript)) for transcript in source.transcripts.all()]) for source in sources
    ]
    shown = {
        "paste": paste or PasteForm(),
        "files": files or FilesForm(),
        "already": _stored_already(context, paste or files),
        "drafts": list(drafts_of(context.user, comparison)),
        "exports": list(exports_of(context.user, comparison)),
        "stored": stored,
    }
    return context.render("reviews/intake/page.html", shown, status=422 if paste or files else 200)


@dataclass(frozen=True)
class AlreadyStored:
    """A stored document that somebody gave again.

    `columns` are the names and keys of its columns. `called` is the name that was typed, if it is another one, and
    `may_be_called` whether the document has one respondent, who can be called so.
    """

    source: Source
    columns: tuple[tuple[str, str], ...]
    called: str
    kind: str
    may_be_called: bool


def _stored_already(context: Context, form: PasteForm | FilesForm | None) -> AlreadyStored | None:
    if form is None or form.stored is None:
        return None
    held = list(form.stored.transcripts.select_related("respondent__identity").order_by("position"))
    columns = tuple((context.lens.name(one), context.lens.key(one)) for one in held if one.archived_at is None)
    typed, kind = form.cleaned_data.get("respondent", ""), form.cleaned_data.get("kind", "")
    voice = voice_of(typed, kind)
    differs = voice is not None and bool(typed) and all(not _is(voice, one) for one in held)
    return AlreadyStored(form.stored, columns, typed if differs else "", kind, len(form.stored.voices) == 1)


def _is(voice: Voice, transcript: Transcript) -> bool:
    known = transcript.respondent
    same = known.name.casefold() == voice.name.casefold()
    return same and (not voice.version or voice.version == known.version)
