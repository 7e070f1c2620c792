"""The intake page: a document comes in and becomes a draft; what is stored is listed and can be corrected."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from reviews.access import EDIT, Seat, comparison_for
from reviews.domain.ask_sheet import sheet_of
from reviews.domain.documents import Document
from reviews.domain.drafts import StoredAlready, begin_draft, drafts_of, parsed_of, reopen_source
from reviews.domain.exports import exports_of, forget_expired, keep_export, laid_out
from reviews.domain.sources import archive_transcript, restore_transcript
from reviews.forms.intake import MOST_SENT, FilesForm, PasteForm
from reviews.intake.bytes.decode import MAX_BYTES
from reviews.lens import lens
from reviews.models import Comparison, IntakeDraft, IntakeExport, Source, Transcript, User
from reviews.refusal import Refused
from reviews.web.requests import MemberRequest, lead

OPEN_AGAIN = "Its draft is open again, as you left it."
MOST_FORM_BYTES = 4 * MAX_BYTES
_CHUNK = 1024 * 1024


def large_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets one view read an urlencoded form of up to MOST_FORM_BYTES; every other view keeps Django's limit.

    What is longer is cut off there, for the form to refuse in words. The form is read here, before the middleware's
    check of its token would read it under the site's limit; the same check follows.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def with_large_form(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and request.content_type == "application/x-www-form-urlencoded":
            body = request.read(MOST_FORM_BYTES)
            while request.read(_CHUNK):
                pass
            request.POST = QueryDict(body, encoding=request.encoding or "utf-8")
        return checked(request, *args, **kwargs)

    return with_large_form


@login_required
@require_GET
def intake(request: MemberRequest, slug: str) -> HttpResponse:
    """Where documents come in: paste, files, one's open drafts, and what is stored."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    return _page(request, comparison, seat)


@login_required
@require_POST
@large_form
def draft_paste(request: MemberRequest, slug: str) -> HttpResponse:
    """A paste becomes a draft, or an export to choose from."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    form = PasteForm(request.POST, sheet=sheet_of(comparison))
    if form.is_valid():
        with form.refusals():
            with laid_out(form.exports) as laid:
                if laid:
                    export = keep_export(comparison=comparison, by=request.user, laid=laid)
                    return redirect("reviews:export_detail", slug, export.pk)
            return _begin_pasted(request, comparison, form)
    return _page(request, comparison, seat, paste=form)


@login_required
@require_POST
@csrf_exempt
def draft_upload(request: MemberRequest, slug: str) -> HttpResponse:
    """Each file becomes a draft, files of many conversations an export to choose from; or none of them does.

    Who may not do this, and what is too long, is turned away before any of it is kept. The check of the token, which
    reads all of it, comes after.
    """
    comparison, seat = comparison_for(request.user, slug, EDIT)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_SENT:
        while request.read(_CHUNK):
            pass
        return _page(request, comparison, seat, files=FilesForm.too_long())
    return _take_in(request, comparison, seat)


@csrf_protect
def _take_in(request: MemberRequest, comparison: Comparison, seat: Seat) -> HttpResponse:
    form = FilesForm(request.POST, request.FILES, sheet=sheet_of(comparison))
    if form.is_valid():
        by = request.user
        with form.refusals(), laid_out(form.exports) as laid, transaction.atomic():
            drafts = [_begin(comparison, by, one) for one in form.documents]
            export = keep_export(comparison=comparison, by=by, laid=laid) if laid else None
            return _lead_to(request, comparison, drafts, export)
    return _page(request, comparison, seat, files=form)


def _begin_pasted(request: MemberRequest, comparison: Comparison, form: PasteForm) -> HttpResponse:
    """Leads to the draft of a paste; of one that is open already, it is said whether who was named now speaks there."""
    document, named = form.document, bool(form.cleaned_data["respondent"] or form.cleaned_data["kind"])
    again = drafts_of(request.user, comparison).filter(source=None, sha256=document.sha256).exists()
    draft = begin_draft(comparison=comparison, by=request.user, document=document, named=named)
    if again:
        messages.info(request, f"You pasted this text before. {_opened_again(draft, form) if named else OPEN_AGAIN}")
    return redirect("reviews:draft_detail", comparison.slug, draft.pk)


def _opened_again(draft: IntakeDraft, form: PasteForm) -> str:
    (told, *_), (first, *others) = form.document.parsed.voices, parsed_of(draft).voices
    if others or (form.cleaned_data["respondent"] and first.name != told.name):
        return f"{OPEN_AGAIN} It names who speaks itself: who you named is not taken over."
    return f"Its draft is open again, now as {first.name}, a {first.kind}."


def _begin(comparison: Comparison, by: User, document: Document) -> IntakeDraft:
    """The draft of one of the files. Raises Refused, naming the file."""
    try:
        return begin_draft(comparison=comparison, by=by, document=document)
    except StoredAlready as stored:
        raise StoredAlready(f"{document.name}: {stored}", stored.source, field="files") from stored
    except Refused as refusal:
        raise Refused(f"{document.name}: {refusal}", field="files") from refusal


def _lead_to(
    request: MemberRequest, comparison: Comparison, drafts: list[IntakeDraft], export: IntakeExport | None
) -> HttpResponse:
    """What came of an upload: the one draft, the export, or all the drafts on the intake page."""
    if export is None and len(drafts) == 1:
        return lead(request, "reviews:draft_detail", comparison.slug, drafts[0].pk)
    if drafts:
        read = "1 document is" if len(drafts) == 1 else f"{len(drafts)} documents are"
        messages.success(request, f"{read} read: look at each before it is stored.")
    if export:
        return lead(request, "reviews:export_detail", comparison.slug, export.pk)
    return lead(request, "reviews:intake", comparison.slug)


@login_required
@require_POST
def source_reopen(request: MemberRequest, slug: str, source: int) -> HttpResponse:
    """A stored document becomes a draft again, to be corrected."""
    comparison, _seat = comparison_for(request.user, slug, EDIT)
    draft = reopen_source(source=get_object_or_404(comparison.sources, pk=source), by=request.user)
    return redirect("reviews:draft_detail", slug, draft.pk)


@login_required
@require_POST
def transcript_archive(request: MemberRequest, slug: str, transcript: int) -> HttpResponse:
    """Takes a column out of every table."""
    comparison, _seat = comparison_for(request.user, slug, EDIT)
    found = get_object_or_404(comparison.transcripts.select_related("respondent"), pk=transcript)
    archive_transcript(transcript=found)
    name = lens(request.user, comparison).name(found)
    messages.success(request, f"{name} is taken out of every table. Its words and marks are kept.")
    return redirect("reviews:intake", slug)


@login_required
@require_POST
def transcript_restore(request: MemberRequest, slug: str, transcript: int) -> HttpResponse:
    """Puts a column back."""
    comparison, _seat = comparison_for(request.user, slug, EDIT)
    found = get_object_or_404(comparison.transcripts.select_related("respondent"), pk=transcript)
    try:
        restore_transcript(transcript=found)
        messages.success(request, f"{lens(request.user, comparison).name(found)} is back in every table.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reviews:intake", slug)


def _page(
    request: MemberRequest,
    comparison: Comparison,
    seat: Seat,
    *,
    paste: PasteForm | None = None,
    files: FilesForm | None = None,
) -> HttpResponse:
    forget_expired()
    seen = lens(request.user, comparison)
    heavy = ("data", "text", "pieces", "voices", "said")
    sources = comparison.sources.filter(continued_by=None).defer(*heavy).select_related("came_from")
    sources = sources.prefetch_related(
        Prefetch("transcripts", Transcript.objects.counted().select_related("respondent").order_by("position")),
        Prefetch("continues", Source.objects.defer(*heavy)),
    )
    stored = [
        (source, [(transcript, seen.name(transcript)) for transcript in source.transcripts.all()]) for source in sources
    ]
    return render(
        request,
        "reviews/intake.html",
        {
            "comparison": comparison,
            "seat": seat,
            "lens": seen,
            "here": "intake",
            "paste": paste or PasteForm(),
            "files": files or FilesForm(),
            "drafts": list(drafts_of(request.user, comparison)),
            "exports": list(exports_of(request.user, comparison)),
            "stored": stored,
        },
        status=422 if paste or files else 200,
    )
