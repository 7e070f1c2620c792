"""The paper of a comparison: what is known of it, its PDF, its text to read and to search."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models.functions import Length
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reviews.access import EDIT, Seat, comparison_for
from reviews.bibliography.identifiers import canonical_address
from reviews.bibliography.lookup import fetch_pdf
from reviews.domain.comparisons import describe_paper, standing_paper
from reviews.domain.optimistic_lock import token
from reviews.domain.papers import StoredPdf, standing_text, store_pages, store_pdf
from reviews.forms import VerbForm
from reviews.forms.paper import FullTextForm, KnownPaperForm, Pdf, PdfForm
from reviews.intake.document import IntakeError
from reviews.lens import lens
from reviews.models import Comparison, PaperFile
from reviews.pdf.reading import read_pdf
from reviews.pdf.search import read_pages
from reviews.refusal import Refused
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest

MOST_AUTHORS = 10  # before the rest is folded


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: MemberRequest, slug: str) -> HttpResponseBase:
    """Everything about the paper, with `q` found in its text; a post changes what is known of it."""
    if request.method == "POST":
        return _describe(request, slug)
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)
    return conditional(request, comparison, seat, view, lambda: _page(request, comparison, seat))


def _describe(request: MemberRequest, slug: str) -> HttpResponse:
    comparison, seat = comparison_for(request.user, slug, EDIT)
    form = KnownPaperForm(request.POST)
    if form.is_valid():
        with form.refusals():
            describe_paper(comparison=comparison, paper=form.paper(), seen=form.cleaned_data["seen"])
            messages.success(request, "Saved.")
            return redirect("reviews:paper", slug)
    return _page(request, comparison, seat, paper_form=form)


@login_required
@require_POST
def paper_look_up(request: MemberRequest, slug: str) -> HttpResponse:
    """The form with the paper looked up; nothing is stored."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    form = KnownPaperForm.looked_up(request.POST, request.FILES)
    return _page(request, comparison, seat, paper_form=form)


@login_required
@require_GET
@cache_control(private=True, no_cache=True)
@csp({"default-src": [NONE], "sandbox": True})  # type: ignore[arg-type]  # a member's request
def pdf_open(request: MemberRequest, slug: str) -> HttpResponse:
    """The PDF as it came in, to be saved: no browser opens it as a page of ours."""
    comparison, _ = comparison_for(request.user, slug)
    file = get_object_or_404(PaperFile, paper=comparison.paper_id)
    disposition = content_disposition_header(True, file.name) or "attachment"
    return HttpResponse(bytes(file.data), "application/pdf", headers={"Content-Disposition": disposition})


@login_required
@require_POST
def pdf_store(request: MemberRequest, slug: str) -> HttpResponse:
    """Keeps an uploaded PDF and its text, in the place of the text before."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    form = PdfForm(request.POST, request.FILES)
    if form.is_valid():
        pdf: Pdf = form.cleaned_data["pdf"]
        with form.refusals():
            seen = form.cleaned_data["seen"]
            _say(request, store_pdf(comparison=comparison, data=pdf.data, name=pdf.name, text=pdf.text, seen=seen))
            return _to_the_text(slug)
    return _page(request, comparison, seat, pdf_form=form)


@login_required
@require_POST
def pdf_fetch(request: MemberRequest, slug: str) -> HttpResponse:
    """Keeps the PDF that arXiv has of the paper."""
    comparison, _ = comparison_for(request.user, slug, EDIT)
    known = comparison.paper
    name = f"{known.arxiv_id.replace('/', '-')}{known.version}.pdf"
    try:
        if not known.arxiv_id:
            raise Refused("Give the paper’s arXiv id first.")
        data = fetch_pdf(known.arxiv_id, known.version)
        text = read_pdf(data, name)
        seen = request.POST.get("seen")
        _say(request, store_pdf(comparison=comparison, data=data, name=name, text=text, seen=seen))
    except (Refused, IntakeError) as refused:
        messages.error(request, str(refused))
    return _to_the_text(slug)


@login_required
@require_POST
def full_text_store(request: MemberRequest, slug: str) -> HttpResponse:
    """Keeps the paper's pasted text, in the place of the one before."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    form = FullTextForm(request.POST)
    if form.is_valid():
        with form.refusals():
            count = store_pages(
                comparison=comparison, text=form.cleaned_data["full_text"], seen=form.cleaned_data["seen"]
            )
            messages.success(request, f"{_pages(count)} stored.")
            return _to_the_text(slug)
    return _page(request, comparison, seat, full_text_form=form)


@login_required
@require_POST
def full_text_forget(request: MemberRequest, slug: str) -> HttpResponse:
    """Takes the paper's text, and the PDF that it is from, out of the record."""
    comparison, _ = comparison_for(request.user, slug, EDIT)
    try:
        store_pages(comparison=comparison, text="", seen=request.POST.get("seen"))
        messages.success(request, "Forgotten. What respondents say is looked up in the abstract alone.")
    except Refused as refused:
        messages.error(request, str(refused))
    return _to_the_text(slug)


def _to_the_text(slug: str) -> HttpResponse:
    return redirect(f"{reverse('reviews:paper', args=[slug])}#text")


def _pages(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"


def _say(request: MemberRequest, stored: StoredPdf) -> None:
    if stored.again:
        messages.info(request, "This very PDF is stored already: nothing was changed.")
        return
    told = f" Filled in from it: {', '.join(stored.filled)}." if stored.filled else ""
    messages.success(request, f"{_pages(stored.pages)} stored.{told}")


def _page(request: MemberRequest, comparison: Comparison, seat: Seat, **forms: VerbForm) -> HttpResponse:
    """The page, with the forms that were sent in the place of fresh ones; to the fields, the fields alone."""
    known = comparison.paper
    look_up_url = reverse("reviews:paper_look_up", args=[comparison.slug])
    status = 422 if any(form.errors for form in forms.values()) else 200
    if request.htmx.target == "paper-fields":
        context: dict[str, Any] = {"form": forms["paper_form"], "look_up_url": look_up_url}
        return render(request, "reviews/_paper_fields.html", context, status=status)
    sought, text = request.GET.get("q", "").strip(), standing_text(known)
    pages = read_pages(known.pages.values_list("number", "text"), sought)
    context = {
        "comparison": comparison,
        "seat": seat,
        "lens": lens(request.user, comparison),
        "here": "paper",
        "paper": known,
        "first_authors": known.authors[:MOST_AUTHORS] if len(known.authors) > MOST_AUTHORS + 2 else known.authors,
        "more_authors": known.authors[MOST_AUTHORS:] if len(known.authors) > MOST_AUTHORS + 2 else [],
        "elsewhere": known.url and known.url != canonical_address(known.arxiv_id, known.doi),
        "file": PaperFile.objects.filter(paper=known).defer("data").annotate(size=Length("data")).first(),
        "pages": pages,
        "sought": sought,
        "found_on": [page for page in pages if page.hits],
        "hits": sum(page.hits for page in pages),
        "paper_form": KnownPaperForm(stands=standing_paper(known)),
        "pdf_form": PdfForm(stands=text),
        "full_text_form": FullTextForm(stands=text),
        "text_seen": token(text),
        "look_up_url": look_up_url,
        "may_fetch": settings.PAPER_LOOKUP,
        **forms,
    }
    return render(request, "reviews/paper.html", context, status=status)
